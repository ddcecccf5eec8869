import { and, count, eq, gt, isNotNull, isNull, ne, or, sql } from "drizzle-orm";
import type { DrizzleD1Database } from "drizzle-orm/d1";
import type { Age } from "#platform/privacy";
import { sandboxOf } from "#platform/sandbox";
import type { InvitationRow } from "../mailed/store.ts";
import { laterThan, notLastAdmin, notLastSuperAdmin } from "../people/store.ts";
import { type AuditRow, auditInsertIfChanged, type UserRow } from "../store.ts";
import { auditEvents, invitations, mailedTokens, organizations, savedViews, users } from "../tables.ts";

/** A person of an organisation, also if they were removed. */
export async function findAnyPerson(
  db: DrizzleD1Database,
  organizationId: string,
  userId: string,
): Promise<UserRow | undefined> {
  return db
    .select()
    .from(users)
    .where(and(eq(users.organizationId, organizationId), eq(users.id, userId)))
    .get();
}

/** Invitations of an address to an organisation. */
export async function listInvitationsTo(
  db: DrizzleD1Database,
  organizationId: string,
  emailIndex: string,
): Promise<InvitationRow[]> {
  return db
    .select()
    .from(invitations)
    .where(and(eq(invitations.organizationId, organizationId), eq(invitations.emailIndex, emailIndex)));
}

/**
 * Leaves of a person nothing but the id, what they were and that they are no more, and deletes what was mailed to them; all or
 * nothing. Undefined where they are the last administrator. `billing` is the envelope of their organisation's address where
 * that is theirs.
 */
export async function erasePerson(
  db: DrizzleD1Database,
  { organizationId, id }: UserRow,
  { emailIndex, billing }: { emailIndex: string; billing: string | null },
  now: number,
  audit: AuditRow,
): Promise<{ person: UserRow; links: number; invitations: number; views: number } | undefined> {
  const isErased = sql`EXISTS (SELECT 1 FROM users WHERE organization_id = ${organizationId} AND id = ${id} AND email = '')`;
  const [people, , links, invited, views] = await db.batch([
    db
      .update(users)
      .set({
        email: "",
        emailIndex: `erased|${id}`,
        passwordHash: "",
        fullName: "",
        phone: null,
        isActive: false,
        emailVerifiedAt: null,
        updatedAt: laterThan(now),
      })
      .where(
        and(
          eq(users.organizationId, organizationId),
          eq(users.id, id),
          or(eq(users.isActive, false), and(notLastAdmin({ organizationId, id }), notLastSuperAdmin({ id }))),
        ),
      )
      .returning(),
    auditInsertIfChanged(db, audit),
    db
      .delete(mailedTokens)
      .where(and(eq(mailedTokens.organizationId, organizationId), eq(mailedTokens.userId, id), isErased))
      .returning({ hash: mailedTokens.hash }),
    db
      .delete(invitations)
      .where(and(eq(invitations.organizationId, organizationId), eq(invitations.emailIndex, emailIndex), isErased))
      .returning({ id: invitations.id }),
    db
      .delete(savedViews)
      .where(and(eq(savedViews.organizationId, organizationId), eq(savedViews.ownerId, id), isErased))
      .returning({ id: savedViews.id }),
    db
      .update(organizations)
      .set({ billingEmail: "", updatedAt: laterThan(now) })
      .where(and(eq(organizations.id, organizationId), eq(organizations.billingEmail, billing ?? "-"), isErased)),
  ]);
  return people[0] && { person: people[0], links: links.length, invitations: invited.length, views: views.length };
}

/** Deletes tokens of mailed links by when they expired; tells how many. */
export async function forgetLinks(db: DrizzleD1Database, organizationId: string, age: Age): Promise<number> {
  const old = sql`(SELECT hash FROM mailed_tokens WHERE organization_id = ${organizationId}
    AND expires_at BETWEEN ${age.from} AND ${age.before} ORDER BY expires_at LIMIT ${age.limit})`;
  const gone = await db
    .delete(mailedTokens)
    .where(and(eq(mailedTokens.organizationId, organizationId), sql`hash IN ${old}`))
    .returning({ hash: mailedTokens.hash });
  return gone.length;
}

/** Deletes invitations by when they expired; tells how many. */
export async function forgetInvitations(db: DrizzleD1Database, organizationId: string, age: Age): Promise<number> {
  const old = sql`(SELECT id FROM invitations WHERE organization_id = ${organizationId}
    AND expires_at BETWEEN ${age.from} AND ${age.before} ORDER BY expires_at LIMIT ${age.limit})`;
  const gone = await db
    .delete(invitations)
    .where(and(eq(invitations.organizationId, organizationId), sql`id IN ${old}`))
    .returning({ id: invitations.id });
  return gone.length;
}

const ORGANIZATIONS_AT_ONCE = 500;

/** Every organisation and its sandbox, some at a time: for what runs over all tenants. */
export async function* pagesOfTenants(db: DrizzleD1Database): AsyncGenerator<string[]> {
  for (let after = ""; ; ) {
    const rows = await db
      .select({ id: organizations.id })
      .from(organizations)
      .where(gt(organizations.id, after))
      .orderBy(organizations.id)
      .limit(ORGANIZATIONS_AT_ONCE);
    yield rows.flatMap(({ id }) => [id, sandboxOf(id)]);
    const last = rows.at(-1);
    if (rows.length < ORGANIZATIONS_AT_ONCE || !last) return;
    after = last.id;
  }
}

/** Whether an organisation has an administrator besides a person. */
export async function hasOtherAdmin(db: DrizzleD1Database, { organizationId, id }: UserRow): Promise<boolean> {
  const found = await db
    .select({ id: users.id })
    .from(users)
    .where(
      and(
        eq(users.organizationId, organizationId),
        eq(users.role, "org_admin"),
        eq(users.isActive, true),
        isNull(users.suspendedAt),
        ne(users.id, id),
      ),
    )
    .limit(1);
  return found.length > 0;
}

/** People of an organisation, removed ones too, in the order of their ids. */
export async function listPersonIds(
  db: DrizzleD1Database,
  organizationId: string,
  after: string,
  limit: number,
): Promise<string[]> {
  const rows = await db
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.organizationId, organizationId), gt(users.id, after)))
    .orderBy(users.id)
    .limit(limit);
  return rows.map(({ id }) => id);
}

/** How many hashed audit rows of an organisation hold an envelope of the ring. */
export async function countPlacedUnderRing(db: DrizzleD1Database, organizationId: string): Promise<number> {
  const found = await db
    .select({ n: count() })
    .from(auditEvents)
    .where(
      and(
        eq(auditEvents.organizationId, organizationId),
        isNotNull(auditEvents.sequence),
        sql`(ip_address GLOB 'v1.*' OR changes GLOB '*"v1.*')`,
      ),
    )
    .get();
  return found?.n ?? 0;
}
