/** How far a rule, or the model, may go in blocking before its breaker trips. */
export type Band = {
  isWatched: boolean;
  /** What is looked at: so many minutes until now. */
  windowMinutes: number;
  /** With fewer payments in the window nothing trips, so that three of three in a quiet night say nothing. */
  minPayments: number;
  /** The share of payments, 0 to 1, that may be blocked at the most. */
  maxRate: number;
  /** How many times the share of the day before may be blocked. */
  maxFactor: number;
};

export const defaultBand: Band = { isWatched: true, windowMinutes: 10, minPayments: 200, maxRate: 0.25, maxFactor: 10 };

/** A window is an hour at the longest, what it is compared with the day before it. */
export const LONGEST_WINDOW = 60;
export const BASELINE_MINUTES = 24 * 60;

/** A share that no factor trips: ten times almost nothing is still little. */
export const HARMLESS_RATE = 0.05;

/** Payments that a rule was asked about, and how many of them it wanted to block. */
export type Sample = { asked: number; blocks: number };

export const rateOf = ({ asked, blocks }: Sample): number | null => (asked === 0 ? null : blocks / asked);

/** The share from which on a breaker trips; a baseline of few payments says nothing. */
export function limitOf(baseline: Sample, { minPayments, maxRate, maxFactor }: Band): number {
  if (baseline.asked < minPayments) return maxRate;
  return Math.min(maxRate, Math.max(HARMLESS_RATE, maxFactor * (rateOf(baseline) ?? 0)));
}

/** Whether what happened in the window is beyond the band. */
export const leavesBand = (window: Sample, baseline: Sample, band: Band): boolean =>
  band.isWatched && window.asked >= Math.max(1, band.minPayments) && (rateOf(window) ?? 0) > limitOf(baseline, band);
