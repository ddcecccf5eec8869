import { TILE_SIZE, type TileList } from "./tiles.ts";
import { DAY } from "./windows.ts";

/** How a payment turned out, as far as it is known. */
export const UNKNOWN = 0;
export const FRAUD = 1;
export const LEGITIMATE = 2;
export type Label = typeof UNKNOWN | typeof FRAUD | typeof LEGITIMATE;

/** After this time a payment that nobody reported is taken for legitimate. */
export const LABEL_DELAY_MS = 7 * DAY;

/** The payments of an entity that are known to be fraud: `[UTC day of the payments, how many, time of the last]`, oldest first. */
export type Frauds = [day: number, count: number, lastAt: number][];

/** The last payments of an entity, oldest first, three numbers each: time, key of the payment, label. */
export type Tail = number[];

const DAYS_KEPT = 90;
const TAIL_KEPT = 64;
/** A risk is drawn towards what is usual by this many payments, so that one fraud among two payments is not a half. */
const SHRINKAGE = 10;
const USUAL_RISK = 0.01;

/** Counts a payment that is known to be fraud, or takes it back. */
export function countFraud(frauds: Frauds, at: number, change: 1 | -1): void {
  const day = Math.floor(at / DAY);
  let position = frauds.length;
  while (position > 0 && frauds[position - 1]![0] > day) position--;
  const known = frauds[position - 1];
  if (known?.[0] === day) {
    known[1] += change;
    if (change === 1) known[2] = Math.max(known[2], at);
    if (known[1] <= 0) frauds.splice(position - 1, 1);
  } else if (change === 1) frauds.splice(position, 0, [day, 1, at]);
  const oldestKept = (frauds.at(-1)?.[0] ?? 0) - DAYS_KEPT;
  while (frauds.length > 0 && frauds[0]![0] < oldestKept) frauds.shift();
}

/** Enters a payment, in its place by time, as one of which nothing is known. */
export function addToTail(tail: Tail, at: number, key: number): void {
  let position = tail.length;
  while (position > 0 && tail[position - 3]! > at) position -= 3;
  if (position === tail.length) tail.push(at, key, UNKNOWN);
  else tail.splice(position, 0, at, key, UNKNOWN);
  if (tail.length > 3 * TAIL_KEPT) tail.splice(0, 3);
}

/** Notes how a payment of the tail turned out; one that is there no more is left out. */
export function labelInTail(tail: Tail, key: number, label: Label): void {
  for (let i = tail.length - 3; i >= 0; i -= 3) if (tail[i + 1] === key) tail[i + 2] = label;
}

/** Frauds among the payments of the last 28 days, and days since the last one; null where there was none. */
export function readFrauds(frauds: Frauds, at: number) {
  const today = Math.floor(at / DAY);
  let recent = 0;
  let lastAt: number | null = null;
  for (const [day, count, last] of frauds) {
    if (day > today) break;
    if (day >= today - 28) recent += count;
    lastAt = last;
  }
  return { frauds28d: recent, daysSince: lastAt === null ? null : Math.max(0, at - lastAt) / DAY };
}

/**
 * The share of fraud among the payments of `windowDays` whose labels are due, plus what is known of later ones already,
 * drawn towards the usual: (F + αp) / (N + α). Windows with a delay are those of the Fraud Detection Handbook (ch. 3.4);
 * they count whole UTC days.
 */
export function delayedRisk(days: TileList, frauds: Frauds, at: number, windowDays: number, delayMs: number) {
  const due = Math.floor((at - delayMs) / DAY);
  let fraud = 0;
  let early = 0;
  for (const [day, count] of frauds) {
    if (day >= due - windowDays) fraud += count;
    if (day >= due) early += count;
  }
  const labelled = countDue(days, due, windowDays) + early;
  return { risk: (fraud + SHRINKAGE * USUAL_RISK) / (labelled + SHRINKAGE), labelled };
}

function countDue(days: TileList, due: number, windowDays: number): number {
  let count = 0;
  for (let i = days.length - TILE_SIZE; i >= 0 && days[i]! >= due - windowDays; i -= TILE_SIZE)
    if (days[i]! < due) count += days[i + 1]!;
  return count;
}

/**
 * What the newest payments with a known end say: the last label, how many frauds in a row, and for how many days. Null
 * where no end is known, also at a busy entity whose tail is too short to reach one.
 */
export function readTail(tail: Tail, at: number, delayMs: number) {
  let lastLabel: 0 | 1 | null = null;
  let streak = 0;
  let since = at;
  for (let i = tail.length - 3; i >= 0; i -= 3) {
    const paidAt = tail[i]!;
    if (paidAt > at) continue;
    const label = tail[i + 2] === UNKNOWN && paidAt <= at - delayMs ? LEGITIMATE : tail[i + 2];
    if (label === UNKNOWN) continue;
    lastLabel ??= label === FRAUD ? 1 : 0;
    if (label !== FRAUD) break;
    streak++;
    since = paidAt;
  }
  return {
    lastLabel,
    streak: lastLabel === null ? null : streak,
    streakDays: streak === 0 ? null : (at - since) / DAY,
  };
}
