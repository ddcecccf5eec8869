const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** From one attempt to the next; after the last of them a delivery is given up. 75 h 35 min together. */
export const RETRY_DELAYS_MS = [
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
] as const;

/** Delays grow by up to a tenth, so that what failed together does not come again together. */
const JITTER = 0.1;

/** A receiver that asks for patience gets so much: for the delivery itself, and for all others to it. */
const LONGEST_DELAY_MS = 24 * HOUR;
const LONGEST_PAUSE_MS = HOUR;

const DISABLED_AFTER_MS = 120 * HOUR;
/** Failures further apart than any two attempts of one delivery are not one outage. */
const OUTAGE_GAP_MS = 48 * HOUR;

/**
 * When to try again, epoch milliseconds, after `tries` attempts of a delivery; null where it is to be given up. `chance`
 * is from 0 to 1, `retryAfterMs` what the receiver asked for.
 */
export function nextAttemptAt(now: number, tries: number, chance: number, retryAfterMs: number): number | null {
  const delay = RETRY_DELAYS_MS[tries - 1];
  if (delay === undefined) return null;
  return now + Math.max(Math.floor(delay * (1 + JITTER * chance)), Math.min(retryAfterMs, LONGEST_DELAY_MS));
}

/** Until when nothing is sent to a receiver that answered 429 or 503 with `Retry-After`. */
export const pauseUntil = (now: number, retryAfterMs: number): number => now + Math.min(retryAfterMs, LONGEST_PAUSE_MS);

/** What `Retry-After` asks for (RFC 9110 §10.2.3: seconds, or a date), in milliseconds; 0 where it asks nothing. */
export function readRetryAfter(status: number, header: string | null, now: number): number {
  if ((status !== 429 && status !== 503) || header === null) return 0;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * SECOND;
  const at = Date.parse(header);
  return Number.isNaN(at) ? 0 : Math.max(0, at - now);
}

/** Failures with no success between them: when the first and the last of them were. */
export type Outage = { since: number; last: number };

/** The outage that a failure belongs to; one that stands alone begins a new one. */
export const continueOutage = (before: Outage | null, now: number): Outage =>
  before && now - before.last <= OUTAGE_GAP_MS ? { since: before.since, last: now } : { since: now, last: now };

/** Whether a receiver failed for so long, and nothing but failed, that it is to be left alone. */
export const isOutageTooLong = ({ since, last }: Outage): boolean => last - since >= DISABLED_AFTER_MS;
