import type { Caller } from "#platform/caller";
import { readCursor, toPage } from "#platform/page";
import type { Platform } from "#platform/platform";
import { toProfile } from "../accounts.ts";
import { personNotFound } from "../errors.ts";
import { organizationInReach } from "../organizations/reach.ts";
import type { PlatformPerson, Profile } from "../schemas.ts";
import { findOrganization, type UserRow } from "../store.ts";
import { findPerson, listPeople } from "./store.ts";

/** A person in the caller's reach: of their organisation, or anyone for a super administrator. */
export async function personInReach(platform: Platform, caller: Caller, userId: string): Promise<UserRow> {
  const organizationId = caller.role === "super_admin" ? null : caller.organizationId;
  const user = await findPerson(platform.db, organizationId, userId);
  if (!user) throw personNotFound();
  return user;
}

export async function readPerson(platform: Platform, caller: Caller, userId: string): Promise<Profile> {
  return profileOf(platform, await personInReach(platform, caller, userId));
}

/** The people of an organisation, newest first. */
export async function readPeople(
  platform: Platform,
  caller: Caller,
  organizationId: string,
  limit: number,
  cursor?: string,
) {
  const organization = await organizationInReach(platform, caller, organizationId);
  const rows = await listPeople(platform.db, organizationId, limit, readCursor(cursor));
  const { page, next_cursor } = toPage(rows, limit, ({ createdAt: at, id }) => ({ at, id }));
  return { data: await Promise.all(page.map((user) => toProfile(platform, user, organization))), next_cursor };
}

/** A person's profile with what their organisation lets them use. */
export async function profileOf(platform: Platform, user: UserRow): Promise<Profile> {
  const organization = await findOrganization(platform.db, user.organizationId);
  if (!organization) throw personNotFound();
  return toProfile(platform, user, organization);
}

/** The same, as super administrators see it. */
export const platformPersonOf = async (platform: Platform, user: UserRow): Promise<PlatformPerson> => ({
  ...(await profileOf(platform, user)),
  suspended_at: user.suspendedAt === null ? null : new Date(user.suspendedAt).toISOString(),
});
