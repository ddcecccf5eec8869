import { z } from "@hono/zod-openapi";
import { defineFeedSource, type FeedEntry } from "#platform/feed-entry";
import type { Localized } from "#platform/i18n";
import { fromMinor } from "#platform/money";
import { localizedSentenceOf } from "../explain.ts";
import { factsOf, recordOf } from "../read-transactions.ts";
import { decisions } from "../schemas.ts";
import type { TransactionRow } from "../store.ts";

const eventTypes = {
  APPROVED: "transaction_approved",
  UNDER_REVIEW: "transaction_under_review",
  BLOCKED: "transaction_blocked",
} as const;

/** What the feed and the list of activity tell of a decision. */
export const decisionMessageSchema = z
  .object({
    event_type: z.enum(eventTypes),
    timestamp: z.iso.datetime(),
    module: z.literal("antifraud"),
    organization: z.string(),
    details: z.object({
      transaction_id: z.string(),
      user_id: z.string().optional().openapi({ description: "Who paid, for those who may `read:transactions`" }),
      amount: z.number(),
      currency: z.string(),
      merchant: z.string(),
      merchant_category: z.string(),
      decision: z.enum(decisions),
      risk_score: z.int(),
      confidence: z.number(),
      reason: z.string().openapi({ description: "The first of the reasons, in the reader's language" }),
      timestamp: z.iso
        .datetime()
        .openapi({ description: "The payment's own time; the message's is when it was decided" }),
    }),
  })
  .openapi("DecisionMessage", {
    example: {
      event_type: "transaction_blocked",
      timestamp: "2025-11-24T14:35:00.000Z",
      module: "antifraud",
      organization: "Alfa Bank",
      details: {
        transaction_id: "TXN-123",
        user_id: "user_ali_789",
        amount: 50_000,
        currency: "USD",
        merchant: "Luxury Goods",
        merchant_category: "Jewellery",
        decision: "BLOCKED",
        risk_score: 920,
        confidence: 0.92,
        reason: "The device was first seen less than a day ago",
        timestamp: "2025-11-24T14:34:58.000Z",
      },
    },
  });
export type DecisionMessage = z.infer<typeof decisionMessageSchema>;

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
