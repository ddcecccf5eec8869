import { and, count, desc, eq, inArray, sql } from "drizzle-orm";
import type { DrizzleD1Database } from "drizzle-orm/d1";
import { olderThan } from "#platform/older-than";
import type { Cursor } from "#platform/page";
import { laterThan } from "../people/store.ts";
import { type AuditRow, auditInsert, auditInsertIfChanged, type OrganizationRow } from "../store.ts";
import { organizations, users } from "../tables.ts";

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

export type OrganizationFilter = Partial<Pick<OrganizationRow, "type" | "subscriptionTier">>;

/** Every organisation, newest first: for super administrators, who have no tenant. */
export async function pageOfOrganizations(
  db: DrizzleD1Database,
  { type, subscriptionTier }: OrganizationFilter,
  limit: number,
  after?: Cursor,
): Promise<OrganizationRow[]> {
  return db
    .select()
    .from(organizations)
    .where(
      and(
        type && eq(organizations.type, type),
        subscriptionTier && eq(organizations.subscriptionTier, subscriptionTier),
        olderThan(after, organizations.createdAt, organizations.id),
      ),
    )
    .orderBy(desc(organizations.createdAt), desc(organizations.id))
    .limit(limit);
}

/** How many people each of some organisations has; one without any is left out. */
export async function countPeople(
  db: DrizzleD1Database,
  organizationIds: readonly string[],
): Promise<Map<string, number>> {
  const listed = sql`(SELECT value FROM json_each(${JSON.stringify(organizationIds)}))`;
  const rows = await db
    .select({ id: users.organizationId, people: count() })
    .from(users)
    .where(and(inArray(users.organizationId, listed), eq(users.isActive, true)))
    .groupBy(users.organizationId);
  return new Map(rows.map(({ id, people }) => [id, people]));
}

/** How many organisations are on each plan. */
export async function countByPlan(db: DrizzleD1Database): Promise<{ plan: string; count: number }[]> {
  return db
    .select({ plan: organizations.subscriptionTier, count: count() })
    .from(organizations)
    .groupBy(organizations.subscriptionTier)
    .orderBy(organizations.subscriptionTier);
}

/** How many people of an organisation, or of all where it is null, may sign in, and how many are suspended. */
export async function countByStanding(
  db: DrizzleD1Database,
  organizationId: string | null,
): Promise<{ active: number; suspended: number }> {
  const [row] = await db
    .select({ all: count(), suspended: count(users.suspendedAt) })
    .from(users)
    .where(
      and(eq(users.isActive, true), organizationId === null ? undefined : eq(users.organizationId, organizationId)),
    );
  return { active: (row?.all ?? 0) - (row?.suspended ?? 0), suspended: row?.suspended ?? 0 };
}
