import type { Language } from "./api-types.ts";
import { agoUz, dayUz, longDateUz, longDayUz, shortDateUz } from "./format-uz.ts";

/**
 * The region is named, so that figures follow local habit whatever the browser's own language. Uzbek figures are written
 * as Russian ones, and Chromium has no Uzbek data.
 */
const locales: Record<Language, string> = { uz: "ru-RU", ru: "ru-RU", en: "en-GB" };

const cache = new Map<string, unknown>();

/** Formatters are dear to make and are asked for once a row. */
function cached<T>(key: string, make: () => T): T {
  if (!cache.has(key)) cache.set(key, make());
  return cache.get(key) as T;
}

function numberFormat(language: Language, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  return cached(`${language}${JSON.stringify(options)}`, () => new Intl.NumberFormat(locales[language], options));
}

export function formatNumber(value: number, language: Language, fraction = 0): string {
  return numberFormat(language, { maximumFractionDigits: fraction }).format(value);
}

/** Kopecks, tiyin or cents only where the amount has some. */
const fractionOf = (amount: number) => {
  const digits = Number.isInteger(amount) ? 0 : 2;
  return { minimumFractionDigits: digits, maximumFractionDigits: digits };
};

/** An amount without its currency. */
export const formatAmount = (amount: number, language: Language): string =>
  numberFormat(language, fractionOf(amount)).format(amount);

/** An amount as people of the language write it: `1 250 000 soʻm`, `0,05 $`, `$15,000`. */
export function formatMoney(amount: number, currency: string, language: Language): string {
  if (currency === "UZS") return `${formatAmount(amount, language)}\u00a0${language === "ru" ? "сум" : "soʻm"}`;
  return numberFormat(language, {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
    ...fractionOf(amount),
  }).format(amount);
}

export function formatPercent(share: number, language: Language, digits = 1): string {
  const percent = numberFormat(language, { style: "percent", maximumFractionDigits: digits }).format(share);
  return language === "uz" ? percent.replace(/\s/g, "") : percent;
}

/** The zone of reports and their days, of filters, and so of every moment that people read, whatever their own clock says. */
const ZONE = "Asia/Tashkent";

/** A moment by the clocks of Tashkent, whose zone what stands around it names, or nobody needs: `24 November 2025 at 14:30:05`. */
export function formatDateTime(iso: string, language: Language): string {
  const date = new Date(iso);
  if (language === "uz") return longDateUz(inTashkent(date));
  return cached(
    `long${language}`,
    () => new Intl.DateTimeFormat(locales[language], { dateStyle: "long", timeStyle: "medium", timeZone: ZONE }),
  ).format(date);
}

/** A moment with its zone, which is named in the reader's language: `24 November 2025 at 14:30:05, Tashkent time (UTC+5)`. */
export const formatMoment = (iso: string, language: Language, zone: string): string =>
  `${formatDateTime(iso, language)}, ${zone} (UTC+5)`;

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;

/** How long ago, to the whole unit; from a day on the date itself. */
export function formatAge(iso: string, now: number, language: Language): string {
  const date = new Date(iso);
  const seconds = Math.max(0, Math.round((now - date.getTime()) / 1000));
  if (seconds >= DAY) return formatShortDate(date, language);
  if (seconds >= HOUR) return formatAgo(Math.floor(seconds / HOUR), "hour", language);
  if (seconds >= MINUTE) return formatAgo(Math.floor(seconds / MINUTE), "minute", language);
  return formatAgo(seconds < 5 ? 0 : seconds, "second", language);
}

function formatAgo(count: number, unit: "second" | "minute" | "hour", language: Language): string {
  if (language === "uz") return agoUz(count, unit);
  return cached(
    `ago${language}`,
    () => new Intl.RelativeTimeFormat(locales[language], { style: "short", numeric: "auto" }),
  ).format(-count, unit);
}

/** A moment not far from today, without its year: `24-noy, 14:30`. */
export function formatShortDate(date: Date, language: Language): string {
  if (language === "uz") return shortDateUz(inTashkent(date));
  const options = {
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    hour12: false,
    timeZone: ZONE,
  } as const;
  return cached(`short${language}`, () => new Intl.DateTimeFormat(locales[language], options)).format(date);
}

/** A reporting day (`2026-11-24`), which has no zone any more: `24-noy`, `24 Nov`. */
export function formatDay(day: string, language: Language): string {
  const date = new Date(`${day}T00:00:00Z`);
  if (language === "uz") return dayUz(date);
  const options = { day: "numeric", month: "short", timeZone: "UTC" } as const;
  return cached(`day${language}`, () => new Intl.DateTimeFormat(locales[language], options)).format(date);
}

/** A day with its year: `2025-yil 24-noyabr`, `24 November 2025`. */
export function formatLongDay(day: string, language: Language): string {
  const date = new Date(`${day}T00:00:00Z`);
  if (language === "uz") return longDayUz(date);
  const options = { dateStyle: "long", timeZone: "UTC" } as const;
  return cached(`longday${language}`, () => new Intl.DateTimeFormat(locales[language], options)).format(date);
}

/** Tashkent has kept UTC+5 all year since 1992. */
const TASHKENT_MS = 5 * HOUR * 1000;

/** A date whose UTC is what clocks in Tashkent show. */
const inTashkent = (date: Date): Date => new Date(date.getTime() + TASHKENT_MS);

/** The hour of Tashkent in which reports count a moment: `14:00`. */
export const formatHour = (iso: string): string =>
  `${String(inTashkent(new Date(iso)).getUTCHours()).padStart(2, "0")}:00`;

/** A moment as an input of date and time has it, by the clocks of Tashkent. */
export const toClock = (iso: string): string => inTashkent(new Date(iso)).toISOString().slice(0, 16);

/** What an input of date and time says, by the clocks of Tashkent, in epoch milliseconds; NaN where it says nothing. */
export const readClock = (value: string): number => Date.parse(`${value}+05:00`);
