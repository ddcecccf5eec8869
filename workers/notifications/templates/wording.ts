import type { Language } from "#platform/i18n";

/**
 * What a stranger may have chosen: a name, a device. On one line, no longer than it needs to be, and with nothing in it
 * that mail readers would turn into a link.
 */
export function named(value: string, longest = 80): string {
  const line = value
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
  const short = line.length <= longest ? line : `${cut(line, longest - 1)}…`;
  return short.replace(/(?<=\S)[.:/@](?=\S)/g, "$&\u200c");
}

/** As `named`, for an SMS: every place counts there, and nothing becomes a link without a dot or a slash. */
export const namedBriefly = (value: string, longest = 18): string =>
  cut(
    value
      .replace(/[^\p{L}\p{N} -]+/gu, " ")
      .replace(/\s+/g, " ")
      .trim(),
    longest,
  ).trim();

/** The first UTF-16 units of a text, without half a character at the end. */
const cut = (text: string, units: number): string => text.slice(0, units).replace(/[\ud800-\udbff]$/, "");

export function greeting(name: string, language: Language): string {
  const called = named(name);
  return { uz: `Assalomu alaykum, ${called}!`, ru: `Здравствуйте, ${called}!`, en: `Hello ${called},` }[language];
}

type Unit = "minutes" | "hours" | "days";

const units = {
  uz: { minutes: "daqiqa", hours: "soat", days: "kun" },
  ru: {
    minutes: ["минуту", "минуты", "минут"],
    hours: ["час", "часа", "часов"],
    days: ["день", "дня", "дней"],
  },
  en: { minutes: ["minute", "minutes"], hours: ["hour", "hours"], days: ["day", "days"] },
} as const;

/** How long something lasts: `24 soat`, `24 часа`, `24 hours`. */
export function lasting(count: number, unit: Unit, language: Language): string {
  if (language === "uz") return `${count} ${units.uz[unit]}`;
  if (language === "en") return `${count} ${units.en[unit][count === 1 ? 0 : 1]}`;
  const [one, few, many] = units.ru[unit];
  const isTeen = count % 100 >= 11 && count % 100 <= 14;
  const last = count % 10;
  return `${count} ${isTeen ? many : last === 1 ? one : last >= 2 && last <= 4 ? few : many}`;
}

/** Uzbekistan has kept UTC+5 all year since 1992. */
const TASHKENT_MS = 5 * 3_600_000;

/** A moment as people in Tashkent write it: `21.11.2026, 19:55 (Toshkent vaqti)`. `at` in epoch milliseconds. */
export function moment(at: number, language: Language): string {
  const zone = { uz: "Toshkent vaqti", ru: "время ташкентское", en: "Tashkent time" }[language];
  return `${briefMoment(at)} (${zone})`;
}

/** As `moment`, without the zone. */
export function briefMoment(at: number): string {
  const [year, month, day, hours, minutes] = new Date(at + TASHKENT_MS).toISOString().split(/[-T:]/);
  return `${day}.${month}.${year}, ${hours}:${minutes}`;
}
