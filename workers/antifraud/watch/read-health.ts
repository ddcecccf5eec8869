import type { Platform } from "#platform/platform";
import { modelNotFound } from "../models/errors.ts";
import { BUNDLED_ID } from "../models/score-challengers.ts";
import { findModel } from "../models/store.ts";
import { BUNDLED_VERSION } from "../risk-model.ts";
import { featureNames } from "../signals/features.ts";
import { DAY } from "../signals/windows.ts";
import { FIRST_DAYS, FIRST_PAYMENTS, referenceDays, settledFrom } from "./begin-reference.ts";
import { tellCalibration } from "./calibration.ts";
import { missingShare, sumOfCounts, total } from "./distributions.ts";
import { DRIFT_DAYS, driftOf, qualityOf } from "./figures.ts";
import { outcomeDays } from "./outcomes.ts";
import type { Health } from "./schemas.ts";
import { type AlertRow, type DayRow, findReference, listAlerts, listDays, type ReferenceRow } from "./watch-store.ts";

/** Days that are told of one by one, and for how long an alert that is over is told of. */
const DAYS_TOLD = 28;

/** How a model does, by the last day that was looked at. */
export async function readHealth(platform: Platform, organizationId: string, modelId: string): Promise<Health> {
  const { db } = platform;
  const version = modelId === BUNDLED_ID ? BUNDLED_VERSION : (await findModel(db, organizationId, modelId))?.version;
  if (version === undefined) throw modelNotFound();
  const since = Math.floor(platform.now() / DAY) - DAYS_TOLD;
  const [rows, reference, alerts] = await Promise.all([
    listDays(db, organizationId, since, version),
    findReference(db, organizationId, version),
    listAlerts(db, organizationId, version, since),
  ]);
  const newest = rows.findLast((row) => row.figures !== null);
  return {
    id: modelId,
    version,
    as_of: newest ? dateOf(newest.day) : null,
    reference: reference ? toReference(reference) : null,
    collected: reference ? null : await collected(platform, organizationId, version),
    drift: newest && reference ? toDrift(newest, rows, reference) : null,
    outcomes: newest ? toOutcomes(newest) : null,
    calibration: newest?.figures?.calibration ? tellCalibration(newest.figures.calibration) : null,
    label_latency: (newest?.figures?.labelLatency ?? []).map(({ source, reports, p50, p90 }) => ({
      source,
      reports,
      p50_days: p50,
      p90_days: p90,
    })),
    alerts: alerts.map(toAlert),
    days: rows.map(toDay),
  };
}

const dateOf = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);
const rounded = (value: number | null, digits = 4): number | null =>
  value === null ? null : Number(value.toFixed(digits));

const toReference = ({ kind, fromDay, toDay, payments }: ReferenceRow): Health["reference"] => ({
  kind,
  from: fromDay === null ? null : dateOf(fromDay),
  to: toDay === null ? null : dateOf(toDay),
  payments,
});

async function collected({ db }: Platform, organizationId: string, version: string): Promise<Health["collected"]> {
  const [days, settled] = await Promise.all([
    referenceDays(db, organizationId, version),
    settledFrom(db, organizationId),
  ]);
  return {
    from: settled === null ? null : dateOf(settled),
    days: days.length,
    days_needed: FIRST_DAYS,
    payments: days.reduce((sum, { payments }) => sum + payments, 0),
    payments_needed: FIRST_PAYMENTS,
  };
}

/** Drift of the last days together, the feature that moved most first. */
function toDrift(newest: DayRow, rows: readonly DayRow[], { distributions }: ReferenceRow): Health["drift"] {
  if (newest.figures?.scoreDrift == null) return null;
  const counted = rows.flatMap((row) => (row.counted && row.day > newest.day - DRIFT_DAYS ? [row.counted] : []));
  const drift = driftOf(distributions, counted);
  const features = distributions.features.map(({ counts }, i) => ({
    feature: featureNames[i]!,
    psi: rounded(drift.features[i] ?? null),
    missing: rounded(missingShare(sumOfCounts(counted.map((of) => of.features[i] ?? [])))) ?? 0,
    missing_before: rounded(missingShare(counts)) ?? 0,
  }));
  return {
    days: DRIFT_DAYS,
    payments: total(sumOfCounts(counted.map(({ score }) => score))),
    score_psi: rounded(drift.score) ?? 0,
    features: features.sort((a, b) => (b.psi ?? 0) - (a.psi ?? 0)),
  };
}

function toOutcomes({ day, figures }: DayRow): Health["outcomes"] {
  if (!figures) return null;
  const { from, to } = outcomeDays(day);
  const { outcomes } = figures;
  const quality = qualityOf(outcomes);
  return {
    from: dateOf(from),
    to: dateOf(to),
    true_positives: outcomes.truePositives,
    false_positives: outcomes.falsePositives,
    false_negatives: outcomes.falseNegatives,
    true_negatives: outcomes.trueNegatives,
    precision: rounded(quality.precision),
    recall: rounded(quality.recall),
    accuracy: rounded(quality.accuracy),
    false_positive_rate: rounded(quality.falsePositiveRate, 6),
  };
}

const toAlert = (alert: AlertRow): Health["alerts"][number] => ({
  kind: alert.kind,
  raised: dateOf(alert.raisedDay),
  resolved: alert.resolvedDay === null ? null : dateOf(alert.resolvedDay),
  figure: rounded(alert.figure) ?? 0,
  threshold: alert.threshold,
  subject: alert.subject,
});

const toDay = ({ day, payments, figures }: DayRow): Health["days"][number] => {
  const quality = figures && qualityOf(figures.outcomes);
  return {
    date: dateOf(day),
    payments,
    score_psi: rounded(figures?.scoreDrift ?? null),
    highest_feature_psi: rounded(figures?.featureDrift ?? null),
    highest_feature: figures?.worstFeature ?? null,
    precision: rounded(quality?.precision ?? null),
    recall: rounded(quality?.recall ?? null),
    accuracy: rounded(quality?.accuracy ?? null),
  };
};
