import { z } from "@hono/zod-openapi";
import { listKinds, listSubjects } from "./lists/list-subjects.ts";

/** What may be missing from a decision because it could not be asked in time. */
export const degradedParts = ["user", "device", "ip", "merchant", "model", "champion_model"] as const;
export type DegradedPart = (typeof degradedParts)[number];

/** What became of a rule; one in shadow, or snoozed for the payer, that would have hit decided nothing. */
export const ruleResults = ["hit", "shadow_hit", "snoozed", "not_hit", "missing", "error"] as const;

export const evidenceSchema = z
  .object({
    features: z.array(
      z.object({ name: z.string(), value: z.number().nullable(), unit: z.string(), meaning: z.string() }),
    ),
    model: z
      .object({
        version: z.string(),
        probability: z.number(),
        score: z.int(),
        tripped: z.boolean().openapi({ description: "Whether it would have blocked and was stopped by its breaker" }),
      })
      .nullable(),
    contributions: z.array(z.object({ group: z.string(), points: z.int(), title: z.string() })).openapi({
      description:
        "What each circumstance makes up in the model's score, the heaviest first; empty below the review threshold. The points need not add up to the score, since circumstances also count together",
    }),
    ordinary_score: z.int().nullable().openapi({
      description:
        "What the model gives an ordinary payment, from which the contributions count; null where there are none, and of decisions that were made before it was kept",
    }),
    rules: z.array(
      z.object({
        rule_id: z.string(),
        revision: z.int().nullable().openapi({
          description:
            "Of a rule of the organisation, as it stood when the payment was decided; null of a built-in one",
        }),
        name: z.string(),
        action: z.enum(["BLOCK", "REVIEW", "ALLOW"]),
        result: z.enum(ruleResults),
        tripped: z.boolean().openapi({
          description: "Whether the rule would have blocked and was stopped by its breaker: it counted as REVIEW",
        }),
        explanation: z.string().openapi({ description: "The conditions with the values of this payment filled in" }),
        condition: z.unknown().openapi({
          description:
            "The same as an expression of `/docs/rules`, to be told in words of your own; null of a version that could not be read",
        }),
        values: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()]).nullable()).openapi({
          description: "What this payment said of each field that the condition names; null where it said nothing",
        }),
      }),
    ),
    allow_first: z.boolean().openapi({
      description: "Whether a rule or list that says ALLOW went before all others",
    }),
    lists: z
      .object({
        revision: z.int().openapi({ description: "Of the organisation's lists, as they were asked" }),
        held: z.array(
          z.object({
            list_id: z.string(),
            name: z.string(),
            kind: z.enum(listKinds),
            subject_type: z.enum(listSubjects).openapi({ description: "What of the payment it held" }),
          }),
        ),
        lacks: z.array(z.enum(listSubjects)).openapi({
          description: "Of what there were lists, but the payment said nothing",
        }),
      })
      .nullable()
      .openapi({ description: "What lists held of the payment; null where there were none" }),
    aggregates: z.record(z.string(), z.number().nullable()).openapi({
      description:
        "What the organisation's aggregates said, by `name@revision`; null where there was nothing to tell, or not yet",
    }),
    aggregates_at_least: z.array(z.string()).openapi({
      description: "Those of them that counted as many others as are kept, so that the value may be too low",
    }),
    thresholds: z.object({ review_from: z.int(), block_above: z.int() }),
    degraded: z.array(z.enum(degradedParts)),
    timings: z.object({ gather_ms: z.number(), assess_ms: z.number(), total_ms: z.number() }),
    exchange_rates_as_of: z.string(),
    staged: z.boolean().openapi({
      description: "Whether the sandbox decided by the amount alone; neither model nor rules were asked then",
    }),
  })
  .openapi("Evidence");
export type Evidence = z.infer<typeof evidenceSchema>;
