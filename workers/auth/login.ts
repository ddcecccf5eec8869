import type { Platform } from "#platform/platform";
import { toProfile } from "./accounts.ts";
import { auditOf } from "./audit/audit-of.ts";
import { personSuspended, wrongCredentials } from "./errors.ts";
import { guardAddress } from "./organizations/ip-allowlist.ts";
import { hashPassword, isOutdated, verifyPassword } from "./passwords/hash-password.ts";
import { guardLogin } from "./passwords/login-guard.ts";
import { answerChallenge, CHALLENGE_SECONDS, openChallenge } from "./second-factor/login-with-factor.ts";
import { type Client, knowsAddress, openSession } from "./sessions/open-session.ts";
import { userSession } from "./sessions/user-session.ts";
import { findOrganization, findUserByEmailIndex, keepPasswordHash, saveSignIn, type UserRow } from "./store.ts";

/**
 * Signs a person in, or asks for their second factor; an unknown address costs the same time and gives the same answer as a
 * wrong password.
 */
export async function login(
  platform: Platform,
  { email, password }: { email: string; password: string },
  client: Client,
  requestId: string,
) {
  const emailIndex = await platform.sealer.blindIndex(email);
  const found = await findUserByEmailIndex(platform.db, emailIndex);
  const attempt = await guardLogin(platform, emailIndex, client.ipAddress, async () =>
    found ? knowsAddress(platform, found.user.id, client) : false,
  );
  const isRight = await verifyPassword(password, found?.user.passwordHash);
  if (!found || !isRight || !found.user.isActive) throw wrongCredentials();
  await attempt.succeeded();
  const { user } = found;
  if (user.suspendedAt !== null) throw personSuspended();
  if (isOutdated(user.passwordHash)) await keepPasswordHash(platform.db, user, await hashPassword(password));
  if ((await userSession(platform.env, user.id).factorState()) === "active")
    return {
      mfa_required: true as const,
      mfa_token: await openChallenge(platform, user.id),
      expires_in: CHALLENGE_SECONDS,
    };
  return signIn(platform, user, client, null, requestId);
}

/** Signs a person in who showed their second factor beside their password. */
export async function loginWithFactor(
  platform: Platform,
  { mfa_token, code }: { mfa_token: string; code: string },
  client: Client,
  requestId: string,
) {
  const user = await answerChallenge(platform, mfa_token, code);
  return signIn(platform, user, client, platform.now(), requestId);
}

/** Signs a person in who has proved to be one. */
export async function signIn(
  platform: Platform,
  user: UserRow,
  client: Client,
  factorAt: number | null,
  requestId: string,
) {
  const organization = await findOrganization(platform.db, user.organizationId);
  if (!organization) throw wrongCredentials();
  guardAddress(organization, user, client.ipAddress);
  const { organizationId, id } = user;
  const change = { organizationId, actor: id, action: "session.opened" as const, target: id, requestId };
  await saveSignIn(platform.db, user, client.language ?? user.language, auditOf(platform, change));
  const profile = await toProfile(platform, user, organization);
  const { email, modules } = profile;
  return { ...(await openSession(platform, user, { email, modules }, client, factorAt)), user: profile };
}
