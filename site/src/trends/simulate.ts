import type { ThresholdPair, ThresholdReport } from "../api-types.ts";

export type Thresholds = Pick<ThresholdPair, "review_from" | "block_above">;
export type Volume = ThresholdPair["approved"];
export type Outcome = "approved" | "under_review" | "blocked";

export const LOWEST = 0;
export const HIGHEST = 1000;
/** Thresholds are in tens. */
export const STEP = 10;

/** What a pair makes of a score. */
export const outcomeOf = (score: number, { review_from, block_above }: Thresholds): Outcome =>
  score > block_above ? "blocked" : score >= review_from ? "under_review" : "approved";

/** What a pair would have decided, worked out as the API does: what is held stays as it was. */
export function simulatePair(
  { held_volumes, scores }: Pick<ThresholdReport, "held_volumes" | "scores">,
  { review_from, block_above }: Thresholds,
): ThresholdPair {
  const pair = structuredClone({ review_from, block_above, ...held_volumes });
  for (const { from, to: _, ...volume } of scores) {
    const outcome = outcomeOf(from, pair);
    pair[outcome] = add(pair[outcome], volume);
  }
  return pair;
}

/** Money is in cents underneath, so that sums stay exact. */
const add = (a: Volume, b: Volume): Volume => ({
  transactions: a.transactions + b.transactions,
  amount_usd: Math.round((a.amount_usd + b.amount_usd) * 100) / 100,
  frauds: a.frauds + b.frauds,
  fraud_usd: Math.round((a.fraud_usd + b.fraud_usd) * 100) / 100,
});

/** Another place for one of the thresholds: in tens, within the scale, and never across the other. */
export function moveThreshold(pair: Thresholds, name: keyof Thresholds, to: number): Thresholds {
  const place = Math.max(LOWEST, Math.min(HIGHEST, Math.round(to / STEP) * STEP));
  return name === "review_from"
    ? { ...pair, review_from: Math.min(place, pair.block_above) }
    : { ...pair, block_above: Math.max(place, pair.review_from) };
}

/** The width of a bar of the histogram, in points. */
export const BAR = 20;

/** What stands in each bar: the scores from its place on, the highest of all in the last. */
export function barsOf({ scores }: Pick<ThresholdReport, "scores">): Volume[] {
  const none: Volume = { transactions: 0, amount_usd: 0, frauds: 0, fraud_usd: 0 };
  const bars = Array.from({ length: HIGHEST / BAR }, () => none);
  for (const { from, to: _, ...volume } of scores) {
    const place = Math.min(bars.length - 1, Math.floor(from / BAR));
    bars[place] = add(bars[place] ?? none, volume);
  }
  return bars;
}
