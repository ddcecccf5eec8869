import type { Platform } from "#platform/platform";
import { enabledModules, toProfile } from "./accounts.ts";
import { auditOf } from "./audit.ts";
import { wrongCredentials } from "./errors.ts";
import { verifyPassword } from "./password.ts";
import { type Client, openSession } from "./sessions/open-session.ts";
import { findUserByEmailIndex, saveAudit } from "./store.ts";

/** Signs a person in; an unknown address costs the same time and gives the same answer as a wrong password. */
export async function login(
  platform: Platform,
  { email, password }: { email: string; password: string },
  client: Client,
  requestId: string,
) {
  const found = await findUserByEmailIndex(platform.db, await platform.sealer.blindIndex(email));
  const isRight = await verifyPassword(password, found?.user.passwordHash);
  if (!found || !isRight || !found.user.isActive) throw wrongCredentials();
  const { user, organization } = found;
  const modules = enabledModules(user, organization);
  const { organizationId, id } = user;
  const change = { organizationId, actor: id, action: "session.opened", target: id, requestId };
  await saveAudit(platform.db, auditOf(platform, change));
  const tokens = await openSession(platform, user, { email, modules }, client);
  return { ...tokens, user: await toProfile(platform, user, organization) };
}
