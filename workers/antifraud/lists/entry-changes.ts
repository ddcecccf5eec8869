import { and, eq, isNull, lte, type SQL, sql } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import type { DrizzleD1Database } from "drizzle-orm/d1";
import { type AuditRow, auditInsertIfChanged } from "#auth";
import { isOver, nextBook, revisionNow } from "./book-store.ts";
import type { EntryRow } from "./entry-store.ts";
import { antifraudListEntries as entries, antifraudLists as lists } from "./tables.ts";

/** An entry that is to be added; in which revision, the batch says. */
export type EntryDraft = Pick<
  EntryRow,
  "id" | "valueKey" | "prefix" | "sealed" | "createdBy" | "createdAt" | "expiresAt" | "untold"
>;

/** D1 takes 2 MB a parameter; a row is under 1.3 kB. */
const ROWS_A_STATEMENT = 1500;
/** What removes an entry whose time is over. */
export const BY_EXPIRY = "expiry";

type Scope = { organizationId: string; listId: string };

/**
 * Adds entries to a list in one transaction, and the audit row if any is new: those whose value the list holds already stay as
 * they are. What expired up to `at` makes room. Where an entry is replaced, its new revision is added only if it is still the
 * given one. `make` makes the list itself. Tells which were added, "full" where the list would have too many, "gone" where there is no such list.
 */
export async function saveEntries(
  db: DrizzleD1Database,
  { organizationId, listId }: Scope,
  drafts: readonly EntryDraft[],
  { at, now, replaced, make = [] }: { at: number; now: number; replaced?: EntryRow; make?: BatchItem<"sqlite">[] },
  audit: AuditRow,
): Promise<string[] | "full" | "gone"> {
  const revision = revisionNow(organizationId);
  const ofList = and(eq(lists.organizationId, organizationId), eq(lists.id, listId), isNull(lists.deletedIn));
  const isThere = sql`EXISTS (SELECT 1 FROM antifraud_lists WHERE ${ofList})`;
  const isReplaced =
    replaced &&
    sql` AND EXISTS (SELECT 1 FROM antifraud_list_entries WHERE ${isRevision(replaced)} AND removed_in = ${revision})`;
  const inserts = chunksOf(drafts).map((rows) =>
    db
      .insert(entries)
      .select(
        sql`SELECT ${organizationId}, ${listId}, value ->> 0, ${revision}, value ->> 1, value ->> 2, value ->> 3,
          value ->> 4, value ->> 5, value ->> 6, NULL, NULL, NULL, value ->> 7
          FROM json_each(${rows}) WHERE ${isThere} ${isReplaced ?? sql``}`,
      )
      .onConflictDoNothing()
      .returning({ id: entries.id }),
  );
  const added = sql`(SELECT count(*) FROM antifraud_list_entries WHERE organization_id = ${organizationId}
    AND added_in = ${revision})`;
  try {
    const results = await db.batch([
      nextBook(db, organizationId, now),
      ...make,
      db.select({ id: lists.id }).from(lists).where(ofList),
      remove(db, replaced ? isRevision(replaced) : sql`false`, { organizationId, by: audit.actor, at }),
      remove(db, and(eq(entries.organizationId, organizationId), eq(entries.listId, listId), isExpired(at))!, {
        organizationId,
        by: BY_EXPIRY,
        at: null,
      }),
      discount(db, organizationId),
      ...inserts,
      db
        .update(lists)
        .set({ entries: sql`entries + ${added}` })
        .where(and(ofList, sql`${added} > 0`)),
      auditInsertIfChanged(db, audit),
    ]);
    // SAFETY: both ask for ids; what stands before and between them is known by its number.
    const [found = [], , , , ...rest] = results.slice(1 + make.length) as { id: string }[][];
    if (found.length === 0) return "gone";
    return rest.slice(0, inserts.length).flatMap((rows) => rows.map(({ id }) => id));
  } catch (failure) {
    if (isOver(failure, "most_list_entries")) return "full";
    throw failure;
  }
}

/** Removes an entry at the revision given, with the audit row; false where it was changed or removed meanwhile. */
export async function removeEntry(
  db: DrizzleD1Database,
  row: EntryRow,
  { by, now }: { by: string; now: number },
  audit: AuditRow,
): Promise<boolean> {
  const { organizationId } = row;
  const [, removed] = await db.batch([
    nextBook(db, organizationId, now),
    remove(db, isRevision(row), { organizationId, by, at: now }).returning({ id: entries.id }),
    auditInsertIfChanged(db, audit),
    discount(db, organizationId),
  ]);
  return removed.length > 0;
}

/** Removes entries of an organisation that expired up to a time, at most so many; tells of how many. */
export async function removeExpired(
  db: DrizzleD1Database,
  organizationId: string,
  at: number,
  limit: number,
): Promise<number> {
  const expired = sql`rowid IN (SELECT rowid FROM antifraud_list_entries WHERE organization_id = ${organizationId}
    AND removed_in IS NULL AND expires_at <= ${at} LIMIT ${limit})`;
  const [, removed] = await db.batch([
    nextBook(db, organizationId, at),
    remove(db, expired, { organizationId, by: BY_EXPIRY, at: null }).returning({ id: entries.id }),
    discount(db, organizationId),
  ]);
  return removed.length;
}

/** Marks entries as removed in the revision of this batch; at the time of their expiry where none is given. */
function remove(
  db: DrizzleD1Database,
  which: SQL,
  { organizationId, by, at }: { organizationId: string; by: string; at: number | null },
) {
  return db
    .update(entries)
    .set({
      removedIn: revisionNow(organizationId),
      removedBy: by,
      removedAt: at ?? sql`expires_at`,
      // Blocks are told of; one that nobody heard of yet is told of from its beginning.
      untold: sql`CASE WHEN id NOT GLOB 'blk_*' THEN NULL WHEN untold = 'blocked' THEN 'both' ELSE 'unblocked' END`,
    })
    .where(and(which, isNull(entries.removedIn)));
}

/** Takes what was removed in the revision of this batch off the numbers of entries. */
function discount(db: DrizzleD1Database, organizationId: string) {
  const removed = sql`organization_id = ${organizationId} AND removed_in = ${revisionNow(organizationId)}`;
  return db
    .update(lists)
    .set({
      entries: sql`entries - (SELECT count(*) FROM antifraud_list_entries AS entry
        WHERE ${removed} AND entry.list_id = antifraud_lists.id)`,
    })
    .where(
      and(
        eq(lists.organizationId, organizationId),
        sql`id IN (SELECT list_id FROM antifraud_list_entries WHERE ${removed})`,
      ),
    );
}

const isExpired = (at: number) => and(isNull(entries.removedIn), lte(entries.expiresAt, at))!;

const isRevision = ({ organizationId, listId, id, addedIn }: EntryRow) =>
  sql`organization_id = ${organizationId} AND list_id = ${listId} AND id = ${id} AND added_in = ${addedIn}`;

/** Drafts as parameters that D1 takes. */
function chunksOf(drafts: readonly EntryDraft[]): string[] {
  const rows = drafts.map((row) => [
    row.id,
    row.valueKey,
    row.prefix,
    row.sealed,
    row.createdBy,
    row.createdAt,
    row.expiresAt,
    row.untold,
  ]);
  return Array.from({ length: Math.ceil(rows.length / ROWS_A_STATEMENT) }, (_, i) =>
    JSON.stringify(rows.slice(i * ROWS_A_STATEMENT, (i + 1) * ROWS_A_STATEMENT)),
  );
}
