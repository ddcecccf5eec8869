import { and, asc, eq, gt, isNull, or, type SQL, sql } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import type { DrizzleD1Database } from "drizzle-orm/d1";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import { type AuditRow, auditInsertIfChanged } from "#auth";
import { type NotificationRow, notificationInsertIfChanged } from "#notifications";
import { valuesOf } from "#platform/database";
import type { Cursor } from "#platform/page";
import { antifraudAlertRules as rules } from "./tables.ts";
import { MOST_ALERT_RULES } from "./words.ts";

export type AlertRuleRow = typeof rules.$inferSelect;

const named = ({ organizationId, id }: Pick<AlertRuleRow, "organizationId" | "id">): SQL =>
  and(eq(rules.organizationId, organizationId), eq(rules.id, id))!;

export async function findAlertRule(
  db: DrizzleD1Database,
  organizationId: string,
  id: string,
): Promise<AlertRuleRow | undefined> {
  return db.select().from(rules).where(named({ organizationId, id })).get();
}

/** Oldest first; one row more than `limit` tells that a next page exists. */
export async function listAlertRules(
  db: DrizzleD1Database,
  organizationId: string,
  limit: number,
  after?: Cursor,
): Promise<AlertRuleRow[]> {
  const { createdAt, id } = rules;
  const later = after && or(gt(createdAt, after.at), and(eq(createdAt, after.at), gt(id, after.id)));
  return db
    .select()
    .from(rules)
    .where(and(eq(rules.organizationId, organizationId), later))
    .orderBy(asc(createdAt), asc(id))
    .limit(limit + 1);
}

export async function listEnabledRules(db: DrizzleD1Database, organizationId: string): Promise<AlertRuleRow[]> {
  return db
    .select()
    .from(rules)
    .where(and(eq(rules.organizationId, organizationId), sql`enabled = 1`))
    .orderBy(asc(rules.id));
}

/** Every organisation and sandbox whose rules are to be looked at, or which has alerts that nobody heard of. */
export async function listWatched(db: DrizzleD1Database): Promise<string[]> {
  const found = await db.all<{ id: string }>(sql`
    SELECT organization_id AS id FROM antifraud_alert_rules WHERE enabled = 1
    UNION SELECT organization_id FROM antifraud_alerts WHERE news > announced`);
  return found.map(({ id }) => id);
}

/** Keeps a rule, unless its organisation has as many as it may have; tells whether it did. */
export async function addAlertRule(db: DrizzleD1Database, row: AlertRuleRow, audit: AuditRow): Promise<boolean> {
  const kept = sql`(SELECT count(*) FROM antifraud_alert_rules WHERE organization_id = ${row.organizationId})`;
  const [added] = await db.batch([
    db
      .insert(rules)
      .select(sql`SELECT ${valuesOf(rules, row)} WHERE ${kept} < ${MOST_ALERT_RULES}`)
      .returning({ id: rules.id }),
    auditInsertIfChanged(db, audit),
  ]);
  return added.length > 0;
}

const isSame = (column: SQLiteColumn, value: string | number | null): SQL =>
  value === null ? isNull(column) : eq(column, value);

/** The rule as it was read: nobody changed or muted it, and no alert of it began or ended since. */
const isStill = (before: AlertRuleRow): SQL =>
  and(
    named(before),
    eq(rules.revision, before.revision),
    isSame(rules.alertId, before.alertId),
    isSame(rules.mutedUntil, before.mutedUntil),
  )!;

type Statement = BatchItem<"sqlite">;
type Consequences = { alerts: readonly Statement[]; notifications: readonly NotificationRow[]; audit?: AuditRow };

/**
 * The statements behind a change of a rule: what becomes of its alert, what people are told, and the audit row. Each of them happens
 * only if the one before changed something, so all of them or none.
 */
const consequencesOf = (db: DrizzleD1Database, { alerts, notifications, audit }: Consequences): Statement[] => [
  ...alerts,
  ...notifications.map((row) => notificationInsertIfChanged(db, row)),
  ...(audit ? [auditInsertIfChanged(db, audit)] : []),
];

/** Changes a rule if it still is as it was read; tells whether it did. */
export async function changeAlertRule(
  db: DrizzleD1Database,
  before: AlertRuleRow,
  changes: Partial<AlertRuleRow>,
  consequences: Consequences,
): Promise<boolean> {
  const [changed] = await db.batch([
    db.update(rules).set(changes).where(isStill(before)).returning({ id: rules.id }),
    ...consequencesOf(db, consequences),
  ]);
  return changed.length > 0;
}

/** Deletes a rule if it still is as it was read; tells whether it did. */
export async function deleteAlertRule(
  db: DrizzleD1Database,
  before: AlertRuleRow,
  consequences: Consequences,
): Promise<boolean> {
  const [deleted] = await db.batch([
    db.delete(rules).where(isStill(before)).returning({ id: rules.id }),
    ...consequencesOf(db, consequences),
  ]);
  return deleted.length > 0;
}

/** Keeps what an evaluation found, unless another one was faster or the rule was changed; tells whether it did. */
export async function saveEvaluation(
  db: DrizzleD1Database,
  before: AlertRuleRow,
  found: Pick<AlertRuleRow, "phase" | "since" | "toldAt" | "alertId" | "value" | "verdict" | "evaluatedAt">,
  consequences: Consequences,
): Promise<boolean> {
  const isFirst = isSame(rules.evaluatedAt, before.evaluatedAt);
  const [saved] = await db.batch([
    db
      .update(rules)
      .set(found)
      .where(and(isStill(before), isFirst))
      .returning({ id: rules.id }),
    ...consequencesOf(db, consequences),
  ]);
  return saved.length > 0;
}

/** Mutes a rule, or no longer; the rule as it is then, or undefined where it is gone. */
export async function saveMute(
  db: DrizzleD1Database,
  rule: Pick<AlertRuleRow, "organizationId" | "id">,
  mute: Pick<AlertRuleRow, "mutedUntil" | "mutedBy" | "muteComment">,
  audit: AuditRow,
): Promise<AlertRuleRow | undefined> {
  const [changed] = await db.batch([
    db.update(rules).set(mute).where(named(rule)).returning(),
    auditInsertIfChanged(db, audit),
  ]);
  return changed[0];
}

/** Marks a rule as tested and keeps the messages of the test, unless one is less than so long ago; tells whether it did. */
export async function saveTest(
  db: DrizzleD1Database,
  { organizationId, id }: Pick<AlertRuleRow, "organizationId" | "id">,
  { now, atMostEveryMs }: { now: number; atMostEveryMs: number },
  notifications: readonly NotificationRow[],
  audit: AuditRow,
): Promise<boolean> {
  const isRested = or(isNull(rules.testedAt), sql`${rules.testedAt} <= ${now - atMostEveryMs}`);
  const [tested] = await db.batch([
    db
      .update(rules)
      .set({ testedAt: now })
      .where(and(named({ organizationId, id }), isRested))
      .returning({ id: rules.id }),
    ...consequencesOf(db, { alerts: [], notifications, audit }),
  ]);
  return tested.length > 0;
}
