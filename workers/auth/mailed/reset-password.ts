import { composeNotification, type NotificationRow, sendSoon } from "#notifications";
import { isTaken } from "#platform/database";
import { type PasswordForgotten, publishEvent } from "#platform/events";
import type { Platform } from "#platform/platform";
import { auditOf } from "../audit/audit-of.ts";
import { tokenInvalid } from "../errors.ts";
import { choosePassword } from "../passwords/choose-password.ts";
import { type Contact, contactOf } from "../people/contact-of.ts";
import { userSession } from "../sessions/user-session.ts";
import { findUser, findUserByEmailIndex, type UserRow } from "../store.ts";
import { findMailedToken, redeemToken, saveMailedToken } from "./store.ts";
import { createMailedToken, hashMailedToken } from "./tokens.ts";

const RESET_MINUTES = 30;
/** Mails for a new password that one account gets in an hour. */
const MOST_RESETS = 3;

/**
 * Asks for a mail by which a new password can be set. Whether there is such an account is looked at behind the queue, so that
 * neither the answer nor its time tells.
 */
export async function forgotPassword(platform: Platform, email: string): Promise<void> {
  await publishEvent(platform.env, {
    type: "auth.password_forgotten",
    id: platform.newId("pwd"),
    emailIndex: await platform.sealer.blindIndex(email),
    language: platform.language,
  });
}

/** Mails a token to those who exist, each request once however often it is told. */
export async function mailResets(platform: Platform, events: readonly PasswordForgotten[]): Promise<void> {
  for (const { id, emailIndex, language } of events) {
    const found = await findUserByEmailIndex(platform.db, emailIndex);
    if (!found?.user.isActive) continue;
    const window = platform.env.RATE_WINDOW.getByName(`forgot:${found.user.id}`);
    if ((await window.take(1, MOST_RESETS, 3600, platform.now())).granted === 0) continue;
    await mailReset({ ...platform, newId: () => id.replace("pwd_", "ntf_") }, found.user, language);
  }
}

async function mailReset(platform: Platform, user: UserRow, language: string): Promise<void> {
  const { id: userId, organizationId } = user;
  const token = createMailedToken();
  const expiresAt = platform.now() + RESET_MINUTES * 60_000;
  const mail = await composeNotification(platform, {
    organizationId,
    recipient: { email: await platform.sealer.open(user.email, `users|email|${userId}`) },
    language,
    template: "reset_password",
    values: {
      name: await platform.sealer.open(user.fullName, `users|full_name|${userId}`),
      token,
      minutes: RESET_MINUTES,
    },
    usefulUntil: expiresAt,
  });
  const hash = await hashMailedToken(token);
  const row = { hash, purpose: "reset" as const, organizationId, userId, expiresAt, usedAt: null };
  try {
    await saveMailedToken(platform.db, row, mail);
  } catch (failure) {
    // The event was told before, and its mail is on its way.
    if (isTaken(failure)) return;
    throw failure;
  }
  sendSoon(platform, mail);
}

/** Sets a new password by a mailed token, which serves once, and ends every session. A second factor stays in force. */
export async function resetPassword(
  platform: Platform,
  { token, new_password }: { token: string; new_password: string },
  requestId: string,
): Promise<void> {
  const { db } = platform;
  const now = platform.now();
  const found = await findMailedToken(db, await hashMailedToken(token), "reset", now);
  const known = found && (await findUser(db, found.organizationId, found.userId));
  if (!found || !known?.user.isActive) throw tokenInvalid();
  const { user, organization } = known;
  const { id, organizationId } = user;
  const contact = await contactOf(platform, user);
  const about = [contact.email, contact.name, organization.name];
  const passwordHash = await choosePassword(new_password, about, "new_password");
  const audit = auditOf(platform, {
    organizationId,
    actor: id,
    action: "user.password_reset",
    target: id,
    requestId,
  });
  const changes = { passwordHash, emailVerifiedAt: user.emailVerifiedAt ?? now };
  const mail = await composePasswordChanged(platform, organizationId, contact);
  if (!(await redeemToken(db, found, changes, now, audit, mail))) throw tokenInvalid();
  await userSession(platform.env, id).endAll();
  sendSoon(platform, mail);
}

/** The mail that tells a person that their password was changed, for the batch of the change, so that they notice where it was not they. */
export const composePasswordChanged = (
  platform: Platform,
  organizationId: string,
  { email, name, language }: Contact,
): Promise<NotificationRow> =>
  composeNotification(platform, {
    organizationId,
    recipient: { email },
    language,
    template: "password_changed",
    values: { name, at: platform.now() },
  });
