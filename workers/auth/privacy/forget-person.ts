import { forgetRecipient } from "#notifications";
import type { Platform } from "#platform/platform";
import { type Counts, type Erasure, ErasureRefused } from "#platform/privacy";
import type { Subject } from "#platform/subject";
import { toPerson } from "../accounts.ts";
import { auditOf } from "../audit/audit-of.ts";
import { auditChain } from "../audit/chains.ts";
import { userSession } from "../sessions/user-session.ts";
import { findOrganization, type UserRow } from "../store.ts";
import { erasePerson, findAnyPerson } from "./store.ts";

/**
 * Forgets a person: their row keeps the id alone, their sessions and factor are gone, and the address may be used anew. What
 * they did stays in the audit log, under that id.
 */
export async function forgetPerson(
  platform: Platform,
  organizationId: string,
  { type, id }: Subject,
  { actor, requestId, tell }: Erasure,
): Promise<void> {
  const user = type === "person" ? await findAnyPerson(platform.db, organizationId, id) : undefined;
  if (!user) return;
  if (user.email !== "") await tell(await eraseRow(platform, user, { actor, requestId }));
  const erased = (await findAnyPerson(platform.db, organizationId, id)) ?? user;
  const sessions = await userSession(platform.env, id).forget(toPerson(erased));
  if (sessions > 0) await tell({ sessions });
  // Rows that wait for their place are still under the ring's key.
  await auditChain(platform.env, organizationId).extend(organizationId);
}

async function eraseRow(
  platform: Platform,
  user: UserRow,
  { actor, requestId }: Pick<Erasure, "actor" | "requestId">,
): Promise<Counts> {
  const { db, sealer } = platform;
  const { organizationId, id } = user;
  const email = await sealer.open(user.email, `users|email|${id}`);
  const phone = user.phone === null ? [] : [await sealer.open(user.phone, `users|phone|${id}`)];
  const own = { emailIndex: await sealer.blindIndex(email), billing: await billingOf(platform, organizationId, email) };
  const audit = { organizationId, actor, action: "user.erased" as const, target: id, requestId };
  // Before the row, since afterwards nobody knows the address.
  const messages = await forgetRecipient(platform, organizationId, [email, ...phone]);
  const erased = await erasePerson(db, user, own, platform.now(), auditOf(platform, audit));
  if (!erased) throw new ErasureRefused(user.role === "super_admin" ? "auth.last_super_admin" : "auth.last_admin");
  const { links, invitations, views } = erased;
  return { profile: 1, links, invitations, saved_views: views, messages };
}

/** The envelope of the address for invoices, where it is this one. */
async function billingOf({ db, sealer }: Platform, organizationId: string, email: string): Promise<string | null> {
  const billing = (await findOrganization(db, organizationId))?.billingEmail;
  if (!billing) return null;
  const opened = await sealer.open(billing, `organizations|billing_email|${organizationId}`);
  return opened === email ? billing : null;
}
