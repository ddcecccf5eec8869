import { and, desc, eq, isNotNull, isNull, lt, or, sql } from "drizzle-orm";
import type { DrizzleD1Database } from "drizzle-orm/d1";
import { type AuditRow, auditInsertIfChanged } from "#auth";
import { valuesOf } from "#platform/database";
import type { Cursor } from "#platform/page";
import type { Age } from "#platform/privacy";
import { antifraudAlerts as alerts } from "./tables.ts";
import type { AlertSource, Severity } from "./words.ts";

export type AlertRow = typeof alerts.$inferSelect;

/** How many of an alert's news are due: nobody heard of it, it fired, it is over. */
export const UNTOLD = 0;
export const FIRED = 1;
export const OVER = 2;

/** The statement that begins an alert, if the one before it in its batch changed anything. */
export const alertInsertIfChanged = (db: DrizzleD1Database, row: AlertRow) =>
  db.insert(alerts).select(sql`SELECT ${valuesOf(alerts, row)} WHERE changes() > 0`);

/** The statement that changes an alert, if the one before it in its batch changed anything. */
export const alertChangeIfChanged = (
  db: DrizzleD1Database,
  { organizationId, id }: Pick<AlertRow, "organizationId" | "id">,
  changes: Partial<Pick<AlertRow, "endedAt" | "news">>,
) =>
  db
    .update(alerts)
    .set(changes)
    .where(and(eq(alerts.organizationId, organizationId), eq(alerts.id, id), sql`changes() > 0`));

/** Keeps an alert that something else watches over: told again it stays, and that it is over may be heard first. */
export async function upsertAlert(db: DrizzleD1Database, row: AlertRow): Promise<void> {
  await db
    .insert(alerts)
    .values(row)
    .onConflictDoUpdate({
      target: [alerts.organizationId, alerts.id],
      set: { endedAt: sql`coalesce(${alerts.endedAt}, excluded.ended_at)` },
    });
}

export async function findAlert(
  db: DrizzleD1Database,
  organizationId: string,
  id: string,
): Promise<AlertRow | undefined> {
  return db
    .select()
    .from(alerts)
    .where(and(eq(alerts.organizationId, organizationId), eq(alerts.id, id)))
    .get();
}

/** Which of these alerts somebody acknowledged. */
export async function findAcknowledged(
  db: DrizzleD1Database,
  organizationId: string,
  ids: readonly string[],
): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db
    .select({ id: alerts.id })
    .from(alerts)
    .where(
      and(
        eq(alerts.organizationId, organizationId),
        sql`${alerts.id} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`,
        isNotNull(alerts.acknowledgedAt),
      ),
    );
  return new Set(rows.map(({ id }) => id));
}

export type AlertFilter = {
  isOver: boolean | undefined;
  source: AlertSource | undefined;
  sourceId: string | undefined;
  severity: Severity | undefined;
};

/** Newest first; one row more than `limit` tells that a next page exists. */
export async function listAlerts(
  db: DrizzleD1Database,
  organizationId: string,
  { isOver, source, sourceId, severity }: AlertFilter,
  limit: number,
  after?: Cursor,
): Promise<AlertRow[]> {
  const { firedAt, id } = alerts;
  return db
    .select()
    .from(alerts)
    .where(
      and(
        eq(alerts.organizationId, organizationId),
        isOver === undefined ? undefined : isOver ? isNotNull(alerts.endedAt) : isNull(alerts.endedAt),
        source && eq(alerts.source, source),
        sourceId === undefined ? undefined : eq(alerts.sourceId, sourceId),
        severity && eq(alerts.severity, severity),
        after && or(lt(firedAt, after.at), and(eq(firedAt, after.at), lt(id, after.id))),
      ),
    )
    .orderBy(desc(firedAt), desc(id))
    .limit(limit + 1);
}

/** Marks an alert as seen by somebody; the first one stays. */
export async function saveAcknowledgement(
  db: DrizzleD1Database,
  { organizationId, id }: AlertRow,
  seen: { by: string; at: number },
  audit: AuditRow,
): Promise<void> {
  await db.batch([
    db
      .update(alerts)
      .set({ acknowledgedBy: seen.by, acknowledgedAt: seen.at })
      .where(and(eq(alerts.organizationId, organizationId), eq(alerts.id, id), isNull(alerts.acknowledgedAt))),
    auditInsertIfChanged(db, audit),
  ]);
}

/** Alerts with news that were not published. */
export async function listUnannounced(
  db: DrizzleD1Database,
  organizationId: string,
  limit: number,
): Promise<AlertRow[]> {
  return db
    .select()
    .from(alerts)
    .where(and(eq(alerts.organizationId, organizationId), sql`news > announced`))
    .limit(limit);
}

/** Marks news as published, as far as they were. */
export async function markAnnounced(
  db: DrizzleD1Database,
  organizationId: string,
  published: readonly Pick<AlertRow, "id" | "news">[],
): Promise<void> {
  const json = JSON.stringify(published.map(({ id, news }) => [id, news]));
  await db.run(sql`
    UPDATE antifraud_alerts SET announced = max(announced, told.value ->> 1) FROM json_each(${json}) AS told
    WHERE organization_id = ${organizationId} AND antifraud_alerts.id = told.value ->> 0`);
}

/** Deletes alerts that are over, by when they fired; tells how many. */
export async function forgetAlerts(
  db: DrizzleD1Database,
  organizationId: string,
  { from, before, limit }: Age,
): Promise<number> {
  const old = sql`(SELECT id FROM antifraud_alerts WHERE organization_id = ${organizationId}
    AND fired_at BETWEEN ${from} AND ${before} AND ended_at IS NOT NULL ORDER BY fired_at LIMIT ${limit})`;
  const gone = await db
    .delete(alerts)
    .where(and(eq(alerts.organizationId, organizationId), sql`id IN ${old}`))
    .returning({ id: alerts.id });
  return gone.length;
}
