import type { Caller } from "#platform/caller";
import type { Platform } from "#platform/platform";
import type { AuditAction } from "../audit/actions.ts";
import { auditOf } from "../audit/audit-of.ts";
import { notAuthenticated, peopleOnly, wrongPassword } from "../errors.ts";
import { verifyPassword } from "../passwords/hash-password.ts";
import { guardLogin } from "../passwords/login-guard.ts";
import { userSession } from "../sessions/user-session.ts";
import { findUser, saveAudit } from "../store.ts";
import { factorActive, factorMissing } from "./errors.ts";
import { createBackupCodes, createSeed, keyUriOf } from "./one-time-codes.ts";
import { hashBackupCode, placeOfSeed, showFactor } from "./show-factor.ts";

/** Begins a second factor; it is in force once a code of it was shown. The password proves that a person is at hand. */
export async function enrollFactor(
  platform: Platform,
  caller: Caller,
  password: string,
  ipAddress: string | null,
): Promise<{ secret: string; key_uri: string }> {
  const { id, email } = await provePassword(platform, caller, password, ipAddress);
  const seed = createSeed();
  const sealed = await platform.sealer.seal(seed, placeOfSeed(id));
  if (!(await userSession(platform.env, id).beginFactor(sealed))) throw factorActive();
  return { secret: seed, key_uri: keyUriOf(seed, email) };
}

/** Puts a factor in force by its first code; the backup codes are shown only here. */
export async function activateFactor(
  platform: Platform,
  caller: Caller,
  code: string,
  requestId: string,
): Promise<{ backup_codes: string[] }> {
  const sessionId = sessionOf(caller);
  const object = userSession(platform.env, caller.id);
  const state = await object.factorState();
  if (state === "none") throw factorMissing();
  if (state === "active") throw factorActive();
  await showFactor(platform, caller.id, code, { backupToo: false });
  const codes = createBackupCodes();
  await audit(platform, caller, "factor.activated", requestId);
  await object.activateFactor(await hashesOf(platform, caller.id, codes), sessionId, platform.now());
  return { backup_codes: codes };
}

/** New backup codes in place of those before. */
export async function renewBackupCodes(
  platform: Platform,
  caller: Caller,
  code: string,
  requestId: string,
): Promise<{ backup_codes: string[] }> {
  const object = await activeFactor(platform, caller);
  await showFactor(platform, caller.id, code, { backupToo: false });
  const codes = createBackupCodes();
  await audit(platform, caller, "factor.backup_codes_renewed", requestId);
  await object.replaceBackupCodes(await hashesOf(platform, caller.id, codes));
  return { backup_codes: codes };
}

/** Takes the factor away; both factors are needed for it. */
export async function disableFactor(
  platform: Platform,
  caller: Caller,
  { password, code }: { password: string; code: string },
  ipAddress: string | null,
  requestId: string,
): Promise<void> {
  const object = await activeFactor(platform, caller);
  await provePassword(platform, caller, password, ipAddress);
  await showFactor(platform, caller.id, code, { backupToo: true });
  await audit(platform, caller, "factor.removed", requestId);
  await object.removeFactor();
}

/** Shows the factor again in a session, for what asks for it to have been shown lately. */
export async function stepUp(platform: Platform, caller: Caller, code: string): Promise<void> {
  const sessionId = sessionOf(caller);
  const object = await activeFactor(platform, caller);
  await showFactor(platform, caller.id, code, { backupToo: true });
  await object.factorShown(sessionId, platform.now());
}

/** Whether the caller has a factor, and how many backup codes are left. */
export async function readFactor(platform: Platform, caller: Caller) {
  sessionOf(caller);
  const { state, backupCodes } = await userSession(platform.env, caller.id).readFactor();
  return { is_active: state === "active", backup_codes_left: backupCodes };
}

async function activeFactor(platform: Platform, caller: Caller) {
  sessionOf(caller);
  const object = userSession(platform.env, caller.id);
  if ((await object.factorState()) !== "active") throw factorMissing();
  return object;
}

/** Only people have a second factor. */
function sessionOf(caller: Caller): string {
  if (caller.sessionId === undefined) throw peopleOnly();
  return caller.sessionId;
}

async function provePassword(platform: Platform, caller: Caller, password: string, ipAddress: string | null) {
  sessionOf(caller);
  const found = await findUser(platform.db, caller.organizationId, caller.id);
  if (!found) throw notAuthenticated();
  const { user } = found;
  const attempt = await guardLogin(platform, user.emailIndex, ipAddress, () => Promise.resolve(true));
  if (!(await verifyPassword(password, user.passwordHash))) throw wrongPassword();
  await attempt.succeeded();
  return { id: user.id, email: await platform.sealer.open(user.email, `users|email|${user.id}`) };
}

const hashesOf = (platform: Platform, userId: string, codes: readonly string[]) =>
  Promise.all(codes.map((code) => hashBackupCode(platform, userId, code)));

const audit = (platform: Platform, caller: Caller, action: AuditAction, requestId: string) => {
  const { organizationId, id } = caller;
  return saveAudit(platform.db, auditOf(platform, { organizationId, actor: id, action, target: id, requestId }));
};
