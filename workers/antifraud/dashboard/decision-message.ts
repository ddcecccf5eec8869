import { z } from "@hono/zod-openapi";
import { decisions } from "../schemas.ts";

/** What a decision is called where it is shown as it happens. */
export const eventTypes = {
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
