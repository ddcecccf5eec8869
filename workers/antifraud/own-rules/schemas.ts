import { z } from "@hono/zod-openapi";
import { holdsCardNumber } from "#platform/card-number";
import { THRESHOLD_STEP } from "../analytics/simulate-thresholds.ts";
import { LONGEST_WINDOW } from "../breakers/band.ts";
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

/** Why a change is made. */
export const comment = label(500)
  // Bodies are looked through before they come here, addresses are not.
  .refine((text) => !holdsCardNumber(text), "Must not hold a card number")
  .optional()
  .openapi({ description: "What the second person is to know, where the organisation asks for two" });

/** What a rule says, wherever it stands in its life. */
export const draftFields = {
  rule_id: ruleId.optional().openapi({ description: "Given by the caller, or made" }),
  name: label(200),
  description: z.string().trim().max(1000).default(""),
  priority: z.int().min(0).max(1_000_000).default(100).openapi({
    description: "Lower counts first among rules of one severity",
  }),
  ...askedSchema,
  action: z.enum(actions),
};

/** The published form of a rule, with a state of its life beside `enabled`. */
export const ruleInput = z
  .strictObject({
    ...draftFields,
    enabled: z.boolean().default(true),
    notify: z.array(z.email().max(254)).max(MOST_RECIPIENTS).default([]).openapi({
      description:
        "Who is mailed when the live rule hits: at the first hit, then once an hour at most, with their number",
    }),
    state: z.enum(ruleStates).default("live").openapi({
      description:
        "`draft` is not evaluated, `shadow` is evaluated and decides nothing, `canary` decides for some payers and is in shadow for the others, `live` decides",
    }),
    canary_percent: z.int().min(1).max(99).optional().openapi({
      description:
        "For how many of a hundred payers a rule on canary decides: always the same ones, and with a greater share these and others",
    }),
    comment,
  })
  .refine(({ state, canary_percent }) => (state === "canary") === (canary_percent !== undefined), {
    path: ["canary_percent"],
    message: "Belongs to the state canary, and to no other",
  })
  .openapi("RuleInput");
export type RuleInput = z.infer<typeof ruleInput>;

export const documentFields = {
  name: z.string(),
  description: z.string(),
  enabled: z.boolean(),
  priority: z.int(),
  conditions: z.record(z.string(), z.unknown()).nullable(),
  expression: z.unknown().openapi({ description: "null where the rule has conditions" }),
  action: z.enum(actions),
  state: z.enum(ruleStates),
  canary_percent: z.int().nullable().openapi({ description: "null unless the rule is on canary" }),
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

export const listedRuleSchema = ruleSchema
  .extend({ snoozes: z.int().openapi({ description: "For how many payers it is out of force now" }) })
  .openapi("ListedRule");
export type ListedRule = z.infer<typeof listedRuleSchema>;

export const ruleVersionSchema = z
  .object({
    rule_id: z.string(),
    revision: z.int(),
    ...documentFields,
    deleted: z.boolean().openapi({ description: "Whether the rule was deleted at this revision" }),
    changed_by: z.string(),
    approved_by: z.string().nullable().openapi({ description: "The second person, where two were asked for" }),
    created_at: z.iso.datetime(),
  })
  .openapi("RuleVersion");
export type RuleVersionView = z.infer<typeof ruleVersionSchema>;

export const rollbackInput = z
  .strictObject({
    revision: z.int().min(1).optional().openapi({ description: "Whose document becomes the newest one" }),
    off: z.literal(true).optional().openapi({ description: "Instead of a revision: the rule as it is, switched off" }),
    comment,
  })
  .refine(({ revision, off }) => (revision === undefined) !== (off === undefined), {
    path: ["revision"],
    message: "Send either revision or off",
  })
  .openapi("RuleRollback");
export type RollbackInput = z.infer<typeof rollbackInput>;

const policyFields = {
  allow_first: z.boolean().openapi({
    description: "Whether a live rule that says ALLOW approves a payment although others hit",
  }),
  four_eyes: z.boolean().openapi({
    description:
      "Whether what comes into force, or is in force, changes only once a second person approved it; switching this off is such a change",
  }),
};

const breakerSchema = z
  .strictObject({
    enabled: z.boolean(),
    window_minutes: z.int().min(1).max(LONGEST_WINDOW),
    min_payments: z.int().min(20).max(1_000_000).openapi({
      description: "With fewer payments in the window nothing trips",
    }),
    max_block_rate: z.number().min(0.01).max(1).openapi({
      description: "The share of payments that a rule, or the model, may block in the window",
    }),
    max_factor: z.number().min(1.5).max(1000).openapi({
      description:
        "How many times the share of the day before it may block, where that day had `min_payments`; up to a share of 0.05 nothing trips by it",
    }),
  })
  .openapi("BreakerBand");

/** In tens, since the simulator of thresholds counts scores so. */
const threshold = z.int().min(THRESHOLD_STEP).max(1000).multipleOf(THRESHOLD_STEP);

const thresholdsSchema = z
  .strictObject({
    review_from: threshold.openapi({ description: "Scores from here on are reviewed" }),
    block_above: threshold.openapi({ description: "Scores above are refused" }),
    unseen_limit_usd: z.number().min(0).max(1_000_000).openapi({
      description: "While no model answers, payments above this sum are reviewed",
    }),
  })
  .refine(({ review_from, block_above }) => review_from <= block_above, {
    path: ["block_above"],
    message: "Lies below review_from",
  })
  .openapi("DecisionThresholds");

/** Fields that are left out stay as they are, so that who knows of none but `allow_first` changes nothing else. */
export const policyInput = z
  .strictObject({
    allow_first: policyFields.allow_first,
    four_eyes: policyFields.four_eyes.optional(),
    breaker: breakerSchema.optional(),
    thresholds: thresholdsSchema.optional(),
    comment,
  })
  .openapi("RulePolicyInput");
export type PolicyInput = z.infer<typeof policyInput>;

export const policySchema = z
  .object({ ...policyFields, breaker: breakerSchema, thresholds: thresholdsSchema })
  .openapi("RulePolicy");
export type PolicyView = z.infer<typeof policySchema>;
