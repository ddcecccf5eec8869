import { timeNow } from "../clock.ts";

const DAY_MS = 86_400_000;
const TASHKENT_MS = 5 * 3_600_000;

/** The day of Tashkent that a moment belongs to, or one so many days later. */
export const dayAt = (at: number, daysLater = 0): string =>
  new Date(at + TASHKENT_MS + daysLater * DAY_MS).toISOString().slice(0, 10);

export type Days = { from: string; to: string };

const startOf = (day: string, daysLater = 0): number => Date.parse(`${day}T00:00:00+05:00`) + daysLater * DAY_MS;

export const isDay = (day: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(startOf(day));

/** How many days there are, both ends included. */
export const countDays = ({ from, to }: Days): number => Math.round((startOf(to) - startOf(from)) / DAY_MS) + 1;

/** So many days, the last of them today. */
export const lastDays = (count: number, now = timeNow()): Days => ({ from: dayAt(now, 1 - count), to: dayAt(now) });

/** The moments that the API is asked for, the second one not included. */
export const toSpan = ({ from, to }: Days): Days => ({
  from: new Date(startOf(from)).toISOString(),
  to: new Date(startOf(to, 1)).toISOString(),
});

/** The days of a span of the API, both included, and whether it holds nothing but whole ones. */
export function toDays(span: Days): Days & { isWhole: boolean } {
  const days = { from: dayAt(Date.parse(span.from)), to: dayAt(Date.parse(span.to) - 1) };
  const whole = toSpan(days);
  const isWhole = Date.parse(whole.from) === Date.parse(span.from) && Date.parse(whole.to) === Date.parse(span.to);
  return { ...days, isWhole };
}

/** Every day of a span with what was counted on it; of days that are not told of, nothing was. */
export function fillDays<Day extends { day: string }>(days: readonly Day[], span: Days): { day: string; told?: Day }[] {
  const told = new Map(days.map((one) => [one.day, one]));
  const { from, to } = toDays(span);
  return Array.from({ length: countDays({ from, to }) }, (_, index) => {
    const day = dayAt(startOf(from), index);
    return { day, told: told.get(day) };
  });
}
