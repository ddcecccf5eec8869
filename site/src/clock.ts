/** By how much the server's clock is ahead of this device's, milliseconds. */
let ahead = 0;
const followers = new Set<() => void>();

/** What time it is, epoch milliseconds, by the server's clock: that of a device may be wrong by hours. */
export const timeNow = (): number => Date.now() + ahead;

/** Learns the time from an answer's `Date`, which came somewhere between two moments of this device. */
export function learnTime(told: string | null, sentAt: number, receivedAt: number): void {
  const next = reckonAhead(ahead, Date.parse(told ?? ""), sentAt, receivedAt);
  if (next === ahead) return;
  ahead = next;
  for (const tell of followers) tell();
}

/** Tells whenever the time turned out to be another one; returns how to stop. */
export function followClock(tell: () => void): () => void {
  followers.add(tell);
  return () => followers.delete(tell);
}

/**
 * What is known of the difference, after one more answer. `Date` tells whole seconds and travels for a while, so that an answer
 * leaves room; whatever lies in there stays as it was, and ages do not tremble. Pure.
 */
export function reckonAhead(known: number, told: number, sentAt: number, receivedAt: number): number {
  if (Number.isNaN(told) || receivedAt < sentAt) return known;
  return Math.min(Math.max(known, told - receivedAt), told + 999 - sentAt);
}
