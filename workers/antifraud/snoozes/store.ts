import { and, count, desc, eq, gt, gte, isNotNull, isNull, lte, sql } from "drizzle-orm";
import type { DrizzleD1Database } from "drizzle-orm/d1";
import { type AuditRow, auditInsert, auditInsertIfChanged } from "#auth";
import { olderThan } from "#platform/older-than";
import type { Cursor } from "#platform/page";
import type { Age } from "#platform/privacy";
import { isOver, nextBook } from "../own-rules/book-store.ts";
import type { SnoozeView } from "./schemas.ts";
import type { Snooze } from "./snoozed-rules.ts";
import { antifraudRuleSnoozes as snoozes } from "./tables.ts";

export type SnoozeRow = typeof snoozes.$inferSelect;

/** What the constraint of `antifraud_rule_books` holds an organisation to, of those that run at once. */
export const MOST_RUNNING = 1000;

/** The query of what shards are told of: what was not ended and runs after a time, the longest ones first. */
export const snoozesAfter = (db: DrizzleD1Database, organizationId: string, after: number) =>
  db
    .select({ ruleId: snoozes.ruleId, payer: snoozes.payerIndex, until: snoozes.until })
    .from(snoozes)
    .where(and(eq(snoozes.organizationId, organizationId), isNull(snoozes.endedAt), gt(snoozes.until, after)))
    .orderBy(desc(snoozes.until))
    .limit(MOST_RUNNING) satisfies PromiseLike<Snooze[]>;

/**
 * Keeps a snooze in the place of one that runs for the same rule and payer, or nothing: false where there would be too many.
 * `now` is the time by which the others run.
 */
export async function saveSnooze(
  db: DrizzleD1Database,
  row: SnoozeRow,
  now: number,
  audit: AuditRow,
): Promise<boolean> {
  const { organizationId, ruleId, payerIndex, createdBy, createdAt } = row;
  try {
    await db.batch([
      db
        .update(snoozes)
        .set({ endedBy: createdBy, endedAt: createdAt })
        .where(
          and(
            eq(snoozes.organizationId, organizationId),
            eq(snoozes.ruleId, ruleId),
            eq(snoozes.payerIndex, payerIndex),
            isNull(snoozes.endedAt),
          ),
        ),
      db.insert(snoozes).values(row),
      nextBook(db, organizationId, createdAt, { snoozesAt: now }),
      auditInsert(db, audit),
    ]);
    return true;
  } catch (failure) {
    if (isOver(failure, "most_live_snoozes")) return false;
    throw failure;
  }
}

export async function findSnooze(
  db: DrizzleD1Database,
  organizationId: string,
  ruleId: string,
  id: string,
): Promise<SnoozeRow | undefined> {
  return db
    .select()
    .from(snoozes)
    .where(and(eq(snoozes.organizationId, organizationId), eq(snoozes.ruleId, ruleId), eq(snoozes.id, id)))
    .get();
}

/** Ends a snooze, once: repeats change nothing. */
export async function endSnooze(
  db: DrizzleD1Database,
  { organizationId, id }: SnoozeRow,
  { endedBy, endedAt }: { endedBy: string; endedAt: number },
  audit: AuditRow,
): Promise<void> {
  await db.batch([
    db
      .update(snoozes)
      .set({ endedBy, endedAt })
      .where(and(eq(snoozes.organizationId, organizationId), eq(snoozes.id, id), isNull(snoozes.endedAt))),
    auditInsertIfChanged(db, audit),
    nextBook(db, organizationId, endedAt),
  ]);
}

/** Newest first; one row more than `limit` tells that a next page exists. */
export async function listSnoozes(
  db: DrizzleD1Database,
  organizationId: string,
  {
    ruleId,
    state,
    now,
    limit,
  }: { ruleId: string; state?: SnoozeView["state"] | undefined; now: number; limit: number },
  after?: Cursor,
): Promise<SnoozeRow[]> {
  const older = olderThan(after, snoozes.createdAt, snoozes.id);
  const isIn =
    state &&
    (state === "ended"
      ? isNotNull(snoozes.endedAt)
      : and(isNull(snoozes.endedAt), (state === "running" ? gt : lte)(snoozes.until, now)));
  return db
    .select()
    .from(snoozes)
    .where(and(eq(snoozes.organizationId, organizationId), eq(snoozes.ruleId, ruleId), isIn, older))
    .orderBy(desc(snoozes.createdAt), desc(snoozes.id))
    .limit(limit + 1);
}

/** For how many payers each rule is snoozed at a time; those that are for none are left out. At most 1,000 run at once. */
export async function countRunningSnoozes(
  db: DrizzleD1Database,
  organizationId: string,
  now: number,
): Promise<Map<string, number>> {
  const rows = await db
    .select({ ruleId: snoozes.ruleId, running: count() })
    .from(snoozes)
    .where(and(eq(snoozes.organizationId, organizationId), isNull(snoozes.endedAt), gt(snoozes.until, now)))
    .groupBy(snoozes.ruleId);
  return new Map(rows.map(({ ruleId, running }) => [ruleId, running]));
}

/** Everything that was ever snoozed for a payer, until a time. */
export async function listSnoozesOf(
  db: DrizzleD1Database,
  organizationId: string,
  payerIndex: string,
  until: number,
): Promise<SnoozeRow[]> {
  return db
    .select()
    .from(snoozes)
    .where(
      and(
        eq(snoozes.organizationId, organizationId),
        eq(snoozes.payerIndex, payerIndex),
        lte(snoozes.createdAt, until),
      ),
    )
    .orderBy(snoozes.createdAt);
}

/** Forgets everything that was snoozed for a payer until a time. */
export async function forgetSnoozesOf(
  db: DrizzleD1Database,
  organizationId: string,
  payerIndex: string,
  { until, now }: { until: number; now: number },
): Promise<void> {
  await db.batch([
    db
      .delete(snoozes)
      .where(
        and(
          eq(snoozes.organizationId, organizationId),
          eq(snoozes.payerIndex, payerIndex),
          lte(snoozes.createdAt, until),
        ),
      ),
    nextBook(db, organizationId, now),
  ]);
}

/** Forgets snoozes whose end lies in a time; tells of how many. */
export async function forgetSnoozesBefore(
  db: DrizzleD1Database,
  organizationId: string,
  { from, before, limit }: Age,
): Promise<number> {
  const old = db
    .select({ id: snoozes.id })
    .from(snoozes)
    .where(and(eq(snoozes.organizationId, organizationId), gte(snoozes.until, from), lte(snoozes.until, before)))
    .orderBy(snoozes.until)
    .limit(limit);
  const gone = await db
    .delete(snoozes)
    .where(and(eq(snoozes.organizationId, organizationId), sql`id IN ${old}`))
    .returning({ id: snoozes.id });
  return gone.length;
}
