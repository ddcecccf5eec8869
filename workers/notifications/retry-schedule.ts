const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** How long to wait after each attempt that failed, about ten hours together. */
const delays = [30 * SECOND, 2 * MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR];

/** A message is handed to a provider so often at the most. */
export const MOST_ATTEMPTS = delays.length + 1;

/** Providers may ask for patience, but not for more than this. */
const LONGEST_RETRY_AFTER_MS = 24 * HOUR;

/**
 * When the next attempt is due, epoch milliseconds, after `attempts` that failed; null where there is none, because they
 * were enough or the message would come too late.
 */
export function nextAttempt(
  { attempts, usefulUntil }: { attempts: number; usefulUntil: number },
  now: number,
  retryAfterMs = 0,
): number | null {
  const delay = delays[attempts - 1];
  if (delay === undefined) return null;
  const at = now + Math.max(delay, Math.min(retryAfterMs, LONGEST_RETRY_AFTER_MS));
  return at < usefulUntil ? at : null;
}
