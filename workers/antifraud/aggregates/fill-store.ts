import { and, asc, eq, getTableColumns, gt, lt, lte, or, sql } from "drizzle-orm";
import type { DrizzleD1Database } from "drizzle-orm/d1";
import type { Cursor } from "#platform/page";
import type { TransactionRow } from "../store.ts";
import { antifraudTransactions as transactions } from "../tables.ts";
import { antifraudAggregateFills as fills } from "./tables.ts";

export type FillRow = typeof fills.$inferSelect;
export type FillName = Pick<FillRow, "organizationId" | "name" | "generation">;

const named = ({ organizationId, name, generation }: FillName) =>
  and(eq(fills.organizationId, organizationId), eq(fills.name, name), eq(fills.generation, generation));

/** The statement that keeps a filling in if the statement before it in its batch changed anything. */
export function fillInsertIfChanged(db: DrizzleD1Database, row: FillRow) {
  const values = Object.keys(getTableColumns(fills)).map((field) => sql`${row[field as keyof FillRow]}`);
  return db.insert(fills).select(sql`SELECT ${sql.join(values, sql`, `)} WHERE changes() > 0`);
}

export async function findFill(db: DrizzleD1Database, name: FillName): Promise<FillRow | undefined> {
  return db.select().from(fills).where(named(name)).get();
}

/** Every filling in of an organisation's aggregates. */
export async function listFills(db: DrizzleD1Database, organizationId: string): Promise<FillRow[]> {
  return db.select().from(fills).where(eq(fills.organizationId, organizationId));
}

/** Those that nobody went on with for some time. Without a tenant: it serves the sweep over all of them. */
export async function listStalled(db: DrizzleD1Database, before: number, limit: number): Promise<FillRow[]> {
  return db
    .select()
    .from(fills)
    .where(and(sql`status = 'running'`, lt(fills.updatedAt, before)))
    .orderBy(asc(fills.updatedAt))
    .limit(limit);
}

/** Notes how far a filling in has come; false where another run came there before. */
export async function advanceFill(
  db: DrizzleD1Database,
  before: FillRow,
  { upTo, payments, unreadable, now }: { upTo: Cursor; payments: number; unreadable: number; now: number },
): Promise<boolean> {
  const changed = await db
    .update(fills)
    .set({
      cursorAt: upTo.at,
      cursorId: upTo.id,
      payments: sql`payments + ${payments}`,
      unreadable: sql`unreadable + ${unreadable}`,
      updatedAt: now,
    })
    .where(
      and(
        named(before),
        eq(fills.status, "running"),
        eq(fills.cursorAt, before.cursorAt),
        eq(fills.cursorId, before.cursorId),
      ),
    );
  return changed.meta.changes > 0;
}

export async function endFill(
  db: DrizzleD1Database,
  name: FillName,
  status: "done" | "stopped" | "failed",
  now: number,
): Promise<void> {
  await db
    .update(fills)
    .set({ status, updatedAt: now, finishedAt: now })
    .where(and(named(name), eq(fills.status, "running")));
}

/** Decisions of an organisation in their order, behind the cursor and until a time. */
export async function listPast(
  db: DrizzleD1Database,
  organizationId: string,
  { after, until, limit }: { after: Cursor; until: number; limit: number },
): Promise<TransactionRow[]> {
  return db
    .select()
    .from(transactions)
    .where(
      and(
        eq(transactions.organizationId, organizationId),
        lte(transactions.createdAt, until),
        or(
          gt(transactions.createdAt, after.at),
          and(eq(transactions.createdAt, after.at), gt(transactions.transactionId, after.id)),
        ),
      ),
    )
    .orderBy(asc(transactions.createdAt), asc(transactions.transactionId))
    .limit(limit);
}
