/**
 * What an entity usually spends, over its whole life. `mean` and `m2` are Welford's running moments of ln(1 + dollars)
 * (Knuth, TAOCP 2, §4.2.2); `typical` is a mean of dollars in which no payment counts for more than 2.5 times the mean
 * so far, so that a fraud cannot drag the profile with it.
 */
export type Baseline = { n: number; mean: number; m2: number; typical: number };

export const emptyBaseline = (): Baseline => ({ n: 0, mean: 0, m2: 0, typical: 0 });

const CLIP = 2.5;
const MEMORY = 60;

export function addToBaseline(baseline: Baseline, cents: number): void {
  const dollars = cents / 100;
  const value = Math.log1p(dollars);
  baseline.n++;
  const delta = value - baseline.mean;
  baseline.mean += delta / baseline.n;
  baseline.m2 += delta * (value - baseline.mean);
  const clipped = baseline.n === 1 ? dollars : Math.min(dollars, CLIP * baseline.typical);
  baseline.typical += (clipped - baseline.typical) / Math.min(baseline.n, MEMORY);
}

/** Standard deviations between an amount and the usual one, on the log scale; null with less than two payments. */
export function deviationOf(baseline: Baseline, cents: number): number | null {
  if (baseline.n < 2) return null;
  const sd = Math.sqrt(baseline.m2 / (baseline.n - 1));
  return (Math.log1p(cents / 100) - baseline.mean) / (sd + 0.1);
}

/** How many times the typical amount; null for the first payment. */
export function ratioToTypical(baseline: Baseline, cents: number): number | null {
  return baseline.n === 0 ? null : cents / 100 / (baseline.typical + 1);
}
