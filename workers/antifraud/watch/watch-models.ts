import type { DrizzleD1Database } from "drizzle-orm/d1";
import type { DayEnded } from "#platform/events";
import type { Platform } from "#platform/platform";
import { listActiveModels } from "../models/score-store.ts";
import { featureNames } from "../signals/features.ts";
import { beginReference } from "./begin-reference.ts";
import { changeAlerts, resolveAlerts } from "./change-alerts.ts";
import { calibrationOf } from "./count-calibration.ts";
import { countDay } from "./count-day.ts";
import { DRIFT_DAYS, driftOf, type Figures, worstOf } from "./figures.ts";
import { latencyOf, noOutcomes, outcomesOf } from "./outcomes.ts";
import { countDecided, countShadowed, type Watched } from "./scored-payments.ts";
import {
  type DayRow,
  findFirstDay,
  findReference,
  listDays,
  listOpenAlerts,
  type ReferenceRow,
  saveWatch,
} from "./watch-store.ts";

/** Days before that are counted again where the projection was behind when they ended. */
const DAYS_AGAIN = 2;

/** A model, and how many payments it scored on which of the last days. */
type Scoring = { watched: Watched; payments: Map<number, number> };

/**
 * Looks at every model of an organisation after a UTC day: how its payments and scores were distributed, how earlier ones
 * turned out, and what is wrong by that. Repeats end in the same state.
 */
export async function watchModels(platform: Platform, events: readonly DayEnded[]): Promise<void> {
  const failures: unknown[] = [];
  for (const { organizationId, day } of events)
    await watchOrganization(platform, organizationId, day).catch((failure) => failures.push(failure));
  // Thrown at the end, since one organisation that fails shall not keep the others waiting for its retries.
  if (failures.length > 0) throw failures[0];
}

async function watchOrganization(platform: Platform, organizationId: string, day: number): Promise<void> {
  const { db } = platform;
  const scoring = await modelsScoring(platform, organizationId, day);
  const watched = scoring.filter(({ payments }) => payments.has(day)).map((model) => model.watched);
  const [stored, open, outcomes, labelLatency] = await Promise.all([
    listDays(db, organizationId, day - DRIFT_DAYS + 1),
    listOpenAlerts(db, organizationId),
    outcomesOf(db, organizationId, day, watched),
    latencyOf(db, organizationId, day),
  ]);
  for (const model of scoring) {
    const { version } = model.watched;
    const reference = await findReference(db, organizationId, version);
    const known = stored.filter((row) => row.version === version);
    const counted = await countDays(platform, organizationId, day, model, known, reference);
    const today = counted.find((row) => row.day === day);
    if (!today) {
      await saveWatch(db, counted, []);
      continue;
    }
    const latest = new Map([...known, ...counted].map((row) => [row.day, row.counted]));
    const isWholeWeek = await hasScoredFor(db, organizationId, version, day - DRIFT_DAYS + 1);
    const drift = driftOf(isWholeWeek ? reference?.distributions : undefined, [...latest.values()]);
    const worst = worstOf(drift.features);
    const turnedOut = outcomes.get(version) ?? noOutcomes;
    const figures: Figures = {
      scoreDrift: drift.score,
      featureDrift: worst === null ? null : drift.features[worst]!,
      worstFeature: worst === null ? null : featureNames[worst]!,
      outcomes: turnedOut,
      calibration: await calibrationOf(db, organizationId, day, model.watched, turnedOut),
      labelLatency,
    };
    today.figures = figures;
    const changed = await changeAlerts(platform, { organizationId, version, day }, figures, open);
    await saveWatch(db, counted, changed);
    if (!reference) await beginReference(db, organizationId, model.watched, day);
  }
  const versions = new Set([...stored, ...watched].map(({ version }) => version));
  const forgotten = open.filter(({ version }) => !versions.has(version));
  await saveWatch(db, [], await resolveAlerts(platform, day, forgotten));
}

/** Whether a model scored payments on a day or before it: part of a week differs from a whole one by its days alone. */
async function hasScoredFor(db: DrizzleD1Database, organizationId: string, version: string, day: number) {
  const first = await findFirstDay(db, organizationId, version);
  return first !== null && first <= day;
}

/** Every model that scored payments on a day or shortly before it. */
async function modelsScoring({ db }: Platform, organizationId: string, day: number): Promise<Scoring[]> {
  const scoring = new Map<string, Scoring>();
  const add = (watched: Watched, on: number, payments: number) => {
    const model = scoring.get(watched.version) ?? { watched, payments: new Map() };
    if (payments > 0 && !model.payments.has(on)) model.payments.set(on, payments);
    scoring.set(watched.version, model);
  };
  const shadows = (await listActiveModels(db, [organizationId])).filter(({ status }) => status === "shadow");
  for (let on = day - DAYS_AGAIN; on <= day; on++) {
    for (const { version, payments } of await countDecided(db, organizationId, on))
      add({ version, shadowId: null }, on, payments);
    for (const { id, version } of shadows)
      add({ version, shadowId: id }, on, await countShadowed(db, organizationId, id, on));
  }
  return [...scoring.values()];
}

/** Counts the day, and those before it of which the projection has other payments than it had. */
async function countDays(
  { db }: Platform,
  organizationId: string,
  day: number,
  { watched, payments }: Scoring,
  known: readonly DayRow[],
  reference: ReferenceRow | undefined,
): Promise<DayRow[]> {
  const rows: DayRow[] = [];
  for (const [on, count] of payments) {
    if (on !== day && known.find((row) => row.day === on)?.payments === count) continue;
    const row = { organizationId, version: watched.version, day: on, payments: count, figures: null };
    rows.push({ ...row, counted: reference ? await countDay(db, row, watched, reference.distributions) : null });
  }
  return rows;
}
