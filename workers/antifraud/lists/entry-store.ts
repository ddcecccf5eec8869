import { and, desc, eq, isNotNull, isNull, lte, or, type SQL, sql } from "drizzle-orm";
import type { DrizzleD1Database } from "drizzle-orm/d1";
import { olderThan } from "#platform/older-than";
import type { Cursor } from "#platform/page";
import type { Age } from "#platform/privacy";
import { antifraudListEntries as entries } from "./tables.ts";

export type EntryRow = typeof entries.$inferSelect;

type Scope = { organizationId: string; listId: string };

/** Organisations that have expired entries; those whose clock may stand are left to themselves. */
export async function listExpiredOwners(db: DrizzleD1Database, at: number, limit: number): Promise<string[]> {
  const rows = await db
    .selectDistinct({ id: entries.organizationId })
    .from(entries)
    .where(and(isNull(entries.removedIn), lte(entries.expiresAt, at), sql`organization_id NOT GLOB '*_test'`))
    .limit(limit);
  return rows.map(({ id }) => id);
}

/** The newest revision of an entry, removed or not. */
export async function findEntry(
  db: DrizzleD1Database,
  { organizationId, listId }: Scope,
  id: string,
): Promise<EntryRow | undefined> {
  return db
    .select()
    .from(entries)
    .where(and(eq(entries.organizationId, organizationId), eq(entries.listId, listId), eq(entries.id, id)))
    .orderBy(desc(entries.addedIn))
    .limit(1)
    .get();
}

export type EntryFilter = { status: "active" | "removed" | "all"; at: number; valueKeys?: readonly string[] };

/** Newest first; one row more than `limit` tells that a next page exists. Active is what holds at a time. */
export async function listEntries(
  db: DrizzleD1Database,
  organizationId: string,
  listIds: readonly string[],
  { status, at, valueKeys }: EntryFilter,
  limit: number,
  after?: Cursor,
): Promise<EntryRow[]> {
  const older = olderThan(after, entries.createdAt, entries.id);
  const isOver = or(isNotNull(entries.removedIn), lte(entries.expiresAt, at));
  const isActive = and(isNull(entries.removedIn), sql`(expires_at IS NULL OR expires_at > ${at})`);
  return db
    .select()
    .from(entries)
    .where(
      and(
        eq(entries.organizationId, organizationId),
        isAmong(sql`list_id`, listIds),
        status === "all" ? undefined : status === "active" ? isActive : isOver,
        valueKeys && isAmong(sql`value_key`, valueKeys),
        older,
      ),
    )
    .orderBy(desc(entries.createdAt), desc(entries.id), desc(entries.addedIn))
    .limit(limit + 1);
}

/** Every entry of some values, in any list and at any revision. */
export async function listEntriesOf(
  db: DrizzleD1Database,
  organizationId: string,
  valueKey: string,
): Promise<EntryRow[]> {
  return db
    .select()
    .from(entries)
    .where(and(eq(entries.organizationId, organizationId), eq(entries.valueKey, valueKey)))
    .orderBy(entries.createdAt);
}

/** Takes what is shown of entries out, until a time; that a list holds them stays. Tells of how many. */
export async function forgetEntries(
  db: DrizzleD1Database,
  organizationId: string,
  valueKey: string,
  until: number,
): Promise<number> {
  const changed = await db
    .update(entries)
    .set({ sealed: null })
    .where(
      and(
        eq(entries.organizationId, organizationId),
        eq(entries.valueKey, valueKey),
        lte(entries.createdAt, until),
        isNotNull(entries.sealed),
      ),
    )
    .returning({ id: entries.id });
  return changed.length;
}

/** Drops the history of entries that were removed in a time; tells of how many. */
export async function dropRemovedBefore(
  db: DrizzleD1Database,
  organizationId: string,
  { from, before, limit }: Age,
): Promise<number> {
  const old = sql`(SELECT rowid FROM antifraud_list_entries WHERE organization_id = ${organizationId}
    AND removed_in IS NOT NULL AND removed_at BETWEEN ${from} AND ${before} LIMIT ${limit})`;
  const dropped = await db.delete(entries).where(sql`rowid IN ${old}`).returning({ id: entries.id });
  return dropped.length;
}

const isAmong = (column: SQL, values: readonly string[]): SQL =>
  sql`${column} IN (SELECT value FROM json_each(${JSON.stringify(values)}))`;
