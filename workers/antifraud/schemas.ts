import { z } from "@hono/zod-openapi";
import { pageQuery } from "#platform/page";
import { degradedParts, evidenceSchema } from "./evidence-schema.ts";
import { reviewSchema } from "./review/review-schema.ts";

export const decisions = ["APPROVED", "UNDER_REVIEW", "BLOCKED"] as const;
export type DecisionName = (typeof decisions)[number];

/** Who may say how a payment turned out; the last of them says that it was no fraud. */
export const labelSources = ["chargeback", "confirmed_fraud", "regulator_notice", "false_positive"] as const;

/** Printable text without control characters, trimmed; what a person or a system may call something. */
export const label = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^[^\p{Cc}]*$/u, "Must not hold control characters");

export const locationSchema = z
  .strictObject({
    country: z.string().regex(/^[A-Z]{2}$/, "Must be an ISO 3166 code of two capital letters"),
    city: label(100).optional(),
    lat: z.number().min(-90).max(90).optional(),
    lon: z.number().min(-180).max(180).optional(),
  })
  .refine(({ lat, lon }) => (lat === undefined) === (lon === undefined), {
    path: ["lat"],
    message: "Send lat and lon together",
  })
  .openapi("Location", { description: "Where it was paid" });

export const metadataSchema = z
  .strictObject({
    is_international: z.boolean().optional().openapi({ description: "Whether the merchant is abroad" }),
    payment_method: label(50).optional().openapi({ description: "Such as card, wallet or transfer" }),
    card_last4: z
      .string()
      .regex(/^\d{4}$/, "Must be four digits")
      .optional()
      .openapi({ description: "For people to tell cards apart" }),
    card_fingerprint: label(100).optional().openapi({
      description: "A token or keyed hash that names the card; velocity is kept for it. Never the number itself",
    }),
    card_bin: z
      .string()
      .regex(/^(?:\d{6}|\d{8})$/, "Must be six or eight digits")
      .optional()
      .openapi({ description: "The first six or eight digits of the card, which tell its issuer" }),
    phone: z
      .string()
      .regex(/^\+[1-9]\d{6,14}$/, "Must be an E.164 number such as +998901234567")
      .optional()
      .openapi({ description: "The payer's phone; kept sealed with the other details" }),
    email_domain: z
      .string()
      .toLowerCase()
      .max(253)
      .regex(/^(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z\d-]{2,63}$/, "Must be a domain such as mail.example")
      .optional()
      .openapi({ description: "What stands behind the @ of the payer's e-mail address, and nothing before it" }),
    issuer_response: z.enum(["approved", "declined", "error"]).optional().openapi({
      description: "What the issuer answered, where it is known already; `error` is not counted as an attempt",
    }),
  })
  .openapi("TransactionMetadata", { description: "What else is known of it; each field makes the score better" });

export const transactionSchema = z
  .strictObject({
    transaction_id: label(100).openapi({
      description: "Your id of the payment, of its own for each: the same id and body get the first answer again",
    }),
    user_id: label(100).openapi({ description: "Your lasting id of the payer" }),
    amount: z.number().positive().max(1e13).openapi({ description: "In the payment's currency, not in its cents" }),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/, "Must be an ISO 4217 code of three capital letters")
      .openapi({ description: "ISO 4217" }),
    merchant: label(200).openapi({ description: "The merchant's name, best always spelt alike" }),
    merchant_category: label(100).optional().openapi({ description: "Such as Electronics or Groceries" }),
    ip_address: z
      .union([z.ipv4(), z.ipv6()], { error: "Must be an IPv4 or IPv6 address" })
      .optional()
      .openapi({ description: "The customer's address, not that of your server" }),
    location: locationSchema.optional(),
    device_id: label(200).optional().openapi({ description: "A lasting id of the customer's device" }),
    timestamp: z.iso.datetime({ offset: true }).openapi({
      description: "When it was paid, ISO 8601; at most 5 minutes ahead and 2 years back",
    }),
    metadata: metadataSchema.optional(),
  })
  .openapi("Transaction");
export type Transaction = z.infer<typeof transactionSchema>;

export const answerSchema = z
  .object({
    transaction_id: z.string().openapi({ description: "As it was sent" }),
    decision: z.enum(decisions).openapi({
      description: "`APPROVED`: let it through; `UNDER_REVIEW`: hold it or ask the customer; `BLOCKED`: refuse",
    }),
    risk_score: z.int().min(0).max(1000).openapi({ description: "By default review begins at 500, refusal above 800" }),
    confidence: z.number().min(0).max(1).openapi({ description: "How sure the decision is" }),
    reasons: z.array(z.string()).openapi({
      description: "Why, the weightiest first, in the language of `accept-language`",
    }),
    recommended_action: z.string().openapi({ description: "Advice to a person, in the same language" }),
    ml_model_version: z
      .string()
      .openapi({ description: "The model that scored it; `sandbox` where an amount decided" }),
    processing_time_ms: z.int().min(0).openapi({ description: "From the request to the decision" }),
    degraded: z.array(z.enum(degradedParts)).optional().openapi({
      description:
        "What could not be asked in time; absent when everything answered. `champion_model`: the model that came with the service decided instead of the promoted one",
    }),
  })
  .openapi("Decision");
export type Answer = z.infer<typeof answerSchema>;

export const labelReportSchema = z
  .strictObject({
    transaction_id: label(100),
    source: z.enum(labelSources).openapi({ description: "Who says so; `false_positive`: it was no fraud" }),
    source_id: label(100).openapi({ description: "What the source calls its report; a report is taken once" }),
    reported_at: z.iso.datetime({ offset: true }).optional().openapi({
      description: "When the source knew; now, where it is left out. The newest report of a payment counts",
    }),
    note: label(500).optional(),
  })
  .openapi("LabelReport");
export type LabelReport = z.infer<typeof labelReportSchema>;

export const labelReportsSchema = z
  .strictObject({ labels: z.array(labelReportSchema).min(1).max(200) })
  .openapi("LabelReports");

export const labelResultSchema = z
  .object({
    transaction_id: z.string(),
    source: z.enum(labelSources),
    source_id: z.string(),
    status: z.enum(["recorded", "duplicate", "conflict", "unknown_transaction"]).openapi({
      description:
        "`duplicate`: taken before; `conflict`: the id names a report of another transaction, nothing changed",
    }),
  })
  .openapi("LabelResult");
export type LabelResult = z.infer<typeof labelResultSchema>;

/** How a payment turned out, as lists are narrowed by it. */
export const outcomeLabels = ["fraud", "stopped_fraud", "missed_fraud", "no_fraud"] as const;

export const transactionFilterQuery = z.object({
  decision: z.enum(decisions).optional().openapi({ description: "As it was answered, not as a person decided later" }),
  min_score: z.coerce.number().int().min(0).max(1000).optional(),
  max_score: z.coerce.number().int().min(0).max(1000).optional(),
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
  user_id: z.string().max(100).optional(),
  merchant: z.string().max(200).optional(),
  merchant_category: z.string().trim().min(1).max(100).optional().openapi({
    description: "A part of it, whatever its case",
  }),
  min_amount: z.coerce.number().min(0).max(1e13).optional().openapi({
    description: "In the currency of each payment",
  }),
  max_amount: z.coerce.number().min(0).max(1e13).optional(),
  device_id: z.string().min(1).max(200).optional(),
  ip_address: z.union([z.ipv4(), z.ipv6()], { error: "Must be an IPv4 or IPv6 address" }).optional(),
  label: z.enum(outcomeLabels).optional().openapi({
    description:
      "How it turned out, by the newest report: `stopped_fraud` was blocked or sent to a person, `missed_fraud` was approved",
  }),
  rule_id: z.string().min(1).max(100).optional().openapi({
    description: "A rule that hit and counted, at whatever revision",
  }),
  q: z.string().trim().min(1).max(200).optional().openapi({
    description:
      "Words that each stand in the id of the payment, its customer, merchant or category, whatever their case. The whole id of a payment finds that payment alone",
  }),
});
export type TransactionFilterQuery = z.infer<typeof transactionFilterQuery>;

export const transactionQuery = pageQuery.extend(transactionFilterQuery.shape);
export type TransactionQuery = z.infer<typeof transactionQuery>;

export const transactionSummarySchema = z
  .object({
    transaction_id: z.string(),
    user_id: z.string(),
    amount: z.number(),
    currency: z.string(),
    amount_usd: z
      .number()
      .openapi({ description: "In US dollars, by the rates of `exchange_rates_as_of` in the evidence" }),
    merchant: z.string(),
    merchant_category: z.string(),
    decision: z.enum(decisions),
    risk_score: z.int(),
    confidence: z.number(),
    reasons: z.array(z.string()),
    ml_model_version: z.string(),
    processing_time_ms: z.int(),
    timestamp: z.iso.datetime().openapi({ description: "When it was paid" }),
    created_at: z.iso.datetime().openapi({ description: "When it was decided" }),
  })
  .openapi("TransactionSummary");
export type TransactionSummary = z.infer<typeof transactionSummarySchema>;

export const transactionDetailSchema = transactionSummarySchema
  .extend({
    livemode: z.boolean().openapi({ description: "false of a payment of the sandbox" }),
    recommended_action: z.string(),
    ip_address: z.string().nullable(),
    device_id: z.string().nullable(),
    location: locationSchema.nullable(),
    metadata: metadataSchema.nullable(),
    final_decision: z.enum(decisions).openapi({ description: "The decision, or a person's verdict on it" }),
    review: reviewSchema.nullable().openapi({ description: "Where its review stands; null where there was none" }),
    reports: z
      .array(
        z.object({
          source: z.enum([...labelSources, "review"]),
          source_id: z.string(),
          is_fraud: z.boolean(),
          reported_at: z.iso.datetime(),
          received_at: z.iso.datetime(),
          reported_by: z.string(),
          note: z.string().nullable(),
        }),
      )
      .openapi({ description: "Who said how it turned out, newest first; the first counts" }),
    evidence: evidenceSchema,
  })
  .openapi("TransactionDetail");
export type TransactionDetail = z.infer<typeof transactionDetailSchema>;
