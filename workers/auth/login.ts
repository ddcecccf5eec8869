import type { Platform } from "#platform/platform";
import { enabledModules, toProfile } from "./accounts.ts";
import { auditOf } from "./audit.ts";
import { wrongCredentials } from "./errors.ts";
import { hashPassword, isOutdated, verifyPassword } from "./passwords/hash-password.ts";
import { guardLogin } from "./passwords/login-guard.ts";
import { type Client, knowsAddress, openSession } from "./sessions/open-session.ts";
import { findUserByEmailIndex, keepPasswordHash, saveAudit } from "./store.ts";

/** Signs a person in; an unknown address costs the same time and gives the same answer as a wrong password. */
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
  const { user, organization } = found;
  const modules = enabledModules(user, organization);
  const { organizationId, id } = user;
  const change = { organizationId, actor: id, action: "session.opened", target: id, requestId };
  await saveAudit(platform.db, auditOf(platform, change));
  if (isOutdated(user.passwordHash)) await keepPasswordHash(platform.db, user, await hashPassword(password));
  const tokens = await openSession(platform, user, { email, modules }, client);
  return { ...tokens, user: await toProfile(platform, user, organization) };
}
