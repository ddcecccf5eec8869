import type { DecisionMessage, DecisionName, TransactionSummary } from "../api-types.ts";

/** What one line of the table shows, wherever it came from. */
export type DecisionRow = {
  id: string;
  /** When it was decided. */
  at: string;
  userId: string;
  merchant: string;
  category: string;
  amount: number;
  currency: string;
  decision: DecisionName;
  score: number;
  reason: string;
};

export const rowOfSummary = (summary: TransactionSummary): DecisionRow => ({
  id: summary.transaction_id,
  at: summary.created_at,
  userId: summary.user_id,
  merchant: summary.merchant,
  category: summary.merchant_category,
  amount: summary.amount,
  currency: summary.currency,
  decision: summary.decision,
  score: summary.risk_score,
  reason: summary.reasons[0] ?? "",
});

const decisionOf = {
  transaction_approved: "APPROVED",
  transaction_under_review: "UNDER_REVIEW",
  transaction_blocked: "BLOCKED",
} as const;

export const rowOfMessage = ({ event_type, timestamp, details }: DecisionMessage): DecisionRow => ({
  id: details.transaction_id,
  at: timestamp,
  userId: details.user_id ?? "",
  merchant: details.merchant,
  category: details.merchant_category,
  amount: details.amount,
  currency: details.currency,
  decision: decisionOf[event_type],
  score: details.risk_score,
  reason: details.reason,
});
