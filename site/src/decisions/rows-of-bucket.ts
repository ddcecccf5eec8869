import type { Language, Trends } from "../api-types.ts";
import { pathToApp } from "../paths.ts";

const TASHKENT_MS = 5 * 3_600_000;

/** Where the decisions of a day, or of an hour, of a chart are. */
export function rowsOfBucket(
  language: Language,
  { start, date }: Trends["data"][number],
  bucket: Trends["bucket"],
  narrowed: { label?: string } = {},
): string {
  const hour = new Date(Date.parse(start) + TASHKENT_MS).toISOString().slice(0, 13);
  const time = bucket === "hour" ? hour : date;
  return pathToApp(language, "decisions", { ...narrowed, from: time, to: time });
}
