import type { DrizzleD1Database } from "drizzle-orm/d1";
import { antifraudTransactions as transactions } from "../tables.ts";
import { meantBy, orderOf, type Stretch, type TransactionFilter } from "../transaction-filter.ts";

/** Decisions as a file has them: without evidence, answer and envelopes, which make up most of a row. */
export async function listExported(
  db: DrizzleD1Database,
  organizationId: string,
  filter: TransactionFilter,
  stretch: Stretch,
  limit: number,
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
    .where(meantBy(organizationId, filter, stretch))
    .orderBy(...orderOf(filter))
    .limit(limit);
}
export type ExportedRow = Awaited<ReturnType<typeof listExported>>[number];
