import { z } from "@hono/zod-openapi";
import { ruleResults } from "../evidence-schema.ts";
import { decisions, label, transactionSchema } from "../schemas.ts";
import { askedSchema } from "./schemas.ts";

export const MOST_REPLAYED = 5000;

const on = {
  transaction: transactionSchema.optional().openapi({
    description: "A payment, judged by what is known of its payer, device, address and merchant now",
  }),
  transaction_id: label(100).optional().openapi({ description: "A payment that was decided" }),
  history: z
    .strictObject({ limit: z.int().min(1).max(MOST_REPLAYED).default(1000) })
    .optional()
    .openapi({ description: "The newest decisions" }),
};

type On = { transaction?: unknown; transaction_id?: unknown; history?: unknown };
const namesOne = ({ transaction, transaction_id }: On) => transaction === undefined || transaction_id === undefined;
const namesAny = ({ transaction, transaction_id, history }: On) =>
  [transaction, transaction_id, history].some((given) => given !== undefined);
const both = { path: ["transaction_id"], message: "Send transaction or transaction_id, not both" };
const none = { path: ["history"], message: "Send transaction, transaction_id or history" };

export const trialSchema = z.strictObject(on).refine(namesOne, both).refine(namesAny, none).openapi("RuleTrial");
export type Trial = z.infer<typeof trialSchema>;

export const draftTrialSchema = z
  .strictObject({ ...askedSchema, ...on })
  .refine(namesOne, both)
  .refine(namesAny, none)
  .openapi("DraftRuleTrial");
export type DraftTrial = z.infer<typeof draftTrialSchema>;

/** How a payment turned out, as far as anyone reported. */
export const trialLabels = ["fraud", "legitimate", "unknown"] as const;

export const trialResultSchema = z
  .object({
    sample: z
      .object({
        result: z.enum(ruleResults).exclude(["shadow_hit", "snoozed"]),
        explanation: z.string().openapi({ description: "The conditions with the values of the payment filled in" }),
      })
      .nullable(),
    history: z
      .object({
        payments: z.int().openapi({ description: "Decisions that the rule was held against" }),
        hits: z.int(),
        missing: z.int().openapi({ description: "Decisions that lack what the rule asks for" }),
        errors: z.int().openapi({ description: "Decisions for which the rule cannot be computed" }),
        from: z.iso.datetime().nullable(),
        to: z.iso.datetime().nullable(),
        groups: z
          .array(
            z.object({
              decision: z.enum(decisions),
              label: z.enum(trialLabels),
              payments: z.int(),
              hits: z.int(),
              amount_usd: z.number().openapi({ description: "Of the hits" }),
            }),
          )
          .openapi({ description: "By what was decided and how it turned out" }),
        sample_hits: z.array(
          z.object({
            transaction_id: z.string(),
            decision: z.enum(decisions),
            label: z.enum(trialLabels),
            amount_usd: z.number(),
            explanation: z.string(),
            created_at: z.iso.datetime(),
          }),
        ),
        not_kept: z.array(z.string()).openapi({
          description: "Fields of the rule that stored decisions keep sealed, so that they are missing here",
        }),
      })
      .nullable(),
  })
  .openapi("RuleTrialResult");
export type TrialResult = z.infer<typeof trialResultSchema>;
