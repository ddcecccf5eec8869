import { and, asc, desc, eq, inArray, isNull, lt, sql } from "drizzle-orm";
import type { DrizzleD1Database } from "drizzle-orm/d1";
import { type NotificationRow, notificationInsertOnce } from "#notifications";
import { antifraudRuleHits as hits, antifraudRules as rules } from "../tables.ts";
import type { RuleRow } from "./store.ts";

export type RuleHit = typeof hits.$inferSelect;

/** Those of the given rules that mail somebody. */
export async function findMailingRules(
  db: DrizzleD1Database,
  organizationId: string,
  ruleIds: readonly string[],
): Promise<RuleRow[]> {
  const asked = sql`(SELECT value FROM json_each(${JSON.stringify(ruleIds)}))`;
  return db
    .select()
    .from(rules)
    .where(
      and(
        eq(rules.organizationId, organizationId),
        inArray(rules.ruleId, asked),
        isNull(rules.deletedAt),
        sql`sealed_notify IS NOT NULL`,
      ),
    );
}

/** Keeps hits, each once however often it is told. */
export async function saveHits(db: DrizzleD1Database, found: readonly Omit<RuleHit, "toldIn">[]): Promise<void> {
  const rows = JSON.stringify(
    found.map(({ organizationId, ruleId, transactionId, decidedAt }) => [
      organizationId,
      ruleId,
      transactionId,
      decidedAt,
    ]),
  );
  // `WHERE true` keeps SQLite from reading ON as a join.
  await db.run(
    sql`INSERT INTO antifraud_rule_hits (organization_id, rule_id, transaction_id, decided_at)
      SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM json_each(${rows}) WHERE true ON CONFLICT DO NOTHING`,
  );
}

/** Hits of a rule that no mail told of, the newest first. */
export async function listUntold(
  db: DrizzleD1Database,
  organizationId: string,
  ruleId: string,
  limit: number,
): Promise<RuleHit[]> {
  return db
    .select()
    .from(hits)
    .where(and(eq(hits.organizationId, organizationId), eq(hits.ruleId, ruleId), isNull(hits.toldIn)))
    .orderBy(desc(hits.decidedAt))
    .limit(limit);
}

/** Which rules have hits that no mail told of. Without a tenant: it serves the sweep over all of them. */
export async function listWaitingRules(
  db: DrizzleD1Database,
  limit: number,
): Promise<{ organizationId: string; ruleId: string }[]> {
  return db
    .selectDistinct({ organizationId: hits.organizationId, ruleId: hits.ruleId })
    .from(hits)
    .where(isNull(hits.toldIn))
    .orderBy(asc(hits.organizationId), asc(hits.ruleId))
    .limit(limit);
}

/** Puts mails into the outbox and marks the hits that they count, or nothing where a mail of the same name is there already. */
export async function saveMails(
  db: DrizzleD1Database,
  [first, ...others]: readonly [NotificationRow, ...NotificationRow[]],
  told: readonly RuleHit[],
): Promise<void> {
  const { organizationId, ruleId } = told[0]!;
  const ids = sql`(SELECT value FROM json_each(${JSON.stringify(told.map(({ transactionId }) => transactionId))}))`;
  await db.batch([
    notificationInsertOnce(db, first),
    db
      .update(hits)
      .set({ toldIn: first.id })
      .where(
        and(
          sql`changes() > 0`,
          eq(hits.organizationId, organizationId),
          eq(hits.ruleId, ruleId),
          inArray(hits.transactionId, ids),
        ),
      ),
    ...others.map((mail) => notificationInsertOnce(db, mail)),
  ]);
}

/** Marks hits of a rule that mails nobody any more, so that nothing waits for it. */
export async function dropUntold(db: DrizzleD1Database, organizationId: string, ruleId: string): Promise<void> {
  await db
    .update(hits)
    .set({ toldIn: "" })
    .where(and(eq(hits.organizationId, organizationId), eq(hits.ruleId, ruleId), isNull(hits.toldIn)));
}

/** Forgets hits that were told long ago, so many at once; the queue repeats nothing that old. */
export async function forgetHits(db: DrizzleD1Database, before: number, limit: number): Promise<void> {
  const old = db.select({ at: sql`rowid` }).from(hits).where(lt(hits.decidedAt, before)).limit(limit);
  await db.delete(hits).where(sql`rowid IN ${old}`);
}
