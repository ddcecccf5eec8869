import { and, asc, eq, isNull, type SQL, sql } from "drizzle-orm";
import type { DrizzleD1Database } from "drizzle-orm/d1";
import type { BookedList } from "./list-book.ts";
import { antifraudListBooks as books, antifraudLists as lists } from "./tables.ts";

/** The revision of an organisation's lists with those that there are, as of one moment. */
export async function findBook(
  db: DrizzleD1Database,
  organizationId: string,
): Promise<{ revision: number; lists: BookedList[] }> {
  const [[book], known] = await db.batch([
    db.select().from(books).where(eq(books.organizationId, organizationId)),
    db
      .select({ id: lists.id, name: lists.name, kind: lists.kind, subject: lists.subject })
      .from(lists)
      .where(and(eq(lists.organizationId, organizationId), isNull(lists.deletedIn)))
      .orderBy(asc(lists.createdAt), asc(lists.id)),
  ]);
  return { revision: book?.revision ?? 0, lists: known };
}

/** The next revision of an organisation's lists; stands before whatever writes by `revisionNow`. */
export function nextBook(db: DrizzleD1Database, organizationId: string, now: number) {
  return db
    .insert(books)
    .values({ organizationId, revision: 1, keptLists: 0, updatedAt: now })
    .onConflictDoUpdate({ target: books.organizationId, set: { revision: sql`revision + 1`, updatedAt: now } });
}

/** The revision that this batch made. */
export const revisionNow = (organizationId: string): SQL<number> =>
  sql<number>`(SELECT revision FROM antifraud_list_books WHERE organization_id = ${organizationId})`;

/** Its constraint refuses more lists than there may be; those that blocks are kept in are not counted. */
export function recountLists(db: DrizzleD1Database, organizationId: string) {
  const kept = sql`(SELECT count(*) FROM antifraud_lists WHERE organization_id = ${organizationId} AND deleted_in IS NULL AND is_system = 0)`;
  return db.update(books).set({ keptLists: kept }).where(eq(books.organizationId, organizationId));
}

export const isOver = (failure: unknown, constraint: string): boolean =>
  [failure, (failure as Error).cause].some((said) => String(said).includes(constraint));
