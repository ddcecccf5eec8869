import { and, asc, desc, eq, inArray, isNotNull, isNull, ne, or, type SQL, sql } from "drizzle-orm";
import type { DrizzleD1Database } from "drizzle-orm/d1";
import { olderThan } from "#platform/older-than";
import type { Cursor } from "#platform/page";
import { type AuditRow, auditInsertIfChanged, type UserRow } from "../store.ts";
import { users } from "../tables.ts";

/** More than these are not written to. */
const MOST_ADMINISTRATORS = 50;

/** Of two rows of a person the one with the greater time is the newer, also where both were written within a millisecond. */
export const laterThan = (now: number) => sql<number>`max(updated_at + 1, ${now})`;

/** A person of an organisation, or of any where `organizationId` is null; removed ones are not found. */
export async function findPerson(
  db: DrizzleD1Database,
  organizationId: string | null,
  userId: string,
): Promise<UserRow | undefined> {
  return db.select().from(users).where(personIn(organizationId, userId)).get();
}

/** The people of an organisation among the given ids. */
export async function listPeopleById(
  db: DrizzleD1Database,
  organizationId: string,
  ids: readonly string[],
): Promise<UserRow[]> {
  const listed = sql`(SELECT value FROM json_each(${JSON.stringify(ids)}))`;
  return db
    .select()
    .from(users)
    .where(and(eq(users.organizationId, organizationId), eq(users.isActive, true), inArray(users.id, listed)));
}

/** A person also if they were removed, for their sessions to be told. */
export async function findPersonRow(db: DrizzleD1Database, userId: string): Promise<UserRow | undefined> {
  return db.select().from(users).where(eq(users.id, userId)).get();
}

/** The administrators of an organisation, longest there first. */
export async function listAdministratorRows(db: DrizzleD1Database, organizationId: string): Promise<UserRow[]> {
  return db
    .select()
    .from(users)
    .where(
      and(
        eq(users.organizationId, organizationId),
        eq(users.role, "org_admin"),
        eq(users.isActive, true),
        isNull(users.suspendedAt),
      ),
    )
    .orderBy(asc(users.createdAt), asc(users.id))
    .limit(MOST_ADMINISTRATORS);
}

/** The people of an organisation, newest first; one more than `limit` tells that a next page exists. */
export async function listPeople(
  db: DrizzleD1Database,
  organizationId: string,
  limit: number,
  after?: Cursor,
): Promise<UserRow[]> {
  return db
    .select()
    .from(users)
    .where(
      and(
        eq(users.organizationId, organizationId),
        eq(users.isActive, true),
        olderThan(after, users.createdAt, users.id),
      ),
    )
    .orderBy(desc(users.createdAt), desc(users.id))
    .limit(limit + 1);
}

/** Which people of the platform are looked for; whatever is undefined narrows nothing. */
export type PeopleFilter = {
  /** The organisation that the reader is bound to. */
  within?: string;
  organizationId?: string;
  role?: UserRow["role"];
  isSuspended?: boolean;
  emailIndex?: string;
};

/** The people of every organisation, newest first: for super administrators, who have no tenant; one more than `limit` tells of a next page. */
export async function listEveryone(
  db: DrizzleD1Database,
  { within, organizationId, role, isSuspended, emailIndex }: PeopleFilter,
  limit: number,
  after?: Cursor,
): Promise<UserRow[]> {
  return db
    .select()
    .from(users)
    .where(
      and(
        eq(users.isActive, true),
        within === undefined ? undefined : eq(users.organizationId, within),
        organizationId === undefined ? undefined : eq(users.organizationId, organizationId),
        role && eq(users.role, role),
        isSuspended === undefined ? undefined : (isSuspended ? isNotNull : isNull)(users.suspendedAt),
        emailIndex === undefined ? undefined : eq(users.emailIndex, emailIndex),
        olderThan(after, users.createdAt, users.id),
      ),
    )
    .orderBy(desc(users.createdAt), desc(users.id))
    .limit(limit + 1);
}

export type PersonChanges = Partial<
  Pick<UserRow, "fullName" | "phone" | "modules" | "role" | "isActive" | "emailIndex" | "suspendedAt">
>;

/**
 * Changes a person with its audit row, both or neither; the row as it is now, or undefined where there is no such person or
 * `unless` forbids it.
 */
export async function changePerson(
  db: DrizzleD1Database,
  { organizationId, id }: Pick<UserRow, "organizationId" | "id">,
  changes: PersonChanges,
  now: number,
  audit: AuditRow,
  unless?: SQL,
): Promise<UserRow | undefined> {
  const [rows] = await db.batch([
    db
      .update(users)
      .set({ ...changes, updatedAt: laterThan(now) })
      .where(and(personIn(organizationId, id), unless))
      .returning(),
    auditInsertIfChanged(db, audit),
  ]);
  return rows[0];
}

/** Holds unless the person is the last administrator of their organisation. */
export const notLastAdmin = ({ organizationId, id }: Pick<UserRow, "organizationId" | "id">): SQL =>
  or(
    ne(users.role, "org_admin"),
    sql`EXISTS (SELECT 1 FROM users AS other WHERE other.organization_id = ${organizationId} AND other.id <> ${id}
      AND other.role = 'org_admin' AND other.is_active = 1 AND other.suspended_at IS NULL)`,
  )!;

/** Holds unless the person is the last super administrator of the platform, without whom nobody would make another one. */
export const notLastSuperAdmin = ({ id }: Pick<UserRow, "id">): SQL =>
  or(
    ne(users.role, "super_admin"),
    sql`EXISTS (SELECT 1 FROM users AS other WHERE other.id <> ${id}
      AND other.role = 'super_admin' AND other.is_active = 1 AND other.suspended_at IS NULL)`,
  )!;

const personIn = (organizationId: string | null, userId: string) =>
  and(
    organizationId === null ? undefined : eq(users.organizationId, organizationId),
    eq(users.id, userId),
    eq(users.isActive, true),
  );
