import {
  dateOf,
  dayOf,
  dayOfDate,
  daysOf,
  LONGEST_DAYS,
  type Period,
  periodUntil,
  startOfDay,
  TIME_ZONE,
} from "./period.ts";
import type { PeriodQuery } from "./period-schemas.ts";
import type { Platform } from "./platform.ts";
import { invalidRequest } from "./problem.ts";
import { businessNow } from "./sandbox.ts";

/** The days that a caller asks about; refuses what cannot be meant. */
export function readPeriod(platform: Platform, { period, from, to }: PeriodQuery, longestDays = LONGEST_DAYS): Period {
  const now = businessNow(platform);
  if (from === undefined) {
    if (to !== undefined) throw refusal("to", "Needs from");
    return checked(periodUntil(now, period ?? "30d"), "period", longestDays);
  }
  if (period !== undefined) throw refusal("period", "Send either period or from");
  const asked = { fromDay: dayOfDate(from), toDay: to === undefined ? dayOf(now) : dayOfDate(to) };
  if (asked.toDay < asked.fromDay) throw refusal("from", "Lies after the last day");
  return checked(asked, "from", longestDays);
}

function checked(period: Period, path: string, longestDays: number): Period {
  if (daysOf(period) > longestDays) throw refusal(path, `At most ${longestDays} days`);
  return period;
}

const refusal = (path: string, message: string) => invalidRequest({ errors: [{ path, message }] });

/** A period as answers tell of it. */
export const toPeriodView = (period: Period) => ({
  from: new Date(startOfDay(period.fromDay)).toISOString(),
  to: new Date(startOfDay(period.toDay + 1)).toISOString(),
  first_day: dateOf(period.fromDay),
  last_day: dateOf(period.toDay),
  days: daysOf(period),
  time_zone: TIME_ZONE,
});
