import { z } from "@hono/zod-openapi";
import type { Localized } from "#platform/i18n";

/** One message of the live feed. */
export const feedMessageSchema = z
  .object({
    event_id: z
      .int()
      .openapi({ description: "Grows with every message of the organisation; send the last one to resume" }),
    event_type: z.enum(["transaction_approved", "transaction_under_review", "transaction_blocked"]),
    timestamp: z.iso.datetime(),
    module: z.literal("antifraud"),
    organization: z.string(),
    details: z.object({
      transaction_id: z.string(),
      user_id: z.string(),
      amount: z.number(),
      currency: z.string(),
      merchant: z.string(),
      merchant_category: z.string(),
      decision: z.string(),
      risk_score: z.int(),
      confidence: z.number(),
      reason: z.string(),
      timestamp: z.iso.datetime(),
    }),
  })
  .openapi("FeedMessage");
export type FeedMessage = z.infer<typeof feedMessageSchema>;
/** What a module tells the feed; the feed adds the number and the organisation's name, and tells each watcher the reason in its language. */
export type FeedEntry = Omit<FeedMessage, "event_id" | "organization" | "details"> & {
  details: Omit<FeedMessage["details"], "reason">;
  reason: Localized | null;
};

export const feedTicketSchema = z.object({ ticket: z.string(), expires_in: z.int() }).openapi("FeedTicket");
