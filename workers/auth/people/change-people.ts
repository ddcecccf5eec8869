import { and } from "drizzle-orm";
import type { Caller } from "#platform/caller";
import type { Platform } from "#platform/platform";
import { invalidRequest } from "#platform/problem";
import type { AuditAction } from "../audit/actions.ts";
import { auditOf } from "../audit/audit-of.ts";
import { lastAdmin, lastSuperAdmin, notAuthenticated, ownAccount, personNotFound, roleTooHigh } from "../errors.ts";
import type { Role } from "../roles.ts";
import type { PlatformPerson, Profile } from "../schemas.ts";
import { userSession } from "../sessions/user-session.ts";
import { findOrganization, type UserRow } from "../store.ts";
import type { AuditChanges } from "../tables.ts";
import { personInReach, platformPersonOf, profileOf } from "./find-people.ts";
import { changePerson, findPerson, notLastAdmin, notLastSuperAdmin, type PersonChanges } from "./store.ts";
import { tellPerson } from "./tell-person.ts";

/** Changes one's own name or phone. */
export async function updateProfile(
  platform: Platform,
  caller: Caller,
  { full_name, phone }: { full_name?: string; phone?: string | null },
  requestId: string,
): Promise<Profile> {
  const user = await findPerson(platform.db, caller.organizationId, caller.id);
  if (!user) throw notAuthenticated();
  const { sealer } = platform;
  const seal = (value: string, field: string) =>
    sealer.sealFor(user.organizationId, [{ type: "person", id: user.id }], value, `users|${field}|${user.id}`);
  const changes: PersonChanges = {
    ...(full_name !== undefined && { fullName: await seal(full_name, "full_name") }),
    ...(phone !== undefined && { phone: phone && (await seal(phone, "phone")) }),
  };
  const named = Object.keys(changes).map((field) => [field, HIDDEN] as const);
  return change(platform, caller, user, "user.profile_changed", changes, Object.fromEntries(named), requestId);
}

/** Personal fields are named in the audit log, not shown. */
const HIDDEN = ["***", "***"] as const;

/** Gives a person other products, of those that their organisation has. */
export async function changeModules(
  platform: Platform,
  caller: Caller,
  userId: string,
  modules: string[],
  requestId: string,
): Promise<Profile> {
  const user = await personInReach(platform, caller, userId);
  const organization = await findOrganization(platform.db, user.organizationId);
  const errors = modules.flatMap((module, i) =>
    organization?.modules.includes(module)
      ? []
      : [{ path: `modules.${i}`, message: "The organisation does not have this product" }],
  );
  if (errors.length > 0) throw invalidRequest({ errors });
  const next = [...new Set(modules)];
  const told = { modules: [user.modules.join(" "), next.join(" ")] as const };
  return change(platform, caller, user, "user.modules_changed", { modules: next }, told, requestId);
}

/** Gives a person another role; only a super administrator makes another one. */
export async function changeRole(
  platform: Platform,
  caller: Caller,
  userId: string,
  role: Role,
  requestId: string,
): Promise<Profile> {
  const user = await personInReach(platform, caller, userId);
  if (caller.role !== "super_admin" && (role === "super_admin" || user.role === "super_admin")) throw roleTooHigh();
  const told = { role: [user.role, role] as const };
  return change(platform, caller, user, "user.role_changed", { role }, told, requestId, role !== "org_admin");
}

/**
 * Keeps a person from signing in, and ends their sessions, until they are activated again. Also the last administrator of an
 * organisation may be suspended; repeats change nothing.
 */
export async function suspendPerson(
  platform: Platform,
  caller: Caller,
  userId: string,
  requestId: string,
): Promise<PlatformPerson> {
  const user = await personInReach(platform, caller, userId);
  if (user.id === caller.id) throw ownAccount();
  if (user.suspendedAt !== null) return platformPersonOf(platform, user);
  const changes = { suspendedAt: platform.now() };
  const suspended = await save(platform, caller, user, "user.suspended", changes, {}, requestId, false);
  await tellPerson(platform, suspended);
  await userSession(platform.env, user.id).endAll();
  return platformPersonOf(platform, suspended);
}

/** Lets a suspended person sign in again; repeats change nothing. */
export async function activatePerson(
  platform: Platform,
  caller: Caller,
  userId: string,
  requestId: string,
): Promise<PlatformPerson> {
  const user = await personInReach(platform, caller, userId);
  if (user.suspendedAt === null) return platformPersonOf(platform, user);
  const activated = await save(platform, caller, user, "user.activated", { suspendedAt: null }, {}, requestId, false);
  await tellPerson(platform, activated);
  return platformPersonOf(platform, activated);
}

/** Removes a person: every session ends, and their address may be used anew. What they did stays in the audit log. */
export async function removePerson(
  platform: Platform,
  caller: Caller,
  userId: string,
  requestId: string,
): Promise<void> {
  const user = await personInReach(platform, caller, userId);
  if (caller.role !== "super_admin" && user.role === "super_admin") throw roleTooHigh();
  const changes = { isActive: false, emailIndex: `removed|${user.id}` };
  const removed = await save(platform, caller, user, "user.removed", changes, {}, requestId, true);
  await tellPerson(platform, removed);
  await userSession(platform.env, user.id).endAll();
}

/** Whether a super administrator would be one after it too. */
const keepsSuperAdmin = ({ role, isActive, suspendedAt }: PersonChanges): boolean =>
  (role === undefined || role === "super_admin") && isActive !== false && !suspendedAt;

async function change(
  platform: Platform,
  caller: Caller,
  user: UserRow,
  action: AuditAction,
  changes: PersonChanges,
  told: AuditChanges,
  requestId: string,
  keepsAnAdmin = false,
): Promise<Profile> {
  const changed = await save(platform, caller, user, action, changes, told, requestId, keepsAnAdmin);
  await tellPerson(platform, changed);
  return profileOf(platform, changed);
}

async function save(
  platform: Platform,
  caller: Caller,
  user: UserRow,
  action: AuditAction,
  changes: PersonChanges,
  told: AuditChanges,
  requestId: string,
  keepsAnAdmin: boolean,
): Promise<UserRow> {
  const { organizationId, id } = user;
  const audit = auditOf(platform, { organizationId, actor: caller.id, action, target: id, requestId, changes: told });
  const staysRunBy = and(
    keepsAnAdmin ? notLastAdmin(user) : undefined,
    keepsSuperAdmin(changes) ? undefined : notLastSuperAdmin(user),
  );
  const changed = await changePerson(platform.db, user, changes, platform.now(), audit, staysRunBy);
  if (changed) return changed;
  const left = await findPerson(platform.db, organizationId, id);
  if (!left) throw personNotFound();
  throw left.role === "super_admin" ? lastSuperAdmin() : lastAdmin();
}
