import { sendSoon } from "#notifications";
import { isTaken } from "#platform/database";
import type { Platform } from "#platform/platform";
import { toUserRow } from "./accounts.ts";
import { auditOf } from "./audit/audit-of.ts";
import { emailTaken } from "./errors.ts";
import { composeVerification } from "./mailed/verify-email.ts";
import { choosePassword } from "./passwords/choose-password.ts";
import type { Register } from "./schemas.ts";
import { type Client, openSession } from "./sessions/open-session.ts";
import { findUserByEmailIndex, type OrganizationRow, saveOrganizationWithUser } from "./store.ts";

/** Opens an organisation on trial with its first person as its administrator, who is mailed to confirm the address. */
export async function register(platform: Platform, input: Register, client: Client, requestId: string) {
  const { db, sealer } = platform;
  if (await findUserByEmailIndex(db, await sealer.blindIndex(input.email))) throw emailTaken();
  const now = platform.now();
  const organization: OrganizationRow = {
    id: platform.newId("org"),
    name: input.organization_name,
    type: "fintech",
    modules: input.modules,
    subscriptionTier: "trial",
    billingEmail: "",
    createdAt: now,
    updatedAt: now,
    secondFactor: "optional",
    allowedNetworks: [],
  };
  organization.billingEmail = await sealer.seal(input.email, `organizations|billing_email|${organization.id}`);
  const user = await toUserRow(platform, organization.id, {
    email: input.email,
    passwordHash: await choosePassword(input.password, [input.email, input.full_name, input.organization_name]),
    fullName: input.full_name,
    phone: input.phone,
    role: "org_admin",
    modules: input.modules,
    language: platform.language,
  });
  const audit = auditOf(platform, {
    organizationId: organization.id,
    actor: user.id,
    action: "organization.registered",
    target: organization.id,
    requestId,
  });
  const { id, organizationId } = user;
  const verification = await composeVerification(platform, {
    id,
    organizationId,
    email: input.email,
    name: input.full_name,
  });
  try {
    await saveOrganizationWithUser(db, organization, user, audit, verification);
  } catch (failure) {
    // Two registrations of one address may pass the look-up together; the unique index lets one through.
    if (isTaken(failure)) throw emailTaken();
    throw failure;
  }
  sendSoon(platform, verification.mail);
  const { email, modules } = input;
  const { access_token, refresh_token, expires_in } = await openSession(platform, user, { email, modules }, client);
  return { success: true as const, user_id: user.id, access_token, refresh_token, expires_in };
}
