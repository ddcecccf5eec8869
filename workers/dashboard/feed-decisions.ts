import type { DecisionMade } from "#platform/events";
import { fromMinor } from "#platform/money";
import type { Platform } from "#platform/platform";
import { liveFeed } from "./live-feed.ts";
import type { FeedEntry } from "./schemas.ts";

const eventTypes = {
  APPROVED: "transaction_approved",
  UNDER_REVIEW: "transaction_under_review",
  BLOCKED: "transaction_blocked",
} as const;

/** Shows decisions to everyone of their organisation who is watching. */
export async function feedDecisions(platform: Platform, events: readonly DecisionMade[]): Promise<void> {
  const byOrganization = Map.groupBy(events, ({ organizationId }) => organizationId);
  await Promise.all([...byOrganization].map(([id, own]) => liveFeed(platform.env, id).publish(own.map(toEntry))));
}

const toEntry = (event: DecisionMade): FeedEntry => ({
  event_type: eventTypes[event.decision],
  timestamp: new Date(event.decidedAt).toISOString(),
  module: "antifraud",
  details: {
    transaction_id: event.transactionId,
    user_id: event.userId,
    amount: fromMinor(event.amountMinor, event.currency),
    currency: event.currency,
    merchant: event.merchant,
    merchant_category: event.merchantCategory,
    decision: event.decision,
    risk_score: event.riskScore,
    confidence: event.confidence,
    timestamp: new Date(event.occurredAt).toISOString(),
  },
  reason: event.leadingReason,
});
