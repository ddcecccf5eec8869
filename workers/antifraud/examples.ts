import type { z } from "@hono/zod-openapi";
import { reviewExample } from "./review/examples.ts";
import type { verdictSchema } from "./review/schemas.ts";
import type {
  Answer,
  labelReportsSchema,
  labelResultSchema,
  Transaction,
  TransactionDetail,
  TransactionSummary,
} from "./schemas.ts";

/** What the reference shows: one payment on its way through the API. */
export const transactionExample: Transaction = {
  transaction_id: "TXN_2025_123456",
  user_id: "user_ali_789",
  amount: 5_000_000,
  currency: "UZS",
  merchant: "Apple Store Dubai",
  merchant_category: "Electronics",
  ip_address: "185.120.45.67",
  location: { country: "AE", city: "Dubai", lat: 25.2048, lon: 55.2708 },
  device_id: "iPhone_14_Pro_A1B2C3",
  timestamp: "2025-11-24T14:30:00Z",
  metadata: {
    is_international: true,
    payment_method: "card",
    card_last4: "1234",
    card_fingerprint: "tok_5f1c9e",
  },
};

export const answerExample: Answer = {
  transaction_id: transactionExample.transaction_id,
  decision: "UNDER_REVIEW",
  risk_score: 550,
  confidence: 0.94,
  reasons: ["An unusual place (Dubai, usually Tashkent)", "International merchant (Dubai)"],
  recommended_action: "Send SMS verification code",
  ml_model_version: "v1.1.0-ensemble",
  processing_time_ms: 10,
};

const { recommended_action, ...decided } = answerExample;

export const summaryExample: TransactionSummary = {
  ...decided,
  user_id: transactionExample.user_id,
  amount: transactionExample.amount,
  currency: transactionExample.currency,
  amount_usd: 416.67,
  merchant: transactionExample.merchant,
  merchant_category: "Electronics",
  timestamp: "2025-11-24T14:30:00.000Z",
  created_at: "2025-11-24T14:30:01.204Z",
};

export const detailExample: TransactionDetail = {
  ...summaryExample,
  livemode: true,
  recommended_action,
  ip_address: "185.120.45.67",
  device_id: "iPhone_14_Pro_A1B2C3",
  location: { country: "AE", city: "Dubai", lat: 25.2048, lon: 55.2708 },
  metadata: { is_international: true, payment_method: "card", card_last4: "1234" },
  final_decision: "UNDER_REVIEW",
  review: reviewExample,
  reports: [],
  evidence: {
    features: [{ name: "amount", value: 416.67, unit: "usd", meaning: "Amount of the payment in US dollars" }],
    model: { version: "v1.1.0-ensemble", probability: 0.0212, score: 510, tripped: false },
    ordinary_score: 134,
    contributions: [
      { group: "access", points: 219, title: "Device and IP address" },
      { group: "place", points: 157, title: "Place and movement" },
    ],
    rules: [
      {
        rule_id: "rule_new_country_above_habit",
        revision: null,
        name: "First payment in a country, above the usual",
        action: "REVIEW",
        result: "hit",
        tripped: false,
        explanation: "payer_new_country 1 = 1 and amount 416.67 > 100",
        condition: {
          and: [{ eq: [{ field: "payer_new_country" }, 1] }, { gt: [{ field: "amount" }, 100] }],
        },
        values: { payer_new_country: 1, amount: 416.67 },
      },
    ],
    allow_first: false,
    lists: null,
    aggregates: {},
    aggregates_at_least: [],
    thresholds: { review_from: 500, block_above: 800 },
    degraded: [],
    timings: { gather_ms: 3, assess_ms: 7, total_ms: 10 },
    exchange_rates_as_of: "2025-11-20",
    staged: false,
  },
};

export const verdictExample: z.input<typeof verdictSchema> = {
  decision: "APPROVED",
  outcome: "false_positive",
  reason: "The customer confirmed the payment by phone",
};

export const judgedExample: TransactionDetail = {
  ...detailExample,
  final_decision: "APPROVED",
  review: {
    ...reviewExample,
    state: "closed",
    verdict: {
      id: "vrd_01kb0qgv7c5x9m2t4w8y6z1a3b",
      decision: "APPROVED",
      outcome: "false_positive",
      by: "usr_01ka9d3n6p8q0r2s4t6v8w0x2y",
      at: "2025-11-24T14:36:10.000Z",
      undo_until: "2025-11-24T14:36:20.000Z",
    },
  },
};

export const labelsExample: z.input<typeof labelReportsSchema> = {
  labels: [
    {
      transaction_id: transactionExample.transaction_id,
      source: "chargeback",
      source_id: "CB-2026-0042",
      reported_at: "2026-01-12T09:00:00Z",
    },
  ],
};

export const labelResultsExample: { results: z.input<typeof labelResultSchema>[] } = {
  results: [
    {
      transaction_id: transactionExample.transaction_id,
      source: "chargeback",
      source_id: "CB-2026-0042",
      status: "recorded",
    },
  ],
};
