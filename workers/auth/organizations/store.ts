import { and, desc, eq, lt, or } from "drizzle-orm";
import type { DrizzleD1Database } from "drizzle-orm/d1";
import type { Cursor } from "#platform/page";
import { laterThan } from "../people/store.ts";
import { type AuditRow, auditInsert, auditInsertIfChanged, type OrganizationRow } from "../store.ts";
import { organizations } from "../tables.ts";

export async function saveOrganization(
  db: DrizzleD1Database,
  organization: OrganizationRow,
  audit: AuditRow,
): Promise<void> {
  await db.batch([db.insert(organizations).values(organization), auditInsert(db, audit)]);
}

export type OrganizationChanges = Partial<
  Pick<
    OrganizationRow,
    "name" | "billingEmail" | "modules" | "subscriptionTier" | "type" | "secondFactor" | "allowedNetworks"
  >
>;

/** Changes an organisation with its audit row, both or neither; the row as it is now. */
export async function changeOrganization(
  db: DrizzleD1Database,
  id: string,
  changes: OrganizationChanges,
  now: number,
  audit: AuditRow,
): Promise<OrganizationRow | undefined> {
  const [rows] = await db.batch([
    db
      .update(organizations)
      .set({ ...changes, updatedAt: laterThan(now) })
      .where(eq(organizations.id, id))
      .returning(),
    auditInsertIfChanged(db, audit),
  ]);
  return rows[0];
}

/** Every organisation, newest first: for super administrators, who have no tenant; one more than `limit` tells of a next page. */
export async function listOrganizations(
  db: DrizzleD1Database,
  limit: number,
  after?: Cursor,
): Promise<OrganizationRow[]> {
  return db
    .select()
    .from(organizations)
    .where(
      after &&
        or(
          lt(organizations.createdAt, after.at),
          and(eq(organizations.createdAt, after.at), lt(organizations.id, after.id)),
        ),
    )
    .orderBy(desc(organizations.createdAt), desc(organizations.id))
    .limit(limit + 1);
}
