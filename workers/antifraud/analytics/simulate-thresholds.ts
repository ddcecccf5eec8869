import type { Thresholds } from "../decide.ts";
import type { DecisionName } from "../schemas.ts";
import type { DecisionSums, FraudStep, StepSums } from "./rollup-store.ts";

/** Payments and confirmed frauds, and their amounts in US cents. */
export type Volume = { payments: number; cents: number; frauds: number; fraudCents: number };
export type Volumes = Record<DecisionName, Volume>;

/** What decides of a score where a model answered. */
export type ThresholdPair = Pick<Thresholds, "reviewFrom" | "blockAbove">;

/** Thresholds are multiples of so many points, since the steps of the histogram end there. */
export const THRESHOLD_STEP = 10;

const nothing = (): Volume => ({ payments: 0, cents: 0, frauds: 0, fraudCents: 0 });
const noVolumes = (): Volumes => ({ APPROVED: nothing(), UNDER_REVIEW: nothing(), BLOCKED: nothing() });

/** The parts of sums, each with its decision. */
const partsOf = (sums: DecisionSums): [DecisionName, payments: number, cents: number][] => [
  ["APPROVED", sums.approved, sums.approvedCents],
  ["UNDER_REVIEW", sums.underReview, sums.underReviewCents],
  ["BLOCKED", sums.blocked, sums.blockedCents],
];

/** The place of a step among `decide`'s bands; steps are twice the tens of the score, odd between them. */
function bandOf(step: number, { reviewFrom, blockAbove }: ThresholdPair): DecisionName {
  if (step > (2 * blockAbove) / THRESHOLD_STEP) return "BLOCKED";
  return step >= (2 * reviewFrom) / THRESHOLD_STEP ? "UNDER_REVIEW" : "APPROVED";
}

/** What was decided in fact. Pure, as all of this file. */
export function recordedVolumes(steps: readonly StepSums[], frauds: readonly FraudStep[]): Volumes {
  return collect(steps, frauds, (_, decision) => decision);
}

/** What other thresholds would have decided; what is held stays as it was. */
export function simulate(steps: readonly StepSums[], frauds: readonly FraudStep[], thresholds: ThresholdPair): Volumes {
  return collect(steps, frauds, ({ step, isHeld }, decision) => (isHeld ? decision : bandOf(step, thresholds)));
}

/** What was decided of those that no pair would change. */
export function heldVolumes(steps: readonly StepSums[], frauds: readonly FraudStep[]): Volumes {
  return recordedVolumes(
    steps.filter(({ isHeld }) => isHeld),
    frauds.filter(({ isHeld }) => isHeld),
  );
}

/** All others by the scores of their step, the lowest first. */
export function volumesByScore(
  steps: readonly StepSums[],
  frauds: readonly FraudStep[],
): (Volume & { from: number; to: number })[] {
  const found = new Map<number, Volume>();
  const volumeOf = (step: number) => {
    const volume = found.get(step) ?? nothing();
    found.set(step, volume);
    return volume;
  };
  for (const of of steps)
    for (const [, payments, cents] of of.isHeld ? [] : partsOf(of)) {
      const volume = volumeOf(of.step);
      volume.payments += payments;
      volume.cents += cents;
    }
  for (const { step, isHeld, frauds: known, cents } of frauds) {
    if (isHeld) continue;
    const volume = volumeOf(step);
    volume.frauds += known;
    volume.fraudCents += cents;
  }
  return [...found].sort(([a], [b]) => a - b).map(([step, volume]) => ({ ...scoresOf(step), ...volume }));
}

/** An even step is one score, the odd one above it the scores up to the next. */
const scoresOf = (step: number): { from: number; to: number } =>
  step % 2 === 0
    ? { from: (step / 2) * THRESHOLD_STEP, to: (step / 2) * THRESHOLD_STEP }
    : { from: ((step - 1) / 2) * THRESHOLD_STEP + 1, to: ((step + 1) / 2) * THRESHOLD_STEP - 1 };

function collect(
  steps: readonly StepSums[],
  frauds: readonly FraudStep[],
  decide: (of: { step: number; isHeld: number }, decision: DecisionName) => DecisionName,
): Volumes {
  const volumes = noVolumes();
  for (const of of steps)
    for (const [decision, payments, cents] of partsOf(of)) {
      const volume = volumes[decide(of, decision)];
      volume.payments += payments;
      volume.cents += cents;
    }
  for (const of of frauds) {
    const volume = volumes[decide(of, of.decision)];
    volume.frauds += of.frauds;
    volume.fraudCents += of.cents;
  }
  return volumes;
}
