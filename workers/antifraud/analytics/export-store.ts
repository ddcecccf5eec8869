import { sql } from "drizzle-orm";
import type { DrizzleD1Database } from "drizzle-orm/d1";
import type { Cursor } from "#platform/page";
import { meantBy, newestFirst, type TransactionFilter } from "../store.ts";
import { antifraudTransactions as transactions } from "../tables.ts";

/** Decisions as a file has them: without evidence, answer and envelopes, which make up most of a row. */
export async function listExported(
  db: DrizzleD1Database,
  organizationId: string,
  filter: TransactionFilter,
  limit: number,
  after?: Cursor,
) {
  return db
    .select({
      transactionId: transactions.transactionId,
      userId: transactions.userId,
      amountMinor: transactions.amountMinor,
      amountUsdCents: transactions.amountUsdCents,
      currency: transactions.currency,
      merchant: transactions.merchant,
      merchantCategory: transactions.merchantCategory,
      decision: transactions.decision,
      riskScore: transactions.riskScore,
      confidence: transactions.confidence,
      reasons: transactions.reasons,
      modelVersion: transactions.modelVersion,
      processingTimeMs: transactions.processingTimeMs,
      occurredAt: transactions.occurredAt,
      createdAt: transactions.createdAt,
    })
    .from(transactions)
    .where(meantBy(organizationId, filter, after))
    .orderBy(...newestFirst)
    .limit(limit);
}
export type ExportedRow = Awaited<ReturnType<typeof listExported>>[number];

/** Whether a filter means more decisions than so many. */
export async function areMoreThan(
  db: DrizzleD1Database,
  organizationId: string,
  filter: TransactionFilter,
  most: number,
): Promise<boolean> {
  const found = await db
    .select({ one: sql`1` })
    .from(transactions)
    .where(meantBy(organizationId, filter))
    .limit(1)
    .offset(most);
  return found.length > 0;
}
