import { and, desc, eq, gte, isNotNull, isNull, min, or, sql } from "drizzle-orm";
import type { DrizzleD1Database } from "drizzle-orm/d1";
import {
  antifraudModelAlerts as alerts,
  antifraudModelDays as days,
  antifraudModelReferences as references,
} from "../tables.ts";

export type ReferenceRow = typeof references.$inferSelect;
export type DayRow = typeof days.$inferSelect;
export type AlertRow = typeof alerts.$inferSelect;

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
