import type { Platform } from "#platform/platform";
import { enabledModules, toPerson } from "../accounts.ts";
import { refreshExpired, refreshReused } from "../errors.ts";
import { findUser } from "../store.ts";
import { issueAccessToken } from "../tokens.ts";
import { keepRefreshToken, placeOfRefreshToken, type Tokens, toTokens } from "./open-session.ts";
import { createRefreshToken, hashRefreshToken, ownerOfRefreshToken } from "./refresh-token.ts";
import { type RefreshVerdict, userSession } from "./user-session.ts";

/**
 * Hands a session on to a new pair of tokens. Whoever asks again with the same token shortly after gets the same successor,
 * so that two tabs do not sign each other out; a token whose successor was used already is taken for stolen, and its session
 * ends (RFC 9700, 4.14.2).
 */
export async function refreshSession(platform: Platform, token: string): Promise<Tokens> {
  const { env, db, sealer } = platform;
  const userId = ownerOfRefreshToken(token);
  if (userId === undefined) throw refreshExpired();
  const next = createRefreshToken(userId);
  const object = userSession(env, userId);
  const now = platform.now();
  const found: RefreshVerdict = await object.refresh(
    await hashRefreshToken(token),
    await keepRefreshToken(platform, userId, next),
    now,
  );
  if (!("person" in found)) throw found.verdict === "stale" ? refreshReused() : refreshExpired();
  const known = await findUser(db, found.person.organizationId, userId);
  if (!known) throw refreshExpired();
  const { user, organization } = known;
  const email = await sealer.open(user.email, `users|email|${userId}`);
  const subject = { ...toPerson(user), email, modules: enabledModules(user, organization) };
  return toTokens(
    await issueAccessToken(env, subject, found.sessionId, now),
    found.verdict === "rotated" ? next : await sealer.open(found.sealed, placeOfRefreshToken(userId)),
  );
}
