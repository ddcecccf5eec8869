import { and, desc, eq, gte, isNotNull, isNull, min, or, sql } from "drizzle-orm";
import type { DrizzleD1Database } from "drizzle-orm/d1";
import { isSandbox } from "#platform/sandbox";
import { unpackVector } from "../signals/features.ts";
import { DAY } from "../signals/windows.ts";
import {
  antifraudModelAlerts as alerts,
  antifraudModelDays as days,
  antifraudModelReferences as references,
} from "../tables.ts";

export type ReferenceRow = typeof references.$inferSelect;
export type DayRow = typeof days.$inferSelect;
export type AlertRow = typeof alerts.$inferSelect;

/** What a model saw of a payment, and said. */
export type ScoredSample = { score: number; features: (number | null)[] };

/** How many payments turned out how, by what a model decided. */
export type OutcomeGroup = { version: string; isFlagged: number; isFraud: number; payments: number };

/** Who scored: by its version where it decided, by its id where it only watched. */
export type Watched = { version: string; shadowId: string | null };

/** Every organisation that ever paid. One look into the index each, however many payments they have. */
export async function listPayingOrganizations(db: DrizzleD1Database): Promise<string[]> {
  const rows = await db.all<{ id: string }>(sql`
    WITH RECURSIVE paying(id) AS (
      SELECT min(organization_id) FROM antifraud_transactions
      UNION ALL
      SELECT (SELECT min(organization_id) FROM antifraud_transactions WHERE organization_id > paying.id)
      FROM paying WHERE paying.id IS NOT NULL
    )
    SELECT id FROM paying WHERE id IS NOT NULL`);
  return rows.map(({ id }) => id).filter((id) => !isSandbox(id));
}

/** What an index lists by decision is read whole by naming every decision. */
const ANY_DECISION = sql`('APPROVED', 'UNDER_REVIEW', 'BLOCKED')`;

/** How many payments each model decided on a UTC day. */
export async function countDecided(
  db: DrizzleD1Database,
  organizationId: string,
  day: number,
): Promise<{ version: string; payments: number }[]> {
  return db.all(sql`
    SELECT ml_model_version AS version, count(*) AS payments FROM antifraud_transactions
    WHERE organization_id = ${organizationId} AND decision IN ${ANY_DECISION}
      AND created_at >= ${day * DAY} AND created_at < ${(day + 1) * DAY} AND ml_model_version <> 'rules-only'
    GROUP BY 1`);
}

/** How many payments a model scored on a UTC day beside the one that decided. */
export async function countShadowed(
  db: DrizzleD1Database,
  organizationId: string,
  modelId: string,
  day: number,
): Promise<number> {
  const [row] = await db.all<{ payments: number }>(sql`
    SELECT count(*) AS payments FROM antifraud_challenger_scores
    WHERE organization_id = ${organizationId} AND model_id = ${modelId}
      AND created_at >= ${day * DAY} AND created_at < ${(day + 1) * DAY}`);
  return row?.payments ?? 0;
}

/**
 * Every `every`th of the payments that a model scored on these days, by the millisecond in which they were decided: spread
 * over the days as the payments are, and the same sample each time.
 */
export async function sampleScored(
  db: DrizzleD1Database,
  organizationId: string,
  { version, shadowId }: Watched,
  fromDay: number,
  toDay: number,
  every: number,
): Promise<ScoredSample[]> {
  const [from, to] = [fromDay * DAY, (toDay + 1) * DAY];
  const rows = await db.all<{ score: number; features: string }>(
    shadowId === null
      ? sql`
        SELECT evidence ->> '$.model.score' AS score, evidence ->> '$.features' AS features FROM antifraud_transactions
        WHERE organization_id = ${organizationId} AND decision IN ${ANY_DECISION} AND created_at >= ${from}
          AND created_at < ${to} AND ml_model_version = ${version} AND created_at % ${every} = 0`
      : sql`
        SELECT scored.score AS score, paid.evidence ->> '$.features' AS features
        FROM antifraud_challenger_scores AS scored JOIN antifraud_transactions AS paid
          ON paid.organization_id = ${organizationId} AND paid.transaction_id = scored.transaction_id
        WHERE scored.organization_id = ${organizationId} AND scored.model_id = ${shadowId} AND scored.created_at >= ${from}
          AND scored.created_at < ${to} AND scored.created_at % ${every} = 0`,
  );
  return rows.map(({ score, features }) => ({ score, features: unpackVector(features) }));
}

/** The newest report on each payment; one that nobody reported on counts as legitimate. */
const known = (organizationId: string) => sql`
  SELECT transaction_id, is_fraud, row_number() OVER (
    PARTITION BY transaction_id ORDER BY reported_at DESC, received_at DESC, rowid DESC) AS place
  FROM antifraud_labels WHERE organization_id = ${organizationId}`;

/** How the payments turned out that models decided on these days. */
export async function countOutcomes(
  db: DrizzleD1Database,
  organizationId: string,
  fromDay: number,
  toDay: number,
): Promise<OutcomeGroup[]> {
  return db.all(sql`
    WITH known AS (${known(organizationId)})
    SELECT ml_model_version AS version, decision <> 'APPROVED' AS isFlagged, coalesce(known.is_fraud, 0) AS isFraud,
      count(*) AS payments
    FROM antifraud_transactions AS decided
    LEFT JOIN known ON known.transaction_id = decided.transaction_id AND known.place = 1
    WHERE decided.organization_id = ${organizationId} AND decision IN ${ANY_DECISION}
      AND created_at >= ${fromDay * DAY} AND created_at < ${(toDay + 1) * DAY} AND ml_model_version <> 'rules-only'
    GROUP BY 1, 2, 3`);
}

/** How the payments turned out that a model would have decided on these days. */
export async function countShadowOutcomes(
  db: DrizzleD1Database,
  organizationId: string,
  { version, shadowId }: Watched,
  fromDay: number,
  toDay: number,
): Promise<OutcomeGroup[]> {
  return db.all(sql`
    WITH known AS (${known(organizationId)})
    SELECT ${version} AS version, would_decide <> 'APPROVED' AS isFlagged, coalesce(known.is_fraud, 0) AS isFraud,
      count(*) AS payments
    FROM antifraud_challenger_scores AS scored
    LEFT JOIN known ON known.transaction_id = scored.transaction_id AND known.place = 1
    WHERE scored.organization_id = ${organizationId} AND model_id = ${shadowId}
      AND created_at >= ${fromDay * DAY} AND created_at < ${(toDay + 1) * DAY}
    GROUP BY 1, 2, 3`);
}

/** How many reports came in on these days, by source and by the whole hours since their payments. */
export async function countReports(
  db: DrizzleD1Database,
  organizationId: string,
  fromDay: number,
  toDay: number,
): Promise<{ source: string; hours: number; reports: number }[]> {
  return db.all(sql`
    SELECT source, max(0, received_at - occurred_at) / 3600000 AS hours, count(*) AS reports FROM antifraud_labels
    WHERE organization_id = ${organizationId} AND received_at >= ${fromDay * DAY} AND received_at < ${(toDay + 1) * DAY}
    GROUP BY 1, 2 ORDER BY 1, 2`);
}

/** Days of one model, or of all, oldest first. */
export async function listDays(
  db: DrizzleD1Database,
  organizationId: string,
  fromDay: number,
  version?: string,
): Promise<DayRow[]> {
  return db
    .select()
    .from(days)
    .where(
      and(
        eq(days.organizationId, organizationId),
        gte(days.day, fromDay),
        version === undefined ? undefined : eq(days.version, version),
      ),
    )
    .orderBy(days.day);
}

/** When the oldest payment was decided that the projection holds, epoch milliseconds. */
export async function findFirstPayment(db: DrizzleD1Database, organizationId: string): Promise<number | null> {
  const [row] = await db.all<{ at: number | null }>(
    sql`SELECT min(created_at) AS at FROM antifraud_transactions WHERE organization_id = ${organizationId}`,
  );
  return row?.at ?? null;
}

/** What was paid on the days of a model since one of them, newest first. */
export async function listPaymentDays(
  db: DrizzleD1Database,
  organizationId: string,
  version: string,
  fromDay: number,
  limit: number,
): Promise<Pick<DayRow, "day" | "payments">[]> {
  return db
    .select({ day: days.day, payments: days.payments })
    .from(days)
    .where(and(eq(days.organizationId, organizationId), eq(days.version, version), gte(days.day, fromDay)))
    .orderBy(desc(days.day))
    .limit(limit);
}

/** The first day on which a model scored an organisation's payments. */
export async function findFirstDay(
  db: DrizzleD1Database,
  organizationId: string,
  version: string,
): Promise<number | null> {
  const row = await db
    .select({ day: min(days.day) })
    .from(days)
    .where(and(eq(days.organizationId, organizationId), eq(days.version, version)))
    .get();
  return row?.day ?? null;
}

export async function findReference(
  db: DrizzleD1Database,
  organizationId: string,
  version: string,
): Promise<ReferenceRow | undefined> {
  return db
    .select()
    .from(references)
    .where(and(eq(references.organizationId, organizationId), eq(references.version, version)))
    .get();
}

/** The statement that keeps a reference; the first one of a model stays. */
export const insertReference = (db: DrizzleD1Database, row: ReferenceRow) =>
  db.insert(references).values(row).onConflictDoNothing();

/** Alerts of a model that are not over, or were raised since a day, newest first. */
export async function listAlerts(
  db: DrizzleD1Database,
  organizationId: string,
  version: string,
  since: number,
): Promise<AlertRow[]> {
  return db
    .select()
    .from(alerts)
    .where(
      and(
        eq(alerts.organizationId, organizationId),
        eq(alerts.version, version),
        or(isNull(alerts.resolvedDay), gte(alerts.resolvedDay, since)),
      ),
    )
    .orderBy(desc(alerts.raisedDay), alerts.kind);
}

/** Alerts of every model of an organisation that are not over. */
export async function listOpenAlerts(db: DrizzleD1Database, organizationId: string): Promise<AlertRow[]> {
  return db
    .select()
    .from(alerts)
    .where(and(eq(alerts.organizationId, organizationId), isNull(alerts.resolvedDay)));
}

/** The statements that keep days; one that is known is counted anew. */
const upsertDays = (db: DrizzleD1Database, rows: readonly DayRow[]) =>
  rows.map((row) =>
    db
      .insert(days)
      .values(row)
      .onConflictDoUpdate({
        target: [days.organizationId, days.day, days.version],
        set: {
          payments: row.payments,
          counted: row.counted,
          figures: sql`coalesce(excluded.figures, ${days.figures})`,
        },
      }),
  );

/** Keeps days of models, and alerts as they are now. */
export async function saveWatch(
  db: DrizzleD1Database,
  counted: readonly DayRow[],
  changed: readonly AlertRow[],
): Promise<void> {
  const upsertAlerts = changed.map((row) =>
    db
      .insert(alerts)
      .values(row)
      .onConflictDoUpdate({
        target: [alerts.organizationId, alerts.version, alerts.kind, alerts.raisedDay],
        set: { resolvedDay: row.resolvedDay, figure: row.figure, subject: row.subject },
      }),
  );
  const [first, ...others] = [...upsertDays(db, counted), ...upsertAlerts];
  if (first) await db.batch([first, ...others]);
}

/** Keeps a reference with the days that it lets count. */
export async function saveReference(
  db: DrizzleD1Database,
  reference: ReferenceRow,
  counted: readonly DayRow[],
): Promise<void> {
  await db.batch([insertReference(db, reference), ...upsertDays(db, counted)]);
}

/** What is known of every model since a day, of one organisation or of all, newest first. */
export async function listFigures(
  db: DrizzleD1Database,
  organizationId: string | null,
  since: number,
): Promise<Pick<DayRow, "organizationId" | "version" | "figures">[]> {
  return db
    .select({ organizationId: days.organizationId, version: days.version, figures: days.figures })
    .from(days)
    .where(
      and(
        organizationId === null ? undefined : eq(days.organizationId, organizationId),
        gte(days.day, since),
        isNotNull(days.figures),
      ),
    )
    .orderBy(desc(days.day));
}
