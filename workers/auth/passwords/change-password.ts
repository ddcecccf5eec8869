import { sendSoon } from "#notifications";
import type { Caller } from "#platform/caller";
import type { Platform } from "#platform/platform";
import { auditOf } from "../audit/audit-of.ts";
import { notAuthenticated, peopleOnly, wrongPassword } from "../errors.ts";
import { composePasswordChanged } from "../mailed/reset-password.ts";
import { contactOf } from "../people/contact-of.ts";
import { userSession } from "../sessions/user-session.ts";
import { findUser, savePassword } from "../store.ts";
import { choosePassword } from "./choose-password.ts";
import { verifyPassword } from "./hash-password.ts";
import { guardLogin } from "./login-guard.ts";

/** Changes one's own password and ends every other session. */
export async function changePassword(
  platform: Platform,
  caller: Caller,
  { current_password, new_password }: { current_password: string; new_password: string },
  ipAddress: string | null,
  requestId: string,
): Promise<void> {
  if (caller.sessionId === undefined) throw peopleOnly();
  const found = await findUser(platform.db, caller.organizationId, caller.id);
  if (!found) throw notAuthenticated();
  const { user, organization } = found;
  const attempt = await guardLogin(platform, user.emailIndex, ipAddress, () => Promise.resolve(true));
  if (!(await verifyPassword(current_password, user.passwordHash))) throw wrongPassword();
  await attempt.succeeded();
  const contact = await contactOf(platform, user);
  const hash = await choosePassword(new_password, [contact.email, contact.name, organization.name], "new_password");
  const { organizationId, id } = user;
  const change = { organizationId, actor: id, action: "user.password_changed" as const, target: id, requestId };
  const mail = await composePasswordChanged(platform, organizationId, contact);
  await savePassword(platform.db, user, hash, platform.now(), auditOf(platform, change), mail);
  await userSession(platform.env, id).endAll(caller.sessionId);
  sendSoon(platform, mail);
}
