/**
 * Uzbek as CLDR has it, written out: Chromium carries no data for `uz` and silently falls back to English
 * (`Intl.NumberFormat.supportedLocalesOf("uz")` is empty there, though Node has it).
 */
const months = [
  "yanvar",
  "fevral",
  "mart",
  "aprel",
  "may",
  "iyun",
  "iyul",
  "avgust",
  "sentabr",
  "oktabr",
  "noyabr",
  "dekabr",
];
const units = { second: "soniya", minute: "daqiqa", hour: "soat" } as const;

const two = (value: number): string => String(value).padStart(2, "0");
const clock = (date: Date): string => `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;

/** `24-noyabr, 2025, 14:30:05`, of a date whose UTC is what clocks show. */
export const longDateUz = (date: Date): string =>
  `${date.getUTCDate()}-${months[date.getUTCMonth()]}, ${date.getUTCFullYear()}, ${clock(date)}:${two(date.getUTCSeconds())}`;

/** `24-noy, 14:30`. */
export const shortDateUz = (date: Date): string =>
  `${date.getUTCDate()}-${months[date.getUTCMonth()]?.slice(0, 3)}, ${clock(date)}`;

/** `3 daqiqa oldin`; now for zero. */
export const agoUz = (count: number, unit: keyof typeof units): string =>
  count === 0 ? "hozir" : `${count} ${units[unit]} oldin`;

/** `24-noy`. */
export const dayUz = (date: Date): string => `${date.getUTCDate()}-${months[date.getUTCMonth()]?.slice(0, 3)}`;

/** `2025-yil 24-noyabr`. */
export const longDayUz = (date: Date): string =>
  `${date.getUTCFullYear()}-yil ${date.getUTCDate()}-${months[date.getUTCMonth()]}`;
