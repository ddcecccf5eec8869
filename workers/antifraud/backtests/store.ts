import { and, asc, desc, eq, getTableColumns, gte, inArray, lte, sql } from "drizzle-orm";
import type { DrizzleD1Database } from "drizzle-orm/d1";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import { type AuditRow, auditInsertIfChanged } from "#auth";
import { olderThan } from "#platform/older-than";
import type { Cursor } from "#platform/page";
import type { Age } from "#platform/privacy";
import type { DifferenceQuery } from "./schemas.ts";
import { antifraudBacktests as backtests, antifraudBacktestDifferences as differences } from "./tables.ts";

export type BacktestRow = typeof backtests.$inferSelect;
/** A backtest without what it found, which is large. */
export type ListedBacktest = Omit<BacktestRow, "tally">;
export type DifferenceRow = typeof differences.$inferSelect;

/** Of one organisation, the one that runs among them. */
export const MOST_OPEN = 6;
/** So many differences are kept of one backtest; all are counted. */
export const MOST_DIFFERENCES = 1000;

/** With their differences; one batch each. */
const DELETED_AT_ONCE = 20;

const named = ({ organizationId, id }: Pick<BacktestRow, "organizationId" | "id">) =>
  and(eq(backtests.organizationId, organizationId), eq(backtests.id, id));
const isOpen = sql`status IN ('waiting', 'running')`;

export async function findBacktest(
  db: DrizzleD1Database,
  organizationId: string,
  id: string,
): Promise<BacktestRow | undefined> {
  return db.select().from(backtests).where(named({ organizationId, id })).get();
}

const { tally: _, ...listed } = getTableColumns(backtests);

/** Newest first, without what they found; one row more than `limit` tells that a next page exists. */
export async function listBacktests(
  db: DrizzleD1Database,
  organizationId: string,
  limit: number,
  after?: Cursor,
): Promise<ListedBacktest[]> {
  const older = olderThan(after, backtests.createdAt, backtests.id);
  return db
    .select(listed)
    .from(backtests)
    .where(and(eq(backtests.organizationId, organizationId), older))
    .orderBy(desc(backtests.createdAt), desc(backtests.id))
    .limit(limit + 1);
}

/** Oldest decision first; one row more than `limit` tells that a next page exists. */
export async function listDifferences(
  db: DrizzleD1Database,
  organizationId: string,
  backtestId: string,
  { label, live, backtest }: Pick<DifferenceQuery, "label" | "live" | "backtest">,
  limit: number,
  after?: Cursor,
): Promise<DifferenceRow[]> {
  const later = after && sql`(decided_at, transaction_id) > (${after.at}, ${after.id})`;
  return db
    .select()
    .from(differences)
    .where(
      and(
        eq(differences.organizationId, organizationId),
        eq(differences.backtestId, backtestId),
        label && eq(differences.label, label),
        live && eq(differences.liveDecision, live),
        backtest && eq(differences.decision, backtest),
        later,
      ),
    )
    .orderBy(asc(differences.decidedAt), asc(differences.transactionId))
    .limit(limit + 1);
}

/** Puts a backtest into the queue of its organisation; false where that is full. */
export async function insertBacktest(db: DrizzleD1Database, row: BacktestRow, audit: AuditRow): Promise<boolean> {
  const columns = Object.entries(getTableColumns(backtests)) as [keyof BacktestRow, SQLiteColumn][];
  const values = sql.join(
    columns.map(([field, column]) => sql`${sql.param(row[field], column)}`),
    sql`, `,
  );
  const [inserted] = await db.batch([
    db.insert(backtests).select(
      sql`SELECT ${values} WHERE (SELECT count(*) FROM antifraud_backtests
          WHERE organization_id = ${row.organizationId} AND ${isOpen}) < ${MOST_OPEN}`,
    ),
    auditInsertIfChanged(db, audit),
  ]);
  return inserted.meta.changes > 0;
}

/** Stops a backtest that waits or runs; false where it is over. What is being replayed of it counts no more. */
export async function cancelBacktest(
  db: DrizzleD1Database,
  name: Pick<BacktestRow, "organizationId" | "id">,
  now: number,
  audit: AuditRow,
): Promise<boolean> {
  const [cancelled] = await db.batch([
    db
      .update(backtests)
      .set({ status: "cancelled", finishedAt: now })
      .where(and(named(name), isOpen)),
    auditInsertIfChanged(db, audit),
  ]);
  return cancelled.meta.changes > 0;
}

/** Deletes a backtest, whatever it does, with what it found; false where there is none. */
export async function deleteBacktest(
  db: DrizzleD1Database,
  { organizationId, id }: Pick<BacktestRow, "organizationId" | "id">,
  audit: AuditRow,
): Promise<boolean> {
  const [deleted] = await db.batch([
    db.delete(backtests).where(named({ organizationId, id })),
    auditInsertIfChanged(db, audit),
    db.delete(differences).where(and(eq(differences.organizationId, organizationId), eq(differences.backtestId, id))),
  ]);
  return deleted.meta.changes > 0;
}

/** Deletes backtests that were ordered in a time and are over, with what they found; tells of how many. */
export async function forgetBacktestsBefore(
  db: DrizzleD1Database,
  organizationId: string,
  { from, before, limit }: Age,
): Promise<number> {
  const old = await db
    .select({ id: backtests.id })
    .from(backtests)
    .where(
      and(
        eq(backtests.organizationId, organizationId),
        gte(backtests.createdAt, from),
        lte(backtests.createdAt, before),
        sql`NOT ${isOpen}`,
      ),
    )
    .orderBy(asc(backtests.createdAt))
    .limit(limit);
  for (let i = 0; i < old.length; i += DELETED_AT_ONCE) {
    const ids = old.slice(i, i + DELETED_AT_ONCE).map(({ id }) => id);
    await db.batch([
      db
        .delete(differences)
        .where(and(eq(differences.organizationId, organizationId), inArray(differences.backtestId, ids))),
      db.delete(backtests).where(and(eq(backtests.organizationId, organizationId), inArray(backtests.id, ids))),
    ]);
  }
  return old.length;
}
