import type { Caller } from "#platform/caller";
import type { Platform } from "#platform/platform";
import { findOrganization, type OrganizationRow } from "../store.ts";
import { organizationNotFound } from "./errors.ts";

/** The caller's own organisation, or any for a super administrator; every other is as if it did not exist. */
export async function organizationInReach(
  platform: Platform,
  caller: Caller,
  organizationId: string,
): Promise<OrganizationRow> {
  const isInReach = caller.organizationId === organizationId || caller.role === "super_admin";
  const organization = isInReach ? await findOrganization(platform.db, organizationId) : undefined;
  if (!organization) throw organizationNotFound();
  return organization;
}
