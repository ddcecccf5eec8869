import { and, eq, isNull, sql } from "drizzle-orm";
import type { DrizzleD1Database } from "drizzle-orm/d1";
import { type AuditRow, auditInsert } from "#auth";
import { type NotificationRow, notificationInsertOnce } from "#notifications";
import { nextBook } from "../own-rules/book-store.ts";
import type { Trip } from "./breaker.ts";
import { antifraudBreakers as breakers } from "./tables.ts";

export type BreakerRow = typeof breakers.$inferSelect;

/** The query of what shards are told of. */
export const breakerStates = (db: DrizzleD1Database, organizationId: string) =>
  db
    .select({
      ref: breakers.ref,
      generation: breakers.generation,
      isTripped: sql<boolean>`${breakers.trip} IS NOT NULL`.mapWith(Boolean),
    })
    .from(breakers)
    .where(eq(breakers.organizationId, organizationId));

/** Every breaker of an organisation that ever tripped, or was reset. */
export async function listBreakers(db: DrizzleD1Database, organizationId: string): Promise<BreakerRow[]> {
  return db.select().from(breakers).where(eq(breakers.organizationId, organizationId));
}

export async function findBreaker(
  db: DrizzleD1Database,
  organizationId: string,
  ref: string,
): Promise<BreakerRow | undefined> {
  return db
    .select()
    .from(breakers)
    .where(and(eq(breakers.organizationId, organizationId), eq(breakers.ref, ref)))
    .get();
}

/** Keeps that a breaker tripped with the mails that tell of it, once a generation: repeats and older news change nothing. */
export async function saveTrip(
  db: DrizzleD1Database,
  row: Pick<BreakerRow, "organizationId" | "ref" | "generation"> & { trip: Trip },
  mails: readonly NotificationRow[],
  now: number,
): Promise<void> {
  await db.batch([
    db
      .insert(breakers)
      .values({ ...row, resetBy: null, resetAt: null })
      .onConflictDoUpdate({
        target: [breakers.organizationId, breakers.ref],
        set: { trip: row.trip },
        setWhere: and(eq(breakers.generation, row.generation), isNull(breakers.trip)),
      }),
    nextBook(db, row.organizationId, now),
    ...mails.map((mail) => notificationInsertOnce(db, mail)),
  ]);
}

/** Closes a breaker and begins its next generation. */
export async function saveReset(
  db: DrizzleD1Database,
  { organizationId, ref }: Pick<BreakerRow, "organizationId" | "ref">,
  { resetBy, resetAt }: { resetBy: string; resetAt: number },
  audit: AuditRow,
): Promise<void> {
  await db.batch([
    db
      .insert(breakers)
      .values({ organizationId, ref, generation: 1, trip: null, resetBy, resetAt })
      .onConflictDoUpdate({
        target: [breakers.organizationId, breakers.ref],
        set: { generation: sql`generation + 1`, trip: null, resetBy, resetAt },
      }),
    nextBook(db, organizationId, resetAt),
    auditInsert(db, audit),
  ]);
}
