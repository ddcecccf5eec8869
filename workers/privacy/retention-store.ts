import { and, eq, sql } from "drizzle-orm";
import type { DrizzleD1Database } from "drizzle-orm/d1";
import { type AuditRow, auditInsert } from "#auth";
import { privacyRetention as retention } from "./tables.ts";

export type RetentionRow = typeof retention.$inferSelect;

/** What an organisation chose, and how far its data was looked through, by class. */
export async function listRetention(db: DrizzleD1Database, organizationId: string): Promise<Map<string, RetentionRow>> {
  const rows = await db.select().from(retention).where(eq(retention.organizationId, organizationId));
  return new Map(rows.map((row) => [row.class, row]));
}

/** Keeps after how many days classes are forgotten, with the audit row; null is the usual. */
export async function saveRetention(
  db: DrizzleD1Database,
  organizationId: string,
  days: Record<string, number | null>,
  audit: AuditRow,
): Promise<void> {
  await db.batch([
    auditInsert(db, audit),
    ...Object.entries(days).map(([name, value]) =>
      db
        .insert(retention)
        .values({ organizationId, class: name, days: value, sweptUntil: 0 })
        .onConflictDoUpdate({ target: [retention.organizationId, retention.class], set: { days: value } }),
    ),
  ]);
}

/** Notes until when a class is forgotten; never less than was known. */
export async function markSwept(
  db: DrizzleD1Database,
  organizationId: string,
  name: string,
  sweptUntil: number,
): Promise<void> {
  await db
    .insert(retention)
    .values({ organizationId, class: name, days: null, sweptUntil })
    .onConflictDoUpdate({
      target: [retention.organizationId, retention.class],
      set: { sweptUntil: sql`max(${retention.sweptUntil}, ${sweptUntil})` },
      setWhere: and(eq(retention.organizationId, organizationId)),
    });
}
