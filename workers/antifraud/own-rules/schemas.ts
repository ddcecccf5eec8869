import { z } from "@hono/zod-openapi";
import { actions } from "../rules/rule.ts";
import { label } from "../schemas.ts";
import { ruleStates } from "./rule-document.ts";

const MOST_FIELDS = 50;
const MOST_RECIPIENTS = 10;

const textValue = z.string().max(256);

/** What a field of the published form is tested by. */
const testSchema = z
  .discriminatedUnion("operator", [
    z.strictObject({
      operator: z.enum(["greater_than", "greater_or_equal", "less_than", "less_or_equal"]),
      value: z.number(),
    }),
    z.strictObject({
      operator: z.enum(["equals", "not_equals"]),
      value: z.union([textValue, z.number(), z.boolean()], { error: "Must be a text, a number or a boolean" }),
    }),
    z.strictObject({
      operator: z.enum(["in", "not_in"]),
      value: z
        .array(z.union([textValue, z.number()], { error: "Must be a text or a number" }))
        .min(1)
        .max(1000),
    }),
    z.strictObject({ operator: z.literal("contains"), value: textValue.min(1) }),
    z.strictObject({ operator: z.literal("between"), value: z.tuple([z.number(), z.number()]) }),
    z.strictObject({ operator: z.literal("exists"), value: z.boolean() }),
  ])
  .openapi("RuleTest");

/** The published form: every named field must pass its test. */
export const conditionsSchema = z
  .record(z.string(), testSchema)
  .refine((conditions) => Object.keys(conditions).length >= 1, "Must test at least one field")
  .refine((conditions) => Object.keys(conditions).length <= MOST_FIELDS, `Tests at most ${MOST_FIELDS} fields`);

const ruleId = z
  .string()
  .max(64)
  .regex(/^rule_[\w.-]+$/, "Must begin with rule_, then letters, digits, points, dashes and underscores");

/** What a rule asks: one of both. */
export const askedSchema = {
  conditions: conditionsSchema.nullish().openapi({
    description:
      "Every named field must pass its test. `amount` is in US dollars, `amount_local` in the payment's currency",
  }),
  expression: z.unknown().optional().openapi({
    description:
      'The richer form, e.g. `{"or": [{"gt": [{"field": "amount"}, 10000]}, {"in": [{"field": "country"}, ["AE", "TR"]]}]}`',
  }),
};

/** The published form of a rule, with a state of its life beside `enabled`. */
export const ruleInput = z
  .strictObject({
    rule_id: ruleId.optional().openapi({ description: "Given by the caller, or made" }),
    name: label(200),
    description: z.string().trim().max(1000).default(""),
    enabled: z.boolean().default(true),
    priority: z.int().min(0).max(1_000_000).default(100).openapi({
      description: "Lower counts first among rules of one severity",
    }),
    ...askedSchema,
    action: z.enum(actions),
    notify: z.array(z.email().max(254)).max(MOST_RECIPIENTS).default([]).openapi({
      description:
        "Who is mailed when the live rule hits: at the first hit, then once an hour at most, with their number",
    }),
    state: z.enum(ruleStates).default("live").openapi({
      description: "`draft` is not evaluated, `shadow` is evaluated and decides nothing, `live` decides",
    }),
  })
  .openapi("RuleInput");
export type RuleInput = z.infer<typeof ruleInput>;

const documentFields = {
  name: z.string(),
  description: z.string(),
  enabled: z.boolean(),
  priority: z.int(),
  conditions: z.record(z.string(), z.unknown()).nullable(),
  expression: z.unknown().openapi({ description: "null where the rule has conditions" }),
  action: z.enum(actions),
  state: z.enum(ruleStates),
};

export const ruleSchema = z
  .object({
    rule_id: z.string(),
    ...documentFields,
    notify: z.array(z.string()),
    built_in: z.boolean().openapi({ description: "Whether the rule comes with the service and cannot be changed" }),
    revision: z.int().nullable(),
    created_at: z.iso.datetime().nullable(),
    updated_at: z.iso.datetime().nullable(),
  })
  .openapi("Rule");
export type RuleView = z.infer<typeof ruleSchema>;

export const ruleVersionSchema = z
  .object({
    rule_id: z.string(),
    revision: z.int(),
    ...documentFields,
    deleted: z.boolean().openapi({ description: "Whether the rule was deleted at this revision" }),
    changed_by: z.string(),
    created_at: z.iso.datetime(),
  })
  .openapi("RuleVersion");
export type RuleVersionView = z.infer<typeof ruleVersionSchema>;

export const policySchema = z
  .strictObject({
    allow_first: z.boolean().openapi({
      description: "Whether a live rule that says ALLOW approves a payment although others hit",
    }),
  })
  .openapi("RulePolicy");
