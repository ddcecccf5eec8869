import { z } from "@hono/zod-openapi";
import { pageQuery } from "#platform/page";
import { decisions, label, transactionSummarySchema } from "../schemas.ts";
import { person, reviewSchema, time } from "./review-schema.ts";
import { methods, noteKinds, outcomes, results, states, verdicts } from "./words.ts";

export const reviewItemSchema = reviewSchema
  .extend({ transaction: transactionSummarySchema.nullable().openapi({ description: "null for a moment, if at all" }) })
  .openapi("ReviewItem");
export type ReviewItem = z.infer<typeof reviewItemSchema>;

export const reviewDetailSchema = reviewSchema
  .extend({
    notes: z.array(
      z.object({
        id: z.string(),
        kind: z.enum(noteKinds),
        author: person,
        created_at: time,
        note: z.string().nullable().openapi({ description: "null of what was forgotten" }),
      }),
    ),
    verifications: z.array(
      z.object({
        reference: z.string(),
        method: z.enum(methods),
        result: z.enum(results),
        received_at: time,
        received_by: person,
      }),
    ),
  })
  .openapi("ReviewDetail");
export type ReviewDetail = z.infer<typeof reviewDetailSchema>;

export const reviewQuery = pageQuery.extend({
  state: z.enum(states).optional().openapi({ description: "Every review without a verdict, where it is left out" }),
  assignee: z.string().max(100).optional().openapi({ description: "`me`, `none`, or the id of a person" }),
  overdue: z.enum(["true", "false"]).optional(),
  min_score: z.coerce.number().int().min(0).max(1000).optional(),
  sort: z
    .enum(["due", "score", "priority"])
    .optional()
    .openapi({ description: "`due`, where it is left out. Closed reviews come as they were closed, newest first" }),
});
export type ReviewQuery = z.infer<typeof reviewQuery>;

const note = label(2000);

export const claimSchema = z
  .strictObject({
    assignee: label(100).optional().openapi({ description: "Who is to review; whoever asks, where it is left out" }),
    note: note.optional(),
  })
  .openapi("ReviewClaim");
export type ReviewClaim = z.infer<typeof claimSchema>;

export const noteSchema = z.strictObject({ note }).openapi("ReviewNote");
export const escalationSchema = z.strictObject({ reason: note }).openapi("ReviewEscalation");

const outcomeFits = ({ decision, outcome }: { decision: string; outcome?: string | undefined }) =>
  outcome === undefined || outcome === "inconclusive" || (outcome === "confirmed_fraud") === (decision === "BLOCKED");
const outcomeField = z.enum(outcomes).optional().openapi({
  description: "Where it is left out, `confirmed_fraud` of what is blocked, else `false_positive`",
});
const misfit = { path: ["outcome"], message: "Contradicts the decision" };

export const verdictSchema = z
  .strictObject({ decision: z.enum(verdicts), outcome: outcomeField, reason: label(500) })
  .refine(outcomeFits, misfit)
  .openapi("Verdict");
export type VerdictInput = z.infer<typeof verdictSchema>;

const transactionIds = z
  .array(label(100))
  .min(1)
  .max(100)
  .refine((ids) => new Set(ids).size === ids.length, "Names a transaction twice");

export const batchSchema = z
  .discriminatedUnion("action", [
    z.strictObject({ action: z.literal("assign"), transaction_ids: transactionIds, assignee: label(100) }),
    z.strictObject({
      action: z.enum(["approve", "block"]),
      transaction_ids: transactionIds,
      outcome: outcomeField,
      comment: label(500),
    }),
  ])
  .refine(
    (input) =>
      input.action === "assign" ||
      outcomeFits({ decision: input.action === "block" ? "BLOCKED" : "APPROVED", outcome: input.outcome }),
    misfit,
  )
  .openapi("ReviewBatch");
export type ReviewBatch = z.infer<typeof batchSchema>;

export const batchResultSchema = z
  .object({
    transaction_id: z.string(),
    status: z.enum(["done", "refused"]),
    code: z.string().nullable().openapi({ description: "The problem that one request for it would get" }),
    detail: z.string().nullable(),
  })
  .openapi("ReviewBatchResult");
export type BatchResult = z.infer<typeof batchResultSchema>;

export const settingsSchema = z
  .strictObject({
    due_after_minutes: z
      .int()
      .min(5)
      .max(30 * 24 * 60)
      .openapi({ description: "Of reviews that are opened from now on" }),
    auto_approve_verified: z.boolean().openapi({
      description: "Whether a passed verification approves a payment that nobody holds and no other failed of",
    }),
    notify_escalations: z.array(z.email().max(254)).max(10).default([]).openapi({
      description: "Who is mailed when a review is escalated",
    }),
  })
  .openapi("ReviewSettings");
export type ReviewSettings = z.infer<typeof settingsSchema>;

export const verificationSchema = z
  .strictObject({
    method: z.enum(methods),
    result: z.enum(results),
    reference: label(100).openapi({ description: "What its source calls it; a result is taken once" }),
  })
  .openapi("Verification");
export type Verification = z.infer<typeof verificationSchema>;

export const verificationResultSchema = z
  .object({
    transaction_id: z.string(),
    reference: z.string(),
    status: z.enum(["recorded", "duplicate"]),
    review: reviewSchema.nullable().openapi({ description: "null of a payment that is not up for review" }),
  })
  .openapi("VerificationResult");
export type VerificationResult = z.infer<typeof verificationResultSchema>;

const linkedPaymentSchema = z.object({
  transaction_id: z.string(),
  user_id: z.string(),
  amount: z.number(),
  currency: z.string(),
  amount_usd: z.number(),
  merchant: z.string(),
  decision: z.enum(decisions),
  risk_score: z.int(),
  is_fraud: z.boolean().nullable().openapi({ description: "By the newest report; null where there is none" }),
  timestamp: time,
  created_at: time,
});

export const links = ["card", "device", "ip", "user", "merchant"] as const;
export const relatedSchema = z
  .object({
    links: z.array(
      z.object({
        by: z.enum(links),
        count: z.int().openapi({ description: "Other payments that share it, counted up to 10,000" }),
        transactions: z.array(linkedPaymentSchema).openapi({ description: "The latest 50" }),
      }),
    ),
  })
  .openapi("RelatedTransactions");
export type Related = z.infer<typeof relatedSchema>;

export const timelineEntrySchema = z
  .object({
    at: time,
    paid_at: time.openapi({ description: "The payment's own time, as it was sent" }),
    kind: z.enum(["decision", "report", "verdict"]),
    transaction_id: z.string(),
    decision: z.enum(decisions).nullable(),
    risk_score: z.int().nullable(),
    source: z.string().nullable().openapi({ description: "Of a report: who knew" }),
    is_fraud: z.boolean().nullable(),
    outcome: z.enum(outcomes).nullable(),
    by: z.string().nullable(),
  })
  .openapi("TimelineEntry");
export type TimelineEntry = z.infer<typeof timelineEntrySchema>;

export const statsSchema = z
  .object({
    open: z.int().openapi({ description: "Every review without a verdict" }),
    claimed: z.int(),
    escalated: z.int(),
    overdue: z.int(),
    median_age_seconds: z.int().nullable().openapi({ description: "Of those; null where there is none" }),
    day: z.iso.date().openapi({ description: "Today in Tashkent" }),
    closed_today: z.int(),
    reviewers: z.array(
      z.object({ id: person, name: z.string().nullable(), held: z.int(), assigned: z.int(), closed_today: z.int() }),
    ),
  })
  .openapi("ReviewStats");
export type ReviewStats = z.infer<typeof statsSchema>;
