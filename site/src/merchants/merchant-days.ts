import type { MerchantRisk } from "../api-types.ts";

const DAY_MS = 86_400_000;

type Days = MerchantRisk["days"];

/** Every day from the first to the last on which something was paid at any of the merchants; null where nothing was paid at one. */
export function fillDays(days: Days, first: string, last: string): { date: string; day: Days[number] | null }[] {
  const known = new Map(days.map((day) => [day.date, day]));
  const length = Math.max(0, Math.round((Date.parse(last) - Date.parse(first)) / DAY_MS) + 1);
  return Array.from({ length }, (_, index) => {
    const date = new Date(Date.parse(first) + index * DAY_MS).toISOString().slice(0, 10);
    return { date, day: known.get(date) ?? null };
  });
}

/** The first and the last day that some merchants have, so that their lines share one axis. */
export function spanOf(merchants: readonly Pick<MerchantRisk, "days">[]): { first: string; last: string } {
  const dates = merchants
    .flatMap(({ days }) => [days[0]?.date, days.at(-1)?.date])
    .filter((date) => date !== undefined);
  dates.sort();
  return { first: dates[0] ?? "", last: dates.at(-1) ?? "" };
}
