import { and, asc, eq, gt, lt, ne, or, sql } from "drizzle-orm";
import type { DrizzleD1Database } from "drizzle-orm/d1";
import { type AuditRow, auditInsertIfChanged } from "#auth";
import { valuesOf } from "#platform/database";
import type { Cursor } from "#platform/page";
import type { Age } from "#platform/privacy";
import { antifraudAttachments as attachments } from "./tables.ts";

export type AttachmentRow = typeof attachments.$inferSelect;

/** Beside one payment. */
export const MOST_ATTACHMENTS = 20;

type Named = Pick<AttachmentRow, "organizationId" | "transactionId" | "id">;

const named = ({ organizationId, transactionId, id }: Named) =>
  and(
    eq(attachments.organizationId, organizationId),
    eq(attachments.transactionId, transactionId),
    eq(attachments.id, id),
  );

/**
 * Takes a place among the files of a payment, in one statement: of two that come for the last one, one gets it. The row under which
 * the same content is kept or on its way, or the new one; undefined where there is no place left.
 */
export async function takePlace(db: DrizzleD1Database, row: AttachmentRow): Promise<AttachmentRow | undefined> {
  const { organizationId, transactionId, contentIndex } = row;
  const taken = sql`(SELECT count(*) FROM antifraud_attachments
    WHERE organization_id = ${organizationId} AND transaction_id = ${transactionId})`;
  const [, found] = await db.batch([
    db
      .insert(attachments)
      .select(sql`SELECT ${valuesOf(attachments, row)} WHERE ${taken} < ${MOST_ATTACHMENTS}`)
      .onConflictDoNothing(),
    db
      .select()
      .from(attachments)
      .where(
        and(
          eq(attachments.organizationId, organizationId),
          eq(attachments.transactionId, transactionId),
          eq(attachments.contentIndex, contentIndex),
        ),
      ),
  ]);
  return found[0];
}

/** Says that the bytes of a file are there; false where the row is gone, or somebody else said so. */
export async function markStored(
  db: DrizzleD1Database,
  row: Named,
  now: number,
  audit: AuditRow,
): Promise<AttachmentRow | undefined> {
  const [stored] = await db.batch([
    db
      .update(attachments)
      .set({ state: "stored", changedAt: now })
      .where(and(named(row), eq(attachments.state, "waiting")))
      .returning(),
    auditInsertIfChanged(db, audit),
  ]);
  return stored[0];
}

/** The file of a payment, if it is whole. */
export async function findAttachment(db: DrizzleD1Database, row: Named): Promise<AttachmentRow | undefined> {
  return db
    .select()
    .from(attachments)
    .where(and(named(row), eq(attachments.state, "stored")))
    .get();
}

/** The files of a payment that are whole, oldest first; one more than `limit` tells that a next page exists. */
export async function listAttachments(
  db: DrizzleD1Database,
  organizationId: string,
  transactionId: string,
  limit: number,
  after?: Cursor,
): Promise<AttachmentRow[]> {
  const { createdAt, id } = attachments;
  const later = after && or(gt(createdAt, after.at), and(eq(createdAt, after.at), gt(id, after.id)));
  return db
    .select()
    .from(attachments)
    .where(
      and(
        eq(attachments.organizationId, organizationId),
        eq(attachments.transactionId, transactionId),
        eq(attachments.state, "stored"),
        later,
      ),
    )
    .orderBy(asc(createdAt), asc(id))
    .limit(limit + 1);
}

/** Takes a file out of sight, for its bytes to go; tells whether it was there. */
export async function markLeaving(db: DrizzleD1Database, row: Named, now: number, audit: AuditRow): Promise<boolean> {
  const [leaving] = await db.batch([
    db
      .update(attachments)
      .set({ state: "leaving", changedAt: now })
      .where(and(named(row), eq(attachments.state, "stored")))
      .returning({ id: attachments.id }),
    auditInsertIfChanged(db, audit),
  ]);
  return leaving.length > 0;
}

/** Forgets files whose bytes are gone. */
export async function dropRows(db: DrizzleD1Database, organizationId: string, ids: readonly string[]): Promise<void> {
  await db
    .delete(attachments)
    .where(
      and(
        eq(attachments.organizationId, organizationId),
        sql`id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`,
      ),
    );
}

/** Files that are no whole ones since a time, of all tenants: uploads that broke off, and what is to go. */
export async function listUnfinished(db: DrizzleD1Database, before: number, limit: number): Promise<AttachmentRow[]> {
  return db
    .select()
    .from(attachments)
    .where(and(ne(attachments.state, sql`'stored'`), lt(attachments.changedAt, before)))
    .orderBy(asc(attachments.changedAt))
    .limit(limit);
}

/** Every file of some payments, whole or not. */
export async function listAllOf(
  db: DrizzleD1Database,
  organizationId: string,
  transactionIds: readonly string[],
): Promise<AttachmentRow[]> {
  return db
    .select()
    .from(attachments)
    .where(
      and(
        eq(attachments.organizationId, organizationId),
        sql`transaction_id IN (SELECT value FROM json_each(${JSON.stringify(transactionIds)}))`,
      ),
    )
    .orderBy(asc(attachments.createdAt));
}

/** Files of an age, oldest first. */
export async function listOfAge(
  db: DrizzleD1Database,
  organizationId: string,
  { from, before, limit }: Age,
): Promise<AttachmentRow[]> {
  return db
    .select()
    .from(attachments)
    .where(and(eq(attachments.organizationId, organizationId), sql`created_at BETWEEN ${from} AND ${before}`))
    .orderBy(asc(attachments.createdAt))
    .limit(limit);
}
