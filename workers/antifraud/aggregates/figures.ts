import type { Statistic } from "./definition.ts";

/**
 * What is kept of the amounts of some payments, in whole cents, so that figures of parts add up to those of the whole in any
 * order: numbers in a list, from a place on.
 */
type Figures = {
  width: number;
  /** Those of one payment. */
  ofOne(cents: number): number[];
  merge(into: number[], at: number, from: readonly number[], start: number): void;
  /** The statistic; null where it needs more payments than there are. */
  read(figures: readonly number[]): number | null;
};

/** Where the squares of cents part: both halves stay whole numbers below 2^53. */
const HALF_BITS = 50n;
const HALF = 2 ** 50;

const toUsd = (cents: number): number => cents / 100;

function addColumns(into: number[], at: number, from: readonly number[], start: number, width: number): void {
  for (let i = 0; i < width; i++) into[at + i]! += from[start + i]!;
}

/** Exact sums of whole cents and of their squares, which a float would round: the deviation is computed once, from them. */
const deviation: Figures = {
  width: 4,
  ofOne: (cents) => {
    const square = BigInt(cents) * BigInt(cents);
    return [1, cents, Number(square >> HALF_BITS), Number(square & ((1n << HALF_BITS) - 1n))];
  },
  merge: (into, at, from, start) => {
    addColumns(into, at, from, start, 4);
    if (into[at + 3]! < HALF) return;
    into[at + 2]!++;
    into[at + 3]! -= HALF;
  },
  read: ([count = 0, sum = 0, high = 0, low = 0]) => {
    if (count < 2) return null;
    const n = BigInt(count);
    const squares = (BigInt(high) << HALF_BITS) + BigInt(low);
    const spread = n * squares - BigInt(sum) ** 2n;
    return toUsd(Math.sqrt(Number(spread) / (count * (count - 1))));
  },
};

const extreme = (choose: (a: number, b: number) => number): Figures => ({
  width: 1,
  ofOne: (cents) => [cents],
  merge: (into, at, from, start) => {
    into[at] = choose(into[at]!, from[start]!);
  },
  read: ([cents]) => (cents === undefined ? null : toUsd(cents)),
});

/** `stddev` is that of a sample, as in SQL. Adding a statistic of amounts adds an entry. */
export const figuresOf: Record<Exclude<Statistic, "distinct">, Figures> = {
  count: {
    width: 1,
    ofOne: () => [1],
    merge: (into, at, from, start) => addColumns(into, at, from, start, 1),
    read: ([count = 0]) => count,
  },
  sum: {
    width: 1,
    ofOne: (cents) => [cents],
    merge: (into, at, from, start) => addColumns(into, at, from, start, 1),
    read: ([cents = 0]) => toUsd(cents),
  },
  avg: {
    width: 2,
    ofOne: (cents) => [1, cents],
    merge: (into, at, from, start) => addColumns(into, at, from, start, 2),
    read: ([count = 0, cents = 0]) => (count === 0 ? null : toUsd(cents / count)),
  },
  min: extreme(Math.min),
  max: extreme(Math.max),
  stddev: deviation,
};
