import type { Platform } from "#platform/platform";
import { userSession } from "../sessions/user-session.ts";
import { factorLocked, wrongCode } from "./errors.ts";
import { readBackupCode, stepOf } from "./one-time-codes.ts";

/** Whether a person has a second factor: none, one that was begun, or one in force. */
export type FactorState = "none" | "pending" | "active";

/** An attempt at a code: the sealed seed, or until when none is taken (epoch milliseconds). */
export type FactorAttempt =
  | { attempt: "none" }
  | { attempt: "locked"; until: number }
  | { attempt: "open"; seed: string; state: FactorState };

/** Where the envelope of a person's seed belongs. */
export const placeOfSeed = (userId: string) => `user_session|factor|${userId}`;

/** A backup code as it is kept. */
export const hashBackupCode = ({ sealer }: Platform, userId: string, code: string): Promise<string> =>
  sealer.blindIndex(`backup_code|${userId}|${code}`);

/**
 * Takes a code of the application, or a backup code where `backupToo`, or refuses it. An attempt counts as wrong before it is
 * looked at, so that many at once are as few as one after another; a code is good once.
 */
export async function showFactor(
  platform: Platform,
  userId: string,
  code: string,
  { backupToo }: { backupToo: boolean },
): Promise<void> {
  const object = userSession(platform.env, userId);
  const backup = backupToo ? readBackupCode(code) : null;
  const now = platform.now();
  const attempt: FactorAttempt = await object.attemptFactor(backup === null ? "code" : "backup", now);
  if (attempt.attempt === "none") throw wrongCode();
  if (attempt.attempt === "locked")
    throw factorLocked({ headers: { "retry-after": String(Math.ceil((attempt.until - now) / 1000)) } });
  if (backup !== null) {
    if (await object.acceptBackupCode(await hashBackupCode(platform, userId, backup))) return;
    throw wrongCode();
  }
  const step = stepOf(await platform.sealer.open(attempt.seed, placeOfSeed(userId)), code, now);
  if (step === null || !(await object.acceptStep(step))) throw wrongCode();
}
