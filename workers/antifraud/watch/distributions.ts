/**
 * How the values of a figure are distributed. Edges ascend; `counts` tells how many values lie below the first edge, at it,
 * between it and the second, and so on to those above the last, and then how many are missing. What lies at an edge is
 * counted apart, so that a switch or a small number, whose values are all edges, is seen to move either way.
 */
export type Distribution = { edges: number[]; counts: number[] };

/** At most so many edges: tenths of the values, fewer where many values are equal. */
export const MOST_EDGES = 9;

/** The tenths of known values, each once, as edges. */
export function edgesOf(values: readonly (number | null)[]): number[] {
  const known = Float64Array.from(values.filter((value) => value !== null)).sort();
  if (known.length === 0) return [];
  const tenths = Array.from({ length: MOST_EDGES }, (_, i) => known[Math.floor((known.length * (i + 1)) / 10)]!);
  return [...new Set(tenths)];
}

/** How many values fall where. */
export function countsOf(edges: readonly number[], values: readonly (number | null)[]): number[] {
  const counts = Array<number>(placesOf(edges)).fill(0);
  for (const value of values) counts[value === null ? counts.length - 1 : placeOf(edges, value)]!++;
  return counts;
}

export const distributionOf = (values: readonly (number | null)[]): Distribution => {
  const edges = edgesOf(values);
  return { edges, counts: countsOf(edges, values) };
};

/** How many counts a distribution with these edges has. */
export const placesOf = (edges: readonly number[]): number => 2 * edges.length + 2;

function placeOf(edges: readonly number[], value: number): number {
  let place = 0;
  for (const edge of edges) {
    if (value < edge) return place;
    if (value === edge) return place + 1;
    place += 2;
  }
  return place;
}

/** The counts of several days together. */
export const sumOfCounts = (days: readonly (readonly number[])[]): number[] =>
  days.reduce<number[]>((sum, counts) => counts.map((count, i) => count + (sum[i] ?? 0)), []);

/** What an empty place counts for, since a share of nothing has no logarithm. */
const LEAST_SHARE = 0.0001;

/**
 * Population stability index: Σ (actual − expected) · ln(actual / expected) over the shares of every place. By convention
 * below 0.1 nothing moved, from 0.25 on the population is another one (Siddiqi, Credit Risk Scorecards, 2006). Null where
 * either side counts nothing.
 */
export function stabilityIndex(expected: readonly number[], actual: readonly number[]): number | null {
  const [before, now] = [total(expected), total(actual)];
  if (before === 0 || now === 0) return null;
  let index = 0;
  for (let i = 0; i < expected.length; i++) {
    const e = Math.max(LEAST_SHARE, expected[i]! / before);
    const a = Math.max(LEAST_SHARE, (actual[i] ?? 0) / now);
    index += (a - e) * Math.log(a / e);
  }
  return index;
}

/** The share of values that are missing. */
export const missingShare = (counts: readonly number[]): number => (counts.at(-1) ?? 0) / Math.max(1, total(counts));

export const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);
