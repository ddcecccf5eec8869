import { and, eq, sql } from "drizzle-orm";
import type { DrizzleD1Database } from "drizzle-orm/d1";
import type { Cursor } from "#platform/page";
import { antifraudTransactions as transactions } from "../tables.ts";
import type { TimelineEntry } from "./schemas.ts";

/** A row of a timeline; `place` tells those of one moment apart. */
type TimelineRow = Omit<TimelineEntry, "at" | "paid_at" | "is_fraud"> & {
  at: number;
  paid_at: number;
  place: string;
  is_fraud: number | null;
};

export async function isCustomer(db: DrizzleD1Database, organizationId: string, userId: string): Promise<boolean> {
  const payment = await db
    .select({ id: transactions.transactionId })
    .from(transactions)
    .where(and(eq(transactions.organizationId, organizationId), eq(transactions.userId, userId)))
    .limit(1)
    .get();
  return payment !== undefined;
}

/** Newest first; one more than `limit` tells that a next page exists. */
export async function listTimeline(
  db: DrizzleD1Database,
  organizationId: string,
  userId: string,
  limit: number,
  after?: Cursor,
): Promise<TimelineRow[]> {
  const { at, id } = after ?? { at: Number.MAX_SAFE_INTEGER, id: "" };
  const own = sql`paid.organization_id = ${organizationId} AND paid.user_id = ${userId}`;
  return db.all<TimelineRow>(sql`
    SELECT * FROM (
      SELECT paid.created_at AS at, 'd' || paid.rowid AS place, 'decision' AS kind, paid.transaction_id, paid.decision,
        paid.risk_score, NULL AS source, NULL AS is_fraud, NULL AS outcome, NULL AS "by",
        paid.occurred_at AS paid_at
        FROM antifraud_transactions AS paid WHERE ${own} AND paid.created_at <= ${at}
      UNION ALL
      SELECT label.received_at, 'l' || label.rowid, 'report', label.transaction_id, NULL, NULL, label.source,
        label.is_fraud, NULL, label.reported_by, paid.occurred_at
        FROM antifraud_transactions AS paid JOIN antifraud_labels AS label
          ON label.organization_id = paid.organization_id AND label.transaction_id = paid.transaction_id
        WHERE ${own} AND label.source <> 'review' AND label.received_at <= ${at}
      UNION ALL
      SELECT label.received_at, 'l' || label.rowid, 'verdict', label.transaction_id,
        iif(label.is_fraud, 'BLOCKED', 'APPROVED'), NULL, NULL, label.is_fraud, NULL, label.reported_by,
        paid.occurred_at
        FROM antifraud_transactions AS paid JOIN antifraud_labels AS label
          ON label.organization_id = paid.organization_id AND label.transaction_id = paid.transaction_id
        WHERE ${own} AND label.source = 'review' AND label.received_at <= ${at}
          AND NOT EXISTS (SELECT 1 FROM antifraud_reviews AS review WHERE review.organization_id = label.organization_id
            AND review.transaction_id = label.transaction_id AND review.verdict_id = label.source_id)
      UNION ALL
      SELECT review.closed_at, 'r' || review.rowid, 'verdict', review.transaction_id, review.decision, NULL, NULL, NULL,
        review.outcome, review.closed_by, paid.occurred_at
        FROM antifraud_transactions AS paid JOIN antifraud_reviews AS review
          ON review.organization_id = paid.organization_id AND review.transaction_id = paid.transaction_id
        WHERE ${own} AND review.closed_at <= ${at}
    ) WHERE at < ${at} OR (at = ${at} AND place < ${id})
    ORDER BY at DESC, place DESC LIMIT ${limit + 1}`);
}
