import { and, eq, sql } from "drizzle-orm";
import type { DrizzleD1Database } from "drizzle-orm/d1";
import { type BacktestRow, type DifferenceRow, MOST_DIFFERENCES } from "./store.ts";
import { antifraudBacktests as backtests, antifraudBacktestDifferences as differences } from "./tables.ts";
import type { Tally } from "./tally.ts";

/**
 * Takes the backtest of an organisation that is to go on, for a while: the one that runs, else the one that waited longest.
 * Undefined where none is left, or somebody else has it.
 */
export async function takeBacktest(
  db: DrizzleD1Database,
  organizationId: string,
  now: number,
  leaseMs: number,
): Promise<BacktestRow | undefined> {
  const own = eq(backtests.organizationId, organizationId);
  const [, taken] = await db.batch([
    db
      .update(backtests)
      .set({ status: "running", startedAt: now })
      .where(
        and(
          own,
          sql`id = (SELECT id FROM antifraud_backtests WHERE organization_id = ${organizationId} AND status = 'waiting'
            ORDER BY created_at, id LIMIT 1)`,
          sql`NOT EXISTS (SELECT 1 FROM antifraud_backtests WHERE organization_id = ${organizationId} AND status = 'running')`,
        ),
      ),
    db
      .update(backtests)
      .set({ leasedUntil: now + leaseMs, tries: sql`tries + 1` })
      .where(and(own, eq(backtests.status, "running"), sql`leased_until <= ${now}`))
      .returning(),
  ]);
  return taken[0];
}

/** Gives a backtest back after a fault, so that whoever comes next goes on with it at once. */
export async function releaseBacktest(db: DrizzleD1Database, row: BacktestRow): Promise<void> {
  await db.update(backtests).set({ leasedUntil: 0 }).where(isAt(row));
}

/** Ends a backtest whose chunk cannot be done. */
export async function failBacktest(db: DrizzleD1Database, row: BacktestRow, now: number): Promise<void> {
  await db.update(backtests).set({ status: "failed", finishedAt: now }).where(isAt(row));
}

/** What a chunk came to. */
export type ChunkResult = {
  processed: number;
  cursor: { at: number; id: string };
  isLast: boolean;
  tally: Tally;
  differences: readonly DifferenceRow[];
};

/**
 * Adds a chunk to a backtest, unless somebody else did, or it was cancelled; tells whether it did. The differences come first:
 * they look for the chunk that the second statement ends.
 */
export async function saveChunk(
  db: DrizzleD1Database,
  row: BacktestRow,
  { processed, cursor, isLast, tally, differences: found }: ChunkResult,
  now: number,
): Promise<boolean> {
  const json = JSON.stringify(
    found.map((difference) => [
      difference.decidedAt,
      difference.transactionId,
      difference.label,
      difference.amountUsdCents,
      difference.liveDecision,
      difference.liveScore,
      difference.decision,
      difference.score,
    ]),
  );
  const { organizationId, id } = row;
  const [, moved] = await db.batch([
    db.insert(differences).select(
      sql`SELECT ${organizationId}, ${id}, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5,
          value ->> 6, value ->> 7 FROM json_each(${json})
        WHERE EXISTS (SELECT 1 FROM antifraud_backtests WHERE ${isAt(row)})
        LIMIT max(0, ${MOST_DIFFERENCES} - (SELECT count(*) FROM antifraud_backtest_differences
          WHERE organization_id = ${organizationId} AND backtest_id = ${id}))`,
    ),
    db
      .update(backtests)
      .set({
        processed: sql`processed + ${processed}`,
        chunk: row.chunk + 1,
        cursorAt: cursor.at,
        cursorId: cursor.id,
        tries: 0,
        leasedUntil: 0,
        tally,
        ...(isLast && { status: "done" as const, finishedAt: now }),
      })
      .where(isAt(row)),
  ]);
  return moved.meta.changes > 0;
}

/** The backtest, where it still runs and stands where it was read. */
const isAt = ({ organizationId, id, chunk }: BacktestRow) =>
  and(
    eq(backtests.organizationId, organizationId),
    eq(backtests.id, id),
    eq(backtests.status, "running"),
    eq(backtests.chunk, chunk),
  );

/** Organisations whose backtests wait or run, and that nobody works on. */
export async function listStopped(db: DrizzleD1Database, now: number): Promise<string[]> {
  const rows = await db
    .selectDistinct({ organizationId: backtests.organizationId })
    .from(backtests)
    .where(sql`status IN ('waiting', 'running') AND leased_until <= ${now}`);
  return rows.map(({ organizationId }) => organizationId);
}
