import { defineFeedSource, type FeedEntry } from "#platform/feed-entry";
import type { Localized } from "#platform/i18n";
import { fromMinor } from "#platform/money";
import { localizedSentenceOf } from "../explain.ts";
import { factsOf, recordOf } from "../read-transactions.ts";
import type { TransactionRow } from "../store.ts";
import { eventTypes } from "./decision-message.ts";

/** Decisions as those who watch see them. */
export const decisionFeed = defineFeedSource({
  source: "antifraud.decision_made",
  read: (event) => [toEntry({ ...event, createdAt: event.decidedAt }, event.leadingReason)],
});

/** The same of a decision that is stored. */
export function entryOf(row: TransactionRow): FeedEntry {
  const record = recordOf(row);
  const [leading] = record.reasons;
  return toEntry(row, leading === undefined ? null : localizedSentenceOf(leading, factsOf(row, record)));
}

type Decided = Pick<
  TransactionRow,
  | "transactionId"
  | "userId"
  | "amountMinor"
  | "currency"
  | "merchant"
  | "merchantCategory"
  | "decision"
  | "riskScore"
  | "confidence"
  | "occurredAt"
  | "createdAt"
>;

const toEntry = (decided: Decided, reason: Localized | null): FeedEntry => ({
  id: decided.transactionId,
  event_type: eventTypes[decided.decision],
  timestamp: new Date(decided.createdAt).toISOString(),
  module: "antifraud",
  details: {
    transaction_id: decided.transactionId,
    amount: fromMinor(decided.amountMinor, decided.currency),
    currency: decided.currency,
    merchant: decided.merchant,
    merchant_category: decided.merchantCategory,
    decision: decided.decision,
    risk_score: decided.riskScore,
    confidence: decided.confidence,
    timestamp: new Date(decided.occurredAt).toISOString(),
  },
  personal: { user_id: decided.userId },
  opens: "read:transactions",
  subject: decided.userId,
  reason,
});
