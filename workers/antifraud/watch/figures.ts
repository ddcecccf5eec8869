import { LABEL_DELAY_MS } from "../signals/labels.ts";
import { DAY } from "../signals/windows.ts";
import type { Calibration } from "./calibration.ts";
import { stabilityIndex, sumOfCounts, total } from "./distributions.ts";
import type { Counted, Distributions } from "./reference.ts";

/** Drift is of so many days together, so that a weekend is no drift. */
export const DRIFT_DAYS = 7;
/** Precision, recall and accuracy are of the payments of so many days, the newest of which are as old as a label is late. */
export const OUTCOME_DAYS = 28;
/** Below so many payments a distribution says nothing. */
const FEWEST_COMPARED = 200;

/** How payments turned out, by whether they were held up: sent to a person or refused. */
export type Outcomes = {
  truePositives: number;
  falsePositives: number;
  falseNegatives: number;
  trueNegatives: number;
};

/** From a payment to the report on it, in days, of the reports of OUTCOME_DAYS. */
export type LabelLatency = { source: string; reports: number; p50: number; p90: number };

/** What is known of a model at the end of a day; drift is the population stability index, null where too little was seen. */
export type Figures = {
  scoreDrift: number | null;
  /** Of the feature that moved most. */
  featureDrift: number | null;
  worstFeature: string | null;
  outcomes: Outcomes;
  /** Missing on days of before it was counted. */
  calibration?: Calibration;
  labelLatency: LabelLatency[];
};

/** A feature's drift, and by how many payments it is missing more than before. */
export type Drift = { score: number | null; features: (number | null)[] };

/** How far the payments of some days together are from the reference. */
export function driftOf(reference: Distributions | undefined, days: readonly (Counted | null)[]): Drift {
  const counted = days.filter((day) => day !== null);
  const scores = sumOfCounts(counted.map(({ score }) => score));
  if (!reference || total(scores) < FEWEST_COMPARED) return { score: null, features: [] };
  return {
    score: stabilityIndex(reference.score.counts, scores),
    features: reference.features.map(({ counts }, i) =>
      stabilityIndex(counts, sumOfCounts(counted.map(({ features }) => features[i] ?? []))),
    ),
  };
}

/** The index of the feature that moved most, where any did. */
export function worstOf(features: readonly (number | null)[]): number | null {
  let worst: number | null = null;
  for (const [i, drift] of features.entries())
    if (drift !== null && (worst === null || drift > features[worst]!)) worst = i;
  return worst;
}

/** Shares from 0 to 1, null where there is nothing to take a share of. */
export function qualityOf({ truePositives, falsePositives, falseNegatives, trueNegatives }: Outcomes) {
  const frauds = truePositives + falseNegatives;
  const legitimate = falsePositives + trueNegatives;
  return {
    precision: shareOf(truePositives, truePositives + falsePositives),
    recall: shareOf(truePositives, frauds),
    accuracy: shareOf(truePositives + trueNegatives, frauds + legitimate),
    falsePositiveRate: shareOf(falsePositives, legitimate),
  };
}

const shareOf = (part: number, whole: number) => (whole === 0 ? null : part / whole);

export const alertKinds = [
  "feature_drift",
  "score_drift",
  "low_accuracy",
  "low_precision",
  "low_recall",
  "late_labels",
] as const;
export type AlertKind = (typeof alertKinds)[number];

/** What is wrong with a model: a figure beyond its threshold, and what it is a figure of. */
export type Finding = { kind: AlertKind; figure: number; threshold: number; subject: string | null };

/** From here on a population is another one, see `stabilityIndex`. */
export const MOST_DRIFT = 0.25;
/** The specified alert on accuracy. */
const LEAST_ACCURACY = 0.9;
/** Below it nine of ten payments that were held up were honest. */
const LEAST_PRECISION = 0.1;
/** Below it most fraud passes. */
const LEAST_RECALL = 0.5;
/** Beyond it half of the reports come when their payments were taken for legitimate already. */
const MOST_LATENCY_DAYS = LABEL_DELAY_MS / DAY;
/** Fewer frauds, payments held up, or reports say nothing. */
const FEWEST_KNOWN = 20;

/** Everything that is wrong by the figures of a day. */
export function findingsOf({ scoreDrift, featureDrift, worstFeature, outcomes, labelLatency }: Figures): Finding[] {
  const { precision, recall, accuracy } = qualityOf(outcomes);
  const heldUp = outcomes.truePositives + outcomes.falsePositives;
  const frauds = outcomes.truePositives + outcomes.falseNegatives;
  const above = (kind: AlertKind, figure: number | null, threshold: number, subject: string | null = null) =>
    figure !== null && figure >= threshold ? [{ kind, figure, threshold, subject }] : [];
  const below = (kind: AlertKind, figure: number | null, threshold: number, known: number) =>
    figure !== null && figure < threshold && known >= FEWEST_KNOWN ? [{ kind, figure, threshold, subject: null }] : [];
  const slowest = labelLatency
    .filter(({ reports, p50 }) => reports >= FEWEST_KNOWN && p50 > MOST_LATENCY_DAYS)
    .sort((a, b) => b.p50 - a.p50)[0];
  return [
    ...above("feature_drift", featureDrift, MOST_DRIFT, worstFeature),
    ...above("score_drift", scoreDrift, MOST_DRIFT),
    ...below("low_accuracy", accuracy, LEAST_ACCURACY, frauds + outcomes.falsePositives + outcomes.trueNegatives),
    ...below("low_precision", precision, LEAST_PRECISION, heldUp),
    ...below("low_recall", recall, LEAST_RECALL, frauds),
    ...(slowest
      ? [
          {
            kind: "late_labels" as const,
            figure: slowest.p50,
            threshold: MOST_LATENCY_DAYS,
            subject: slowest.source,
          },
        ]
      : []),
  ];
}
