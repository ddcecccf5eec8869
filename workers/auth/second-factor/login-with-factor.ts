import type { Platform } from "#platform/platform";
import { toBase64Url } from "#platform/seal";
import { personSuspended } from "../errors.ts";
import { findPersonRow } from "../people/store.ts";
import { hashRefreshToken } from "../sessions/refresh-token.ts";
import { userSession } from "../sessions/user-session.ts";
import type { UserRow } from "../store.ts";
import { challengeExpired } from "./errors.ts";
import { showFactor } from "./show-factor.ts";

export const CHALLENGE_SECONDS = 300;
const SHAPE = /^aifm_(usr_[0-9a-z]{26})_[\w-]{43}$/;

/** What a person shows beside the code, once their password was right: good for five minutes and one sign-in. */
export async function openChallenge(platform: Platform, userId: string): Promise<string> {
  const token = `aifm_${userId}_${toBase64Url(crypto.getRandomValues(new Uint8Array(32)))}`;
  const expiresAt = platform.now() + CHALLENGE_SECONDS * 1000;
  await userSession(platform.env, userId).openChallenge(await hashRefreshToken(token), expiresAt);
  return token;
}

/** The person who shows a challenge with a good code; the challenge serves once. */
export async function answerChallenge(platform: Platform, token: string, code: string): Promise<UserRow> {
  const userId = SHAPE.exec(token)?.[1];
  if (userId === undefined) throw challengeExpired();
  const object = userSession(platform.env, userId);
  const hash = await hashRefreshToken(token);
  if (!(await object.hasChallenge(hash, platform.now()))) throw challengeExpired();
  await showFactor(platform, userId, code, { backupToo: true });
  if (!(await object.redeemChallenge(hash, platform.now()))) throw challengeExpired();
  const user = await findPersonRow(platform.db, userId);
  if (!user?.isActive) throw challengeExpired();
  if (user.suspendedAt !== null) throw personSuspended();
  return user;
}
