import { openReadSession } from "#platform/database";
import type { Platform } from "#platform/platform";
import { invalidRequest } from "#platform/problem";
import { readPeriod, toPeriodView } from "#platform/read-period";
import { findPolicy } from "../own-rules/policy-store.ts";
import { listFraudSteps, listSteps } from "./rollup-store.ts";
import type { ThresholdPair, ThresholdQuery, ThresholdReport } from "./schemas.ts";
import {
  heldVolumes,
  recordedVolumes,
  type ThresholdPair as ScorePair,
  simulate,
  type Volume,
  type Volumes,
  volumesByScore,
} from "./simulate-thresholds.ts";

/** Between the pairs of the grid. */
const GRID_POINTS = 50;
const HIGHEST = 1000;

/** What other thresholds would have made of a period's payments: how many, of what amount, with how much known fraud. */
export async function readThresholds(
  platform: Platform,
  organizationId: string,
  query: ThresholdQuery,
): Promise<ThresholdReport> {
  const pairs = pairsOf(query);
  const period = readPeriod(platform, query);
  const { db } = openReadSession(platform.env);
  const [steps, frauds, { policy }] = await Promise.all([
    listSteps(db, organizationId, period),
    listFraudSteps(db, organizationId, period),
    findPolicy(db, organizationId),
  ]);
  const count = (rows: typeof steps) =>
    rows.reduce((sum, row) => sum + row.approved + row.underReview + row.blocked, 0);
  const toPair = (pair: ScorePair): ThresholdPair => ({
    review_from: pair.reviewFrom,
    block_above: pair.blockAbove,
    ...toVolumes(simulate(steps, frauds, pair)),
  });
  return {
    period: toPeriodView(period),
    transactions: count(steps),
    held: count(steps.filter(({ isHeld }) => isHeld)),
    held_volumes: toVolumes(heldVolumes(steps, frauds)),
    scores: volumesByScore(steps, frauds).map(({ from, to, ...volume }) => ({ from, to, ...toVolume(volume) })),
    recorded: toVolumes(recordedVolumes(steps, frauds)),
    current: toPair(policy.thresholds),
    pairs: pairs.map(toPair),
  };
}

/** The pair that is asked about, or the whole grid. */
function pairsOf({ review_from, block_above }: ThresholdQuery): ScorePair[] {
  if (review_from === undefined && block_above === undefined) {
    const points = Array.from({ length: HIGHEST / GRID_POINTS }, (_, i) => (i + 1) * GRID_POINTS);
    return points.flatMap((reviewFrom) =>
      points.filter((point) => point >= reviewFrom).map((blockAbove) => ({ reviewFrom, blockAbove })),
    );
  }
  if (review_from === undefined) throw refusal("review_from", "Send both thresholds or none");
  if (block_above === undefined) throw refusal("block_above", "Send both thresholds or none");
  if (block_above < review_from) throw refusal("block_above", "Lies below review_from");
  return [{ reviewFrom: review_from, blockAbove: block_above }];
}

const refusal = (path: string, message: string) => invalidRequest({ errors: [{ path, message }] });

const toVolumes = ({ APPROVED, UNDER_REVIEW, BLOCKED }: Volumes) => ({
  approved: toVolume(APPROVED),
  under_review: toVolume(UNDER_REVIEW),
  blocked: toVolume(BLOCKED),
});

const toVolume = ({ payments, cents, frauds, fraudCents }: Volume) => ({
  transactions: payments,
  amount_usd: cents / 100,
  frauds,
  fraud_usd: fraudCents / 100,
});
