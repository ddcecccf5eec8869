import { composeNotification, sendSoon } from "#notifications";
import type { Caller } from "#platform/caller";
import { isTaken } from "#platform/database";
import type { Platform } from "#platform/platform";
import { invalidRequest } from "#platform/problem";
import { toUserRow } from "../accounts.ts";
import { auditOf } from "../audit/audit-of.ts";
import { alreadyMember, emailTaken, roleTooHigh, tokenInvalid } from "../errors.ts";
import { signIn } from "../login.ts";
import { guardAddress } from "../organizations/ip-allowlist.ts";
import { organizationInReach } from "../organizations/reach.ts";
import { choosePassword } from "../passwords/choose-password.ts";
import type { Role } from "../roles.ts";
import type { InvitationView } from "../schemas.ts";
import type { Client } from "../sessions/open-session.ts";
import { findOrganization, findUser, findUserByEmailIndex } from "../store.ts";
import {
  acceptInvitation,
  findInvitation,
  findPendingInvitation,
  type InvitationRow,
  saveInvitation,
} from "./store.ts";
import { createMailedToken, hashMailedToken } from "./tokens.ts";

const INVITATION_DAYS = 3;

/** What the envelope of an invitation holds. */
type Sealed = { email: string };
const placeOfInvitation = (id: string) => `invitations|sealed|${id}`;

/**
 * Asks somebody to join an organisation, by mail. Whether the address has an account elsewhere is not told; an invitation
 * that is open already is the answer again, and no second mail is sent.
 */
export async function invite(
  platform: Platform,
  caller: Caller,
  organizationId: string,
  input: { email: string; role: Role; modules?: string[] },
  requestId: string,
): Promise<{ invitation: InvitationView; isNew: boolean }> {
  const { db, sealer } = platform;
  const organization = await organizationInReach(platform, caller, organizationId);
  if (input.role === "super_admin" && caller.role !== "super_admin") throw roleTooHigh();
  const modules = [...new Set(input.modules ?? organization.modules)];
  const strange = modules.flatMap((module, i) =>
    organization.modules.includes(module)
      ? []
      : [{ path: `modules.${i}`, message: "The organisation does not have this product" }],
  );
  if (strange.length > 0) throw invalidRequest({ errors: strange });
  const { email, role } = input;
  const emailIndex = await sealer.blindIndex(email);
  const now = platform.now();
  if ((await findUserByEmailIndex(db, emailIndex))?.user.organizationId === organizationId) throw alreadyMember();
  const pending = await findPendingInvitation(db, organizationId, emailIndex, now);
  if (pending && pending.role === role && pending.modules.join() === modules.join())
    return { invitation: await toView(platform, pending), isNew: false };
  const id = platform.newId("inv");
  const token = createMailedToken();
  const row: InvitationRow = {
    id,
    organizationId,
    emailIndex,
    sealed: await sealer.seal(JSON.stringify({ email } satisfies Sealed), placeOfInvitation(id)),
    role,
    modules,
    tokenHash: await hashMailedToken(token),
    invitedBy: caller.id,
    createdAt: now,
    expiresAt: now + INVITATION_DAYS * 24 * 3_600_000,
    acceptedAt: null,
  };
  const mail = await composeNotification(platform, {
    organizationId,
    recipient: { email },
    language: platform.language,
    template: "invitation",
    values: {
      inviter: await nameOf(platform, caller, organization.name),
      organization: organization.name,
      token,
      days: INVITATION_DAYS,
    },
    usefulUntil: row.expiresAt,
  });
  const audit = { organizationId, actor: caller.id, action: "user.invited" as const, target: id, requestId };
  await saveInvitation(db, row, mail, auditOf(platform, audit));
  sendSoon(platform, mail);
  return { invitation: await toView(platform, row), isNew: true };
}

/** What an invitation is to, for whoever holds its token. */
export async function readInvitation(platform: Platform, token: string) {
  const row = await findInvitation(platform.db, await hashMailedToken(token), platform.now());
  const organization = row && (await findOrganization(platform.db, row.organizationId));
  if (!row || !organization) throw tokenInvalid();
  const { email, role, expires_at } = await toView(platform, row);
  return { email, organization_name: organization.name, role, expires_at };
}

/** Joins an organisation by an invitation, which serves once, and signs in. The mail has proved the address. */
export async function joinByInvitation(
  platform: Platform,
  input: { token: string; full_name: string; password: string; phone?: string },
  client: Client,
  requestId: string,
) {
  const { db } = platform;
  const now = platform.now();
  const row = await findInvitation(db, await hashMailedToken(input.token), now);
  const organization = row && (await findOrganization(db, row.organizationId));
  if (!row || !organization) throw tokenInvalid();
  guardAddress(organization, row, client.ipAddress);
  const { email } = await openSealed(platform, row);
  const passwordHash = await choosePassword(input.password, [email, input.full_name, organization.name]);
  const { organizationId, role, modules } = row;
  const { language } = platform;
  const named = { fullName: input.full_name, phone: input.phone ?? null, language };
  const person = { email, passwordHash, ...named, role, modules };
  const user = { ...(await toUserRow(platform, organizationId, person)), emailVerifiedAt: now };
  const joined = { organizationId, actor: user.id, action: "user.joined" as const, target: user.id, requestId };
  try {
    if (!(await acceptInvitation(db, row, user, now, auditOf(platform, joined)))) throw tokenInvalid();
  } catch (failure) {
    if (isTaken(failure)) throw emailTaken();
    throw failure;
  }
  return signIn(platform, user, client, null, requestId);
}

/** The inviter's name, or the organisation's where a key invites. */
async function nameOf({ db, sealer }: Platform, caller: Caller, otherwise: string): Promise<string> {
  const found = caller.kind === "user" ? await findUser(db, caller.organizationId, caller.id) : undefined;
  return found ? sealer.open(found.user.fullName, `users|full_name|${caller.id}`) : otherwise;
}

// SAFETY: the envelope proves that invite() wrote it.
const openSealed = async ({ sealer }: Platform, { id, sealed }: InvitationRow) =>
  JSON.parse(await sealer.open(sealed, placeOfInvitation(id))) as Sealed;

const toView = async (platform: Platform, row: InvitationRow): Promise<InvitationView> => ({
  id: row.id,
  email: (await openSealed(platform, row)).email,
  role: row.role,
  modules: row.modules,
  created_at: new Date(row.createdAt).toISOString(),
  expires_at: new Date(row.expiresAt).toISOString(),
});
