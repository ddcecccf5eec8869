import { composeNotification, type NotificationRow, sendSoon } from "#notifications";
import type { Caller } from "#platform/caller";
import type { Platform } from "#platform/platform";
import { auditOf } from "../audit/audit-of.ts";
import { notAuthenticated, peopleOnly, tokenInvalid } from "../errors.ts";
import { findUser } from "../store.ts";
import { findMailedToken, type MailedTokenRow, redeemToken, saveMailedToken } from "./store.ts";
import { createMailedToken, hashMailedToken } from "./tokens.ts";

const VERIFY_HOURS = 24;

/** A token that confirms an address, and the mail that carries it, for the batch that adds the person. */
export async function composeVerification(
  platform: Platform,
  person: { id: string; organizationId: string; email: string; name: string },
): Promise<{ token: MailedTokenRow; mail: NotificationRow }> {
  const token = createMailedToken();
  const { id, organizationId, email, name } = person;
  const expiresAt = platform.now() + VERIFY_HOURS * 3_600_000;
  const mail = await composeNotification(platform, {
    organizationId,
    recipient: { email },
    language: platform.language,
    template: "verify_email",
    values: { name, token, hours: VERIFY_HOURS },
  });
  const hash = await hashMailedToken(token);
  return { token: { hash, purpose: "verify", organizationId, userId: id, expiresAt, usedAt: null }, mail };
}

/** Mails the caller another token to confirm their address; nothing where it is confirmed. */
export async function mailVerification(platform: Platform, caller: Caller): Promise<void> {
  if (caller.sessionId === undefined) throw peopleOnly();
  const found = await findUser(platform.db, caller.organizationId, caller.id);
  if (!found) throw notAuthenticated();
  const { user } = found;
  if (user.emailVerifiedAt !== null) return;
  const { id, organizationId } = user;
  const email = await platform.sealer.open(user.email, `users|email|${id}`);
  const name = await platform.sealer.open(user.fullName, `users|full_name|${id}`);
  const { token, mail } = await composeVerification(platform, { id, organizationId, email, name });
  await saveMailedToken(platform.db, token, mail);
  sendSoon(platform, mail);
}

/** Confirms an address by a mailed token, which serves once. */
export async function verifyEmail(platform: Platform, token: string, requestId: string): Promise<void> {
  const now = platform.now();
  const found = await findMailedToken(platform.db, await hashMailedToken(token), "verify", now);
  if (!found) throw tokenInvalid();
  const { organizationId, userId } = found;
  const change = { organizationId, actor: userId, action: "user.email_verified" as const, target: userId, requestId };
  if (!(await redeemToken(platform.db, found, { emailVerifiedAt: now }, now, auditOf(platform, change))))
    throw tokenInvalid();
}
