import { and, asc, eq, gt, gte, isNotNull, lte, ne, type SQL, sql } from "drizzle-orm";
import type { DrizzleD1Database } from "drizzle-orm/d1";
import type { Age } from "#platform/privacy";
import { ERASED, type Subject } from "#platform/subject";
import { antifraudReviewNotes as reviewNotes } from "../review/tables.ts";
import type { TransactionRow } from "../store.ts";
import { antifraudLabels as labels, antifraudTransactions as transactions } from "../tables.ts";
import { entityOf } from "./subjects.ts";

/** The payments of a payer or a card in the order of their ids, until a time. */
export async function listPaymentsOf(
  db: DrizzleD1Database,
  organizationId: string,
  subject: Subject,
  { until, after, limit }: { until: number; after: string; limit: number },
): Promise<TransactionRow[]> {
  return db
    .select()
    .from(transactions)
    .where(
      and(isOf(organizationId, subject), gt(transactions.transactionId, after), lte(transactions.createdAt, until)),
    )
    .orderBy(asc(transactions.transactionId))
    .limit(limit);
}

function isOf(organizationId: string, subject: Subject): SQL {
  const own = eq(transactions.organizationId, organizationId);
  if (subject.type === "payer") return and(own, eq(transactions.userId, subject.id))!;
  // Said again for the partial index, which SQLite does not choose by a parameter.
  return and(own, eq(transactions.payer, entityOf(organizationId, subject) ?? ""), sql`payer GLOB 'card:*'`)!;
}

/**
 * Takes who paid, and the details, out of payments, and the notes out of their reports and reviews; what was decided stays.
 * A card's payments stay those of their payer.
 */
export async function forgetPayments(
  db: DrizzleD1Database,
  organizationId: string,
  subject: Subject,
  transactionIds: readonly string[],
): Promise<void> {
  const ids = JSON.stringify(transactionIds);
  await db.batch([
    db
      .update(transactions)
      .set({
        sealed: "",
        payer: ERASED,
        deviceIndex: null,
        ipIndex: null,
        ...(subject.type === "payer" && { userId: ERASED }),
      })
      .where(and(eq(transactions.organizationId, organizationId), isAmong(sql`transaction_id`, ids))),
    db
      .update(labels)
      .set({ sealedNote: null })
      .where(and(eq(labels.organizationId, organizationId), isAmong(sql`transaction_id`, ids))),
    db
      .update(reviewNotes)
      .set({ sealedNote: null })
      .where(and(eq(reviewNotes.organizationId, organizationId), isAmong(sql`transaction_id`, ids))),
  ]);
}

const isAmong = (column: SQL, json: string): SQL => sql`${column} IN (SELECT value FROM json_each(${json}))`;

/** Takes the details out of payments that were decided in a time; tells of how many. */
export async function forgetDetailsBefore(
  db: DrizzleD1Database,
  organizationId: string,
  { from, before, limit }: Age,
): Promise<number> {
  const old = db
    .select({ id: transactions.transactionId })
    .from(transactions)
    .where(
      and(
        eq(transactions.organizationId, organizationId),
        gte(transactions.createdAt, from),
        lte(transactions.createdAt, before),
        ne(transactions.sealed, ""),
      ),
    )
    .orderBy(asc(transactions.createdAt))
    .limit(limit);
  const changed = await db
    .update(transactions)
    .set({ sealed: "", deviceIndex: null, ipIndex: null })
    .where(and(eq(transactions.organizationId, organizationId), sql`transaction_id IN ${old}`))
    .returning({ id: transactions.transactionId });
  return changed.length;
}

/** The same for the notes of reports and of reviews. */
export async function forgetNotesBefore(db: DrizzleD1Database, organizationId: string, age: Age): Promise<number> {
  const ofReports = await forgetReportNotesBefore(db, organizationId, age);
  if (ofReports === age.limit) return ofReports;
  return ofReports + (await forgetReviewNotesBefore(db, organizationId, { ...age, limit: age.limit - ofReports }));
}

async function forgetReviewNotesBefore(
  db: DrizzleD1Database,
  organizationId: string,
  { from, before, limit }: Age,
): Promise<number> {
  const old = sql`(SELECT rowid FROM antifraud_review_notes WHERE organization_id = ${organizationId}
    AND created_at BETWEEN ${from} AND ${before} AND sealed_note IS NOT NULL ORDER BY created_at LIMIT ${limit})`;
  const changed = await db
    .update(reviewNotes)
    .set({ sealedNote: null })
    .where(and(eq(reviewNotes.organizationId, organizationId), isNotNull(reviewNotes.sealedNote), sql`rowid IN ${old}`))
    .returning({ id: reviewNotes.id });
  return changed.length;
}

async function forgetReportNotesBefore(
  db: DrizzleD1Database,
  organizationId: string,
  { from, before, limit }: Age,
): Promise<number> {
  const old = sql`(SELECT rowid FROM antifraud_labels WHERE organization_id = ${organizationId}
    AND received_at BETWEEN ${from} AND ${before} AND sealed_note IS NOT NULL ORDER BY received_at LIMIT ${limit})`;
  const changed = await db
    .update(labels)
    .set({ sealedNote: null })
    .where(and(eq(labels.organizationId, organizationId), isNotNull(labels.sealedNote), sql`rowid IN ${old}`))
    .returning({ id: labels.sourceId });
  return changed.length;
}
