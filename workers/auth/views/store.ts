import { and, asc, eq, sql } from "drizzle-orm";
import type { DrizzleD1Database } from "drizzle-orm/d1";
import { type AuditRow, auditInsertIfChanged } from "../store.ts";
import { savedViews, users } from "../tables.ts";

export type ViewRow = typeof savedViews.$inferSelect;

/** How many views a person keeps, and how many an organisation shares. */
export const MOST_VIEWS = 50;
export const MOST_SHARED = 200;

type Owner = { organizationId: string; ownerId: string };
const ofOwner = ({ organizationId, ownerId }: Owner) =>
  and(eq(savedViews.organizationId, organizationId), eq(savedViews.ownerId, ownerId));

/** A person's own views of a page, the oldest first. */
export async function listOwnViews(db: DrizzleD1Database, owner: Owner, page: string): Promise<ViewRow[]> {
  return db
    .select()
    .from(savedViews)
    .where(and(ofOwner(owner), eq(savedViews.page, page)))
    .orderBy(asc(savedViews.createdAt), asc(savedViews.id));
}

/** Views of a page that others of the organisation share; of those who left, none. */
export async function listSharedViews(
  db: DrizzleD1Database,
  { organizationId, ownerId }: Owner,
  page: string,
): Promise<ViewRow[]> {
  const rows = await db
    .select({ view: savedViews })
    .from(savedViews)
    .innerJoin(users, and(eq(users.organizationId, organizationId), eq(users.id, savedViews.ownerId)))
    .where(
      and(
        eq(savedViews.organizationId, organizationId),
        eq(savedViews.page, page),
        eq(savedViews.isShared, true),
        sql`${savedViews.ownerId} <> ${ownerId}`,
        eq(users.isActive, true),
      ),
    )
    .orderBy(asc(savedViews.createdAt), asc(savedViews.id))
    .limit(MOST_SHARED);
  return rows.map(({ view }) => view);
}

/** Every view of a person, for them to be told what is kept. */
export async function listViewsOf(db: DrizzleD1Database, owner: Owner): Promise<ViewRow[]> {
  return db.select().from(savedViews).where(ofOwner(owner)).orderBy(asc(savedViews.createdAt), asc(savedViews.id));
}

export async function findView(db: DrizzleD1Database, owner: Owner, id: string): Promise<ViewRow | undefined> {
  return db
    .select()
    .from(savedViews)
    .where(and(ofOwner(owner), eq(savedViews.id, id)))
    .get();
}

/**
 * Keeps a view under its id, whatever stood there before, with its audit row where there is one; undefined where that would be
 * one too many. One statement counts and writes, so that no two writers pass the bound together.
 */
export async function saveView(db: DrizzleD1Database, row: ViewRow, audit?: AuditRow): Promise<ViewRow | undefined> {
  const { organizationId, ownerId, id, page, isShared, sealed, createdAt, updatedAt } = row;
  const own = sql`organization_id = ${organizationId} AND owner_id = ${ownerId}`;
  const hasRoom = sql`(SELECT count(*) FROM saved_views WHERE ${own} AND id <> ${id}) < ${MOST_VIEWS}`;
  const hasSharedRoom = sql`(SELECT count(*) FROM saved_views WHERE organization_id = ${organizationId} AND is_shared = 1
    AND NOT (owner_id = ${ownerId} AND id = ${id})) < ${MOST_SHARED}`;
  const insert = db
    .insert(savedViews)
    .select(
      sql`SELECT ${organizationId}, ${ownerId}, ${id}, ${page}, ${isShared ? 1 : 0}, ${sealed}, ${createdAt}, ${updatedAt}
        WHERE ${hasRoom} AND ${isShared ? hasSharedRoom : sql`1`}`,
    )
    .onConflictDoUpdate({
      target: [savedViews.organizationId, savedViews.ownerId, savedViews.id],
      set: { page, isShared, sealed, updatedAt },
    })
    .returning();
  if (!audit) return (await insert)[0];
  const [rows] = await db.batch([insert, auditInsertIfChanged(db, audit)]);
  return rows[0];
}

/** Deletes a view, with its audit row where there is one. */
export async function deleteView(db: DrizzleD1Database, owner: Owner, id: string, audit?: AuditRow): Promise<void> {
  const gone = db.delete(savedViews).where(and(ofOwner(owner), eq(savedViews.id, id)));
  if (audit) await db.batch([gone, auditInsertIfChanged(db, audit)]);
  else await gone;
}
