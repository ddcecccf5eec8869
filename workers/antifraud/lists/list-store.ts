import { and, desc, eq, isNull, type SQL, sql } from "drizzle-orm";
import type { DrizzleD1Database } from "drizzle-orm/d1";
import { type AuditRow, auditInsert, auditInsertIfChanged } from "#auth";
import { isTaken } from "#platform/database";
import { olderThan } from "#platform/older-than";
import type { Cursor } from "#platform/page";
import { isOver, nextBook, recountLists, revisionNow } from "./book-store.ts";
import type { ListKind, ListSubject } from "./list-subjects.ts";
import type { DatedList } from "./lists-on-payment.ts";
import { antifraudListEntries as entries, antifraudLists as lists } from "./tables.ts";

export type ListRow = typeof lists.$inferSelect;

/** What the constraints of the tables hold an organisation to. */
export const MOST_LISTS = 100;
export const MOST_ENTRIES = 50_000;

/** The list of an organisation; one that was deleted is as unknown as none. */
export async function findList(
  db: DrizzleD1Database,
  organizationId: string,
  id: string,
): Promise<ListRow | undefined> {
  return db
    .select()
    .from(lists)
    .where(and(isOne(organizationId, id), isNull(lists.deletedIn)))
    .get();
}

/** Newest first; one row more than `limit` tells that a next page exists. */
export async function listLists(
  db: DrizzleD1Database,
  organizationId: string,
  filter: { kind?: ListKind | undefined; subject?: ListSubject | undefined },
  limit: number,
  after?: Cursor,
): Promise<ListRow[]> {
  const older = olderThan(after, lists.createdAt, lists.id);
  return db
    .select()
    .from(lists)
    .where(
      and(
        eq(lists.organizationId, organizationId),
        isNull(lists.deletedIn),
        filter.kind && eq(lists.kind, filter.kind),
        filter.subject && eq(lists.subject, filter.subject),
        older,
      ),
    )
    .orderBy(desc(lists.createdAt), desc(lists.id))
    .limit(limit + 1);
}

/** Every list that an organisation ever had, for those who ask which there were at a revision. */
export async function listDatedLists(
  db: DrizzleD1Database,
  organizationId: string,
): Promise<(DatedList & { name: string; kind: ListKind })[]> {
  return db
    .select({
      id: lists.id,
      name: lists.name,
      kind: lists.kind,
      subject: lists.subject,
      createdIn: lists.createdIn,
      deletedIn: lists.deletedIn,
    })
    .from(lists)
    .where(eq(lists.organizationId, organizationId));
}

/** Why a change was refused. */
export type ListRefusal = "name_taken" | "too_many_lists" | "changed" | "named_by_rules";

/** Adds a list with its audit row, or nothing. */
export async function saveList(
  db: DrizzleD1Database,
  row: Omit<ListRow, "createdIn">,
  audit: AuditRow,
): Promise<ListRefusal | undefined> {
  const { organizationId } = row;
  try {
    await db.batch([
      nextBook(db, organizationId, row.createdAt),
      db.insert(lists).values({ ...row, createdIn: revisionNow(organizationId) }),
      recountLists(db, organizationId),
      auditInsert(db, audit),
    ]);
    return undefined;
  } catch (failure) {
    return refusalOf(failure);
  }
}

/** Renames a list, if it is still at the version given. */
export async function renameList(
  db: DrizzleD1Database,
  before: ListRow,
  next: { name: string; description: string; now: number },
  audit: AuditRow,
): Promise<ListRefusal | undefined> {
  const { organizationId, id, version } = before;
  try {
    const { now, ...named } = next;
    const [changed] = await db.batch([
      db
        .update(lists)
        .set({ ...named, version: version + 1, updatedAt: now })
        .where(and(isOne(organizationId, id), eq(lists.version, version), isNull(lists.deletedIn)))
        .returning({ id: lists.id }),
      auditInsertIfChanged(db, audit),
      nextBook(db, organizationId, now),
    ]);
    return changed.length > 0 ? undefined : "changed";
  } catch (failure) {
    return refusalOf(failure);
  }
}

/** Deletes a list with its entries, if it is still at the version given and no rule that is evaluated asks it. */
export async function deleteList(
  db: DrizzleD1Database,
  before: ListRow,
  { now, by }: { now: number; by: string },
  audit: AuditRow,
): Promise<ListRefusal | undefined> {
  const { organizationId, id, version } = before;
  const revision = revisionNow(organizationId);
  const [, changed] = await db.batch([
    nextBook(db, organizationId, now),
    db
      .update(lists)
      .set({ deletedIn: revision, deletedAt: now, updatedAt: now })
      .where(
        and(
          isOne(organizationId, id),
          eq(lists.version, version),
          isNull(lists.deletedIn),
          sql`NOT EXISTS (${asking(organizationId, id)})`,
        ),
      )
      .returning({ id: lists.id }),
    auditInsertIfChanged(db, audit),
    db
      .update(entries)
      .set({ removedIn: revision, removedBy: by, removedAt: now })
      .where(
        and(
          eq(entries.organizationId, organizationId),
          eq(entries.listId, id),
          isNull(entries.removedIn),
          sql`EXISTS (SELECT 1 FROM antifraud_lists WHERE organization_id = ${organizationId} AND id = ${id} AND deleted_in = ${revision})`,
        ),
      ),
    recountLists(db, organizationId),
  ]);
  if (changed.length > 0) return undefined;
  return (await listRulesAsking(db, organizationId, id)).length > 0 ? "named_by_rules" : "changed";
}

/** The rules that are evaluated and ask a list. */
export async function listRulesAsking(
  db: DrizzleD1Database,
  organizationId: string,
  listId: string,
): Promise<string[]> {
  const rows = await db.all<{ rule_id: string }>(asking(organizationId, listId));
  return rows.map(({ rule_id }) => rule_id);
}

const asking = (organizationId: string, listId: string): SQL =>
  sql`SELECT rule_id FROM antifraud_rules WHERE organization_id = ${organizationId} AND deleted_at IS NULL AND enabled = 1
    AND EXISTS (SELECT 1 FROM json_tree(expression) AS part WHERE part.key = 'list' AND part.value = ${listId})`;

const isOne = (organizationId: string, id: string) => and(eq(lists.organizationId, organizationId), eq(lists.id, id));

function refusalOf(failure: unknown): ListRefusal {
  if (isOver(failure, "most_kept_lists")) return "too_many_lists";
  if (isTaken(failure)) return "name_taken";
  throw failure;
}
