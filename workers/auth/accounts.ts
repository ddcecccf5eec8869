import type { Language } from "#platform/i18n";
import type { Platform } from "#platform/platform";
import { liveOf } from "#platform/sandbox";
import type { Role } from "./roles.ts";
import { permissionsOf } from "./roles.ts";
import type { Profile } from "./schemas.ts";
import type { Person } from "./sessions/user-session.ts";
import { findOrganization, type OrganizationRow, type UserRow } from "./store.ts";

/** A person as the rest of the module handles one: personal fields in the clear. */
export type NewPerson = {
  email: string;
  passwordHash: string;
  fullName: string;
  phone: string | null;
  role: Role;
  modules: string[];
  /** In which they are written to; Uzbek unless told. */
  language?: Language;
};

/** As much of the platform as keeping accounts takes. */
export type AccountKeeper = Pick<Platform, "db" | "now" | "newId" | "sealer">;

/** The row of a new person: e-mail, name and phone sealed. */
export async function toUserRow(platform: AccountKeeper, organizationId: string, person: NewPerson): Promise<UserRow> {
  const id = platform.newId("usr");
  const now = platform.now();
  const { sealer } = platform;
  const seal = (value: string, field: string) =>
    sealer.sealFor(organizationId, [{ type: "person", id }], value, `users|${field}|${id}`);
  return {
    id,
    email: await seal(person.email, "email"),
    emailIndex: await sealer.blindIndex(person.email),
    passwordHash: person.passwordHash,
    fullName: await seal(person.fullName, "full_name"),
    phone: person.phone === null ? null : await seal(person.phone, "phone"),
    role: person.role,
    modules: person.modules,
    organizationId,
    isActive: true,
    createdAt: now,
    updatedAt: now,
    emailVerifiedAt: null,
    language: person.language ?? "uz",
    suspendedAt: null,
  };
}

/** What a person may do, as their sessions know it. */
export const toPerson = (user: UserRow): Person => ({
  id: user.id,
  organizationId: user.organizationId,
  role: user.role,
  modules: user.modules,
  permissions: [...permissionsOf[user.role]],
  isActive: user.isActive && user.suspendedAt === null,
  updatedAt: user.updatedAt,
});

/** What a person may see of themselves. */
export async function toProfile(platform: Platform, user: UserRow, organization: OrganizationRow): Promise<Profile> {
  const { sealer } = platform;
  return {
    id: user.id,
    email: await sealer.open(user.email, `users|email|${user.id}`),
    full_name: await sealer.open(user.fullName, `users|full_name|${user.id}`),
    phone: user.phone === null ? null : await sealer.open(user.phone, `users|phone|${user.id}`),
    role: user.role,
    organization_id: user.organizationId,
    organization_name: organization.name,
    email_verified: user.emailVerifiedAt !== null,
    modules: enabledModules(user, organization),
    permissions: [...permissionsOf[user.role]],
    created_at: new Date(user.createdAt).toISOString(),
  };
}

/** A person uses a product only where their organisation does. */
export const enabledModules = (user: UserRow, organization: OrganizationRow) =>
  user.modules.filter((module) => organization.modules.includes(module));

/** What an organisation, or the one of a sandbox, calls itself; its id where it is unknown. */
export async function organizationName(platform: Platform, organizationId: string): Promise<string> {
  return (await findOrganization(platform.db, liveOf(organizationId)))?.name ?? organizationId;
}
