/** The periods that pages offer; of days that somebody chose, both ends included. */
export const periodNames = ["today", "7d", "30d", "90d", "custom"] as const;
export type PeriodName = (typeof periodNames)[number];

export const periodDefaults = { period: "30d", from: "", to: "" };
type PeriodValues = typeof periodDefaults;
export type PeriodQuery = { period?: string; from?: string; to?: string };

const DAY_MS = 86_400_000;
const LONGEST_DAYS = 366;
const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));

/** The period that an address names; one that is none is the default. */
export const periodOf = ({ period }: PeriodValues): PeriodName => periodNames.find((name) => name === period) ?? "30d";

/** How the API is asked for it; undefined while the days that are chosen make no period. */
export function toPeriodQuery(values: PeriodValues): PeriodQuery | undefined {
  const name = periodOf(values);
  if (name !== "custom") return { period: name };
  const { from, to } = values;
  return isDay(from) && isDay(to) && from <= to && lengthOf(values) <= LONGEST_DAYS ? { from, to } : undefined;
}

/** How many days a period has. */
export function lengthOf(values: PeriodValues): number {
  const name = periodOf(values);
  if (name !== "custom") return { today: 1, "7d": 7, "30d": 30, "90d": 90 }[name];
  return Math.round((Date.parse(values.to) - Date.parse(values.from)) / DAY_MS) + 1;
}
