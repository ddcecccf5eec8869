import { and, desc, eq, getTableColumns, lt, ne, type SQL, sql } from "drizzle-orm";
import type { DrizzleD1Database } from "drizzle-orm/d1";
import { type AuditRow, auditInsertIfChanged } from "#auth";
import { olderThan } from "#platform/older-than";
import type { Cursor } from "#platform/page";
import { countNext, lastDecision, liveSet } from "./count-decisions.ts";
import {
  antifraudHourRollups as hours,
  antifraudMerchantRollups as merchants,
  antifraudRollupRebuilds as rebuilds,
  antifraudRuleRollups as rules,
  antifraudScoreRollups as scores,
  antifraudRollupSets as sets,
} from "./tables.ts";

export type RebuildRow = typeof rebuilds.$inferSelect;

/** The tables of which there are sets. */
const rollups = { hours, scores, merchants, rules };
type Rollup = (typeof rollups)[keyof typeof rollups];

/** Rows of a table that one batch clears. */
const ROWS_AT_ONCE = 5000;

/** The rebuild that is not done. */
export async function findRunning(db: DrizzleD1Database): Promise<RebuildRow | undefined> {
  return db.select().from(rebuilds).where(ne(rebuilds.status, "done")).get();
}

/** Rebuilds, the newest first; one more than `limit`. */
export async function listRebuilds(db: DrizzleD1Database, limit: number, after?: Cursor): Promise<RebuildRow[]> {
  return db
    .select()
    .from(rebuilds)
    .where(olderThan(after, rebuilds.startedAt, rebuilds.id))
    .orderBy(desc(rebuilds.startedAt), desc(rebuilds.id))
    .limit(limit + 1);
}

/** Begins a rebuild with an empty set, unless one is running. */
export async function insertRebuild(
  db: DrizzleD1Database,
  { id, startedBy, startedAt }: Pick<RebuildRow, "id" | "startedBy" | "startedAt">,
  audit: AuditRow,
): Promise<void> {
  await db.batch([
    db.insert(rebuilds).select(
      sql`SELECT ${id}, (SELECT max(id) + 1 FROM antifraud_rollup_sets), 'counting', NULL, ${startedBy}, ${startedAt}, NULL
        WHERE NOT EXISTS (SELECT 1 FROM antifraud_rollup_rebuilds WHERE status <> 'done')`,
    ),
    auditInsertIfChanged(db, audit),
    db.insert(sets).select(sql`SELECT rollup_set, 0, 0 FROM antifraud_rollup_rebuilds WHERE id = ${id}`),
  ]);
}

/** Whether decisions wait to be counted in the set that is read. */
export async function isBehind(db: DrizzleD1Database): Promise<boolean> {
  const row = await db
    .select({ mark: sets.mark, last: sql<number>`${lastDecision}` })
    .from(sets)
    .where(eq(sets.isLive, true))
    .get();
  return row !== undefined && row.mark < row.last;
}

/** Counts on in the set that is read. */
export async function countLive(db: DrizzleD1Database): Promise<void> {
  await db.batch(countNext(db, liveSet));
}

/**
 * Counts on in the set of a rebuild. Once both sets hold every decision, they are compared and change places, in the transaction
 * in which they do.
 */
export async function countRebuilt(db: DrizzleD1Database, { id, rollupSet }: RebuildRow): Promise<void> {
  const built = sql`${rollupSet}`;
  const markOf = (set: SQL) => sql`(SELECT mark FROM antifraud_rollup_sets WHERE id = ${set})`;
  await db.batch([
    ...countNext(db, built),
    ...countNext(db, liveSet),
    db
      .update(rebuilds)
      .set({ status: "clearing", differences: differencesOf(built) })
      .where(
        and(
          eq(rebuilds.id, id),
          eq(rebuilds.status, "counting"),
          sql`${markOf(built)} = ${lastDecision} AND ${markOf(liveSet)} = ${lastDecision}`,
        ),
      ),
    db
      .update(sets)
      .set({ isLive: sql`id = ${rollupSet}` })
      .where(sql`EXISTS (SELECT 1 FROM antifraud_rollup_rebuilds WHERE id = ${id} AND status = 'clearing')`),
  ]);
}

/** How many rows only one of two sets has: the one that is built, and the one that is read. */
function differencesOf(built: SQL): SQL {
  const count = (table: Rollup): SQL => {
    const name = Object.values(getTableColumns(table));
    const columns = sql.raw(name.flatMap(({ name }) => (name === "rollup_set" ? [] : [name])).join(", "));
    const rows = (set: SQL) => sql`SELECT ${columns} FROM ${table} WHERE rollup_set = ${set}`;
    return sql`((SELECT count(*) FROM (${rows(built)} EXCEPT ${rows(liveSet)}))
      + (SELECT count(*) FROM (${rows(liveSet)} EXCEPT ${rows(built)})))`;
  };
  return sql`json_object('hours', ${count(hours)}, 'scores', ${count(scores)}, 'merchants', ${count(merchants)},
    'rules', ${count(rules)})`;
}

/** Clears some of what the set before a rebuild holds; where nothing is left, the rebuild is done. Tells whether it is. */
export async function clearReplaced(
  db: DrizzleD1Database,
  { id, rollupSet }: RebuildRow,
  now: number,
): Promise<boolean> {
  const clear = (table: Rollup, ...key: string[]) => {
    const columns = sql.raw(["rollup_set", "organization_id", ...key].join(", "));
    return db
      .delete(table)
      .where(
        sql`(${columns}) IN (SELECT ${columns} FROM ${table} WHERE rollup_set < ${rollupSet} LIMIT ${ROWS_AT_ONCE})`,
      );
  };
  const cleared = await db.batch([
    clear(hours, "hour"),
    clear(scores, "day", "ml_model_version", "is_held", "step"),
    clear(merchants, "merchant", "day"),
    clear(rules, "day", "rule_id"),
  ]);
  if (cleared.some(({ meta }) => meta.changes > 0)) return false;
  await db.batch([
    db.delete(sets).where(lt(sets.id, rollupSet)),
    db
      .update(rebuilds)
      .set({ status: "done", finishedAt: now })
      .where(and(eq(rebuilds.id, id), eq(rebuilds.status, "clearing"))),
  ]);
  return true;
}
