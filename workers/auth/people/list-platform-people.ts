import type { Caller } from "#platform/caller";
import { readCursor, toPage } from "#platform/page";
import type { Platform } from "#platform/platform";
import { auditRead } from "../audit/audit-read.ts";
import type { Role } from "../roles.ts";
import type { PlatformPerson } from "../schemas.ts";
import { platformPersonOf } from "./find-people.ts";
import { listEveryone } from "./store.ts";

export type PeopleQuery = {
  email?: string;
  organization_id?: string;
  role?: Role;
  status?: "active" | "suspended";
  limit: number;
  cursor?: string;
};

/**
 * The people of every organisation, newest first; that they were read goes on record. Addresses are sealed, so one is found
 * only by the whole of it.
 */
export async function listPlatformPeople(
  platform: Platform,
  caller: Caller,
  { email, organization_id, role, status, limit, cursor }: PeopleQuery,
  requestId: string,
): Promise<{ data: PlatformPerson[]; next_cursor: string | null }> {
  const filter = {
    // A machine reads those of its organisation, whatever it was permitted.
    within: caller.role === "super_admin" ? undefined : caller.organizationId,
    organizationId: organization_id,
    role,
    isSuspended: status && status === "suspended",
    emailIndex: email && (await platform.sealer.blindIndex(email)),
  };
  const rows = await listEveryone(platform.db, filter, limit, readCursor(cursor));
  await auditRead(platform, caller, { action: "user.listed", target: caller.organizationId }, requestId);
  const { page, next_cursor } = toPage(rows, limit, ({ createdAt: at, id }) => ({ at, id }));
  return { data: await Promise.all(page.map((user) => platformPersonOf(platform, user))), next_cursor };
}
