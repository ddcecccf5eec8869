import { and, asc, eq, gt, lte, or, type SQL, sql } from "drizzle-orm";
import type { DrizzleD1Database } from "drizzle-orm/d1";
import type { ListMember } from "./list-book.ts";
import { antifraudListEntries as entries } from "./tables.ts";

/** About 250 kB on the way to an object, which takes them in some 20 ms. */
const MEMBERS_AT_ONCE = 2000;

const columns = {
  key: entries.valueKey,
  list: entries.listId,
  prefix: entries.prefix,
  expiresAt: entries.expiresAt,
  addedIn: entries.addedIn,
  removedIn: entries.removedIn,
  place: sql<number>`rowid`,
};

/**
 * Every entry that changed after one revision and up to another, some at a time: first those added, then those removed. One
 * that was added and removed in between is among them, since an object may have heard of the first half.
 */
export async function* listChangedMembers(
  db: DrizzleD1Database,
  organizationId: string,
  since: number,
  upTo: number,
): AsyncGenerator<ListMember[]> {
  for (const column of [entries.addedIn, entries.removedIn]) {
    const isChanged = and(eq(entries.organizationId, organizationId), gt(column, since), lte(column, upTo));
    let after: SQL | undefined;
    for (;;) {
      const rows = await db
        .select(columns)
        .from(entries)
        .where(and(isChanged, after))
        .orderBy(asc(column), sql`rowid`)
        .limit(MEMBERS_AT_ONCE);
      if (rows.length > 0) yield rows.map(({ place: _, ...member }) => member);
      const last = rows.at(-1);
      if (rows.length < MEMBERS_AT_ONCE || !last) break;
      const revision = (column === entries.addedIn ? last.addedIn : last.removedIn) ?? 0;
      after = or(gt(column, revision), and(eq(column, revision), sql`rowid > ${last.place}`));
    }
  }
}
