import { and, asc, eq, gte, lt, lte, sql } from "drizzle-orm";
import type { DrizzleD1Database } from "drizzle-orm/d1";
import { antifraudTransactions as transactions } from "../tables.ts";
import type { BacktestRow } from "./store.ts";

/** The time of a backtest's decisions, `to` excluded; epoch milliseconds. */
export type Span = { from: number; to: number };

/** What is replayed of the decisions of an organisation: how many there are, and the last row that is among them. */
export async function measureHistory(
  db: DrizzleD1Database,
  organizationId: string,
  { from, to }: Span,
): Promise<{ decisions: number; mark: number }> {
  const [found] = await db
    .select({ decisions: sql<number>`count(*)`, mark: sql<number>`coalesce(max(rowid), 0)` })
    .from(transactions)
    .where(
      and(
        eq(transactions.organizationId, organizationId),
        gte(transactions.createdAt, from),
        lt(transactions.createdAt, to),
      ),
    );
  return found!;
}

/** How the newest report says that a payment turned out, in the order of every list of reports; null where there is none. */
const isFraud = sql<number | null>`(SELECT r.is_fraud FROM antifraud_labels AS r
  WHERE r.organization_id = ${transactions}.organization_id AND r.transaction_id = ${transactions}.transaction_id
  ORDER BY r.reported_at DESC, r.received_at DESC, r.rowid DESC LIMIT 1)`;

/** Decisions behind the cursor of a backtest, the oldest first: what deciding again needs, and nothing else of a row. */
export async function listReplayed(
  db: DrizzleD1Database,
  { organizationId, toAt, mark }: Pick<BacktestRow, "organizationId" | "toAt" | "mark">,
  after: { at: number; id: string },
  limit: number,
) {
  return db
    .select({
      organizationId: transactions.organizationId,
      transactionId: transactions.transactionId,
      userId: transactions.userId,
      payer: transactions.payer,
      amountMinor: transactions.amountMinor,
      amountUsdCents: transactions.amountUsdCents,
      currency: transactions.currency,
      merchant: transactions.merchant,
      merchantCategory: transactions.merchantCategory,
      decision: transactions.decision,
      riskScore: transactions.riskScore,
      evidence: transactions.evidence,
      createdAt: transactions.createdAt,
      isFraud,
    })
    .from(transactions)
    .where(
      and(
        eq(transactions.organizationId, organizationId),
        sql`(created_at, transaction_id) > (${after.at}, ${after.id})`,
        lt(transactions.createdAt, toAt),
        lte(sql`${transactions}.rowid`, mark),
      ),
    )
    .orderBy(asc(transactions.createdAt), asc(transactions.transactionId))
    .limit(limit);
}
export type ReplayedRow = Awaited<ReturnType<typeof listReplayed>>[number];

/** The envelopes of the details of payments, by their ids. */
export async function findSealed(
  db: DrizzleD1Database,
  organizationId: string,
  transactionIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await db
    .select({ id: transactions.transactionId, sealed: transactions.sealed })
    .from(transactions)
    .where(
      and(
        eq(transactions.organizationId, organizationId),
        sql`transaction_id IN (SELECT value FROM json_each(${JSON.stringify(transactionIds)}))`,
      ),
    );
  return new Map(rows.map(({ id, sealed }) => [id, sealed]));
}
