import type { DrizzleD1Database } from "drizzle-orm/d1";
import { LABEL_DELAY_MS } from "../signals/labels.ts";
import { DAY } from "../signals/windows.ts";
import { type LabelLatency, OUTCOME_DAYS, type Outcomes } from "./figures.ts";
import { countOutcomes, countReports, countShadowOutcomes } from "./outcome-counts.ts";
import type { Watched } from "./scored-payments.ts";

export const noOutcomes: Outcomes = { truePositives: 0, falsePositives: 0, falseNegatives: 0, trueNegatives: 0 };

/** The UTC days whose payments tell how good a model is: the newest are as old as a label may be late. */
export function outcomeDays(day: number): { from: number; to: number } {
  const to = day - Math.ceil(LABEL_DELAY_MS / DAY);
  return { from: to - OUTCOME_DAYS + 1, to };
}

/** How payments turned out, by the version of the model that decided them or watched. */
export async function outcomesOf(
  db: DrizzleD1Database,
  organizationId: string,
  day: number,
  models: readonly Watched[],
): Promise<Map<string, Outcomes>> {
  const { from, to } = outcomeDays(day);
  const groups = await countOutcomes(db, organizationId, from, to);
  const shadows = models.filter(({ shadowId }) => shadowId !== null);
  for (const model of shadows) groups.push(...(await countShadowOutcomes(db, organizationId, model, from, to)));
  const outcomes = new Map<string, Outcomes>();
  for (const { version, isFlagged, isFraud, payments } of groups) {
    const of = outcomes.get(version) ?? { ...noOutcomes };
    if (isFlagged) of[isFraud ? "truePositives" : "falsePositives"] += payments;
    else of[isFraud ? "falseNegatives" : "trueNegatives"] += payments;
    outcomes.set(version, of);
  }
  return outcomes;
}

/** How late reports came in over the last OUTCOME_DAYS, by their source. */
export async function latencyOf(db: DrizzleD1Database, organizationId: string, day: number): Promise<LabelLatency[]> {
  const groups = await countReports(db, organizationId, day - OUTCOME_DAYS + 1, day);
  return [...Map.groupBy(groups, ({ source }) => source)].map(([source, hours]) => {
    const reports = hours.reduce((sum, group) => sum + group.reports, 0);
    return { source, reports, p50: daysAt(hours, reports * 0.5), p90: daysAt(hours, reports * 0.9) };
  });
}

/** Days until so many of the reports had come; hours ascend. */
function daysAt(hours: readonly { hours: number; reports: number }[], wanted: number): number {
  let count = 0;
  for (const group of hours) {
    count += group.reports;
    if (count >= wanted) return Math.round((10 * group.hours) / 24) / 10;
  }
  return 0;
}
