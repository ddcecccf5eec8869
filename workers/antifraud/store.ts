import { and, eq, getTableColumns, inArray, sql } from "drizzle-orm";
import type { DrizzleD1Database } from "drizzle-orm/d1";
import type { DecisionMade } from "#platform/events";
import { packJson } from "#platform/pack-json";
import type { Cursor } from "#platform/page";
import { countNext, liveSet } from "./analytics/count-decisions.ts";
import type { DetailIndexes } from "./sealed-details.ts";
import { antifraudTransactions as transactions } from "./tables.ts";
import { meantBy, orderOf, type Stretch, type TransactionFilter } from "./transaction-filter.ts";

export type TransactionRow = typeof transactions.$inferSelect;

/** D1 takes 2 MB a parameter; a row is under 6 kB, and under 30 kB where a hundred rules of the organisation hit. */
const BYTES_A_STATEMENT = 1_000_000;

/**
 * Projects decisions, each once however often it arrives. The rows travel as one JSON parameter, since D1 takes 100
 * parameters a statement and a statement a row costs more than the row; `->>` makes the text of a list or an object. What is
 * counted of them is counted in the same batch.
 */
export async function saveDecisions(
  db: DrizzleD1Database,
  events: readonly (DecisionMade & Partial<DetailIndexes>)[],
): Promise<void> {
  // SAFETY: the columns of the table are the fields of its rows.
  const fields = Object.keys(getTableColumns(transactions)) as (keyof TransactionRow)[];
  const values = sql.raw(fields.map((_, index) => `value ->> ${index}`).join(", "));
  const rows = events.map((event) => {
    const projection = toProjection(event);
    return JSON.stringify(fields.map((field) => projection[field]));
  });
  for (const list of packJson(rows, BYTES_A_STATEMENT)) {
    // `WHERE true` keeps SQLite from reading ON as a join.
    const insert = db
      .insert(transactions)
      .select(sql`SELECT ${values} FROM json_each(${list}) WHERE true`)
      .onConflictDoNothing();
    await db.batch([insert, ...countNext(db, liveSet)]);
  }
}

/** Those of the given transactions that the projection holds. */
export async function findTransactions(
  db: DrizzleD1Database,
  organizationId: string,
  transactionIds: readonly string[],
): Promise<TransactionRow[]> {
  const ids = sql`(SELECT value FROM json_each(${JSON.stringify(transactionIds)}))`;
  return db
    .select()
    .from(transactions)
    .where(and(eq(transactions.organizationId, organizationId), inArray(transactions.transactionId, ids)));
}

export async function findAnswer(
  db: DrizzleD1Database,
  organizationId: string,
  transactionId: string,
): Promise<string | undefined> {
  return (await findTransactions(db, organizationId, [transactionId]))[0]?.answer;
}

/** Newest decision first; one row more than `limit` tells that a next page exists. */
export async function listTransactions(
  db: DrizzleD1Database,
  organizationId: string,
  limit: number,
  after?: Cursor,
): Promise<TransactionRow[]> {
  return readStretch(db, organizationId, {}, { after }, limit + 1);
}

/** The decisions of a stretch of a list, whole. */
export async function readStretch(
  db: DrizzleD1Database,
  organizationId: string,
  filter: TransactionFilter,
  stretch: Stretch,
  limit: number,
): Promise<TransactionRow[]> {
  return db
    .select()
    .from(transactions)
    .where(meantBy(organizationId, filter, stretch))
    .orderBy(...orderOf(filter))
    .limit(limit);
}

/** The row of a decision, also where the projection has not caught up and the event itself is at hand. */
export function toRow(event: DecisionMade): TransactionRow {
  return { ...toProjection(event), evidence: JSON.stringify(event.evidence) };
}

function toProjection(event: DecisionMade & Partial<DetailIndexes>) {
  return {
    organizationId: event.organizationId,
    transactionId: event.transactionId,
    userId: event.userId,
    amountMinor: event.amountMinor,
    amountUsdCents: event.amountUsdCents,
    currency: event.currency,
    merchant: event.merchant,
    merchantCategory: event.merchantCategory,
    sealed: event.sealed,
    decision: event.decision,
    riskScore: event.riskScore,
    confidence: event.confidence,
    reasons: event.reasons,
    modelVersion: event.modelVersion,
    processingTimeMs: event.processingTimeMs,
    answer: event.answer,
    evidence: event.evidence,
    payer: event.payer,
    occurredAt: event.occurredAt,
    createdAt: event.decidedAt,
    deviceIndex: event.deviceIndex ?? null,
    ipIndex: event.ipIndex ?? null,
  };
}
