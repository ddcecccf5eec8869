/** Asia/Tashkent is five hours ahead of UTC, without summer time. */
export const TIME_ZONE = "Asia/Tashkent" as const;
const OFFSET_HOURS = 5;
export const OFFSET_MS = OFFSET_HOURS * 3_600_000;
const DAY = 24 * 3_600_000;

export const periods = ["today", "7d", "30d", "90d"] as const;
export type PeriodName = (typeof periods)[number];
const lengths: Record<PeriodName, number> = { today: 1, "7d": 7, "30d": 30, "90d": 90 };

/** Whole days of Asia/Tashkent, both ends included, counted from 1970. */
export type Period = { fromDay: number; toDay: number };

/** The longest period that can be asked for, in days. */
export const LONGEST_DAYS = 366;

/** The day of a moment, in epoch milliseconds. */
export const dayOf = (at: number): number => Math.floor((at + OFFSET_MS) / DAY);

/** When a day begins, epoch milliseconds. */
export const startOfDay = (day: number): number => day * DAY - OFFSET_MS;

/** The first UTC hour of a day, counted from 1970; 24 of them make the day. */
export const firstHourOf = (day: number): number => day * 24 - OFFSET_HOURS;

export const daysOf = ({ fromDay, toDay }: Period): number => toDay - fromDay + 1;

/** As many days, right before. */
export const before = (period: Period): Period => ({
  fromDay: period.fromDay - daysOf(period),
  toDay: period.fromDay - 1,
});

/** `2026-11-21` of a day. */
export const dateOf = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);

/** The period that ends today. */
export function periodUntil(now: number, name: PeriodName): Period {
  const toDay = dayOf(now);
  return { fromDay: toDay - lengths[name] + 1, toDay };
}

/** The day that a date names; a date reads as midnight in UTC. */
export const dayOfDate = (date: string): number => Date.parse(date) / DAY;

/** What a series has a value for: an hour, or a day of Tashkent. */
export type Unit = "hour" | "day";

/** By the hour a longer period would be a list that nobody reads. */
export const LONGEST_DAYS_BY_HOUR = 31;

/** The hours or days of a period by their numbers counted from 1970: the first, and the one after the last. */
export const boundsOf = ({ fromDay, toDay }: Period, unit: Unit): { first: number; end: number } =>
  unit === "day" ? { first: fromDay, end: toDay + 1 } : { first: firstHourOf(fromDay), end: firstHourOf(toDay + 1) };

/** When an hour or day of such a number begins, epoch milliseconds. */
export const startOf = (at: number, unit: Unit): number => (unit === "day" ? startOfDay(at) : at * 3_600_000);
