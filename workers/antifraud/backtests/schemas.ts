import { z } from "@hono/zod-openapi";
import { pageQuery } from "#platform/page";
import { TIME_ZONE } from "#platform/period";
import { documentFields, draftFields } from "../own-rules/schemas.ts";
import { actions } from "../rules/rule.ts";
import { decisions, label } from "../schemas.ts";
import { labels, obstacles, statuses } from "./words.ts";

export const MOST_DAYS = 90;
const MOST_DRAFTS = 20;
const MOST_REMOVED = 100;

const draftRule = z.strictObject(draftFields).openapi("BacktestRule");

const threshold = z.int().min(1).max(1000);

const changesSchema = z
  .strictObject({
    rules: z.array(draftRule).max(MOST_DRAFTS).default([]).openapi({
      description: "Rules to add, or to put in the place of the rule with their `rule_id`, as if they had been live",
    }),
    remove: z.array(z.string().max(64)).max(MOST_REMOVED).default([]).openapi({
      description: "Rules to leave out, built-in ones too, in whatever revision they stood",
    }),
    thresholds: z
      .strictObject({ review_from: threshold, block_above: threshold })
      .refine(({ review_from, block_above }) => review_from <= block_above, {
        path: ["block_above"],
        message: "Must not be below review_from",
      })
      .optional(),
    allow_first: z.boolean().optional(),
  })
  .openapi("BacktestChanges");

export const backtestInput = z
  .strictObject({
    name: label(200).optional(),
    comment: label(1000).optional(),
    from: z.iso.datetime({ offset: true }),
    to: z.iso.datetime({ offset: true }).openapi({ description: `Not included; at most ${MOST_DAYS} days after from` }),
    changes: changesSchema.default({ rules: [], remove: [] }),
  })
  .openapi("BacktestInput");
export type BacktestInput = z.infer<typeof backtestInput>;

const count = z.int().min(0);
const usd = z.number();
const rate = z.number().min(0).max(1).nullable();
const volume = { payments: count, amount_usd: usd };

export const backtestSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    comment: z.string(),
    status: z.enum(statuses).openapi({ description: "`failed`: some decisions could not be read, however often" }),
    from: z.iso.datetime(),
    to: z.iso.datetime(),
    changed: z
      .object({
        drafts: z.array(z.object({ rule_id: z.string(), name: z.string() })),
        removed: count,
        thresholds: z.boolean(),
        allow_first: z.boolean(),
      })
      .openapi({ description: "What it changes, in short; in full in the backtest itself" }),
    progress: z.object({
      decisions: count.openapi({ description: "Those of the period when the backtest was ordered" }),
      processed: count,
    }),
    created_by: z.string(),
    created_at: z.iso.datetime(),
    started_at: z.iso.datetime().nullable(),
    finished_at: z.iso.datetime().nullable(),
  })
  .openapi("Backtest");
export type BacktestView = z.infer<typeof backtestSchema>;

const qualitySchema = z
  .object({
    precision: rate.openapi({ description: "Of what was stopped and reported on, the share that was fraud" }),
    recall: rate.openapi({ description: "Of known fraud, the share that was stopped" }),
    false_positive_rate: rate.openapi({
      description: "Of payments known to be legitimate, the share that was stopped",
    }),
    fraud_stopped: z.object(volume),
    fraud_missed: z.object(volume),
    legitimate_stopped: z.object(volume),
  })
  .openapi("BacktestQuality");
export type Quality = z.infer<typeof qualitySchema>;

const sideSchema = z.object({
  labels: z.array(z.object({ label: z.enum(labels), decision: z.enum(decisions), ...volume })),
  blocked: qualitySchema.openapi({ description: "Where stopped means blocked" }),
  blocked_or_reviewed: qualitySchema.openapi({ description: "Where stopped means blocked or under review" }),
});

const sampleHit = z.object({
  transaction_id: z.string(),
  href: z.string(),
  decision: z.enum(decisions),
  amount_usd: usd,
  explanation: z.string().openapi({ description: "The rule with the values of the payment filled in" }),
  created_at: z.iso.datetime(),
});

const ruleReport = z
  .object({
    rule_id: z.string(),
    name: z.string(),
    action: z.enum(actions),
    hits: count,
    amount_usd: usd,
    unique_hits: count.openapi({ description: "Hits of payments that no other rule hit" }),
    missing: count.openapi({ description: "Decisions that lack what the rule asks for" }),
    errors: count.openapi({ description: "Decisions for which the rule cannot be computed" }),
    precision: rate.openapi({ description: "Of the hits that were reported on, the share that was fraud" }),
    by_label: z.array(z.object({ label: z.enum(labels), ...volume })),
    by_live_decision: z.array(z.object({ decision: z.enum(decisions), payments: count })),
    overlap: z
      .array(z.object({ rule_id: z.string(), payments: count, share: z.number().min(0).max(1) }))
      .openapi({ description: "Other rules that hit the same payments, most first; share of this rule's hits" }),
    days: z.array(z.object({ day: z.iso.date(), hits: count })),
    sample_hits: z.array(sampleHit).openapi({ description: "The newest, at most 20" }),
  })
  .openapi("BacktestRuleReport");
export type RuleReport = z.infer<typeof ruleReport>;

const resultSchema = z
  .object({
    replayed: count,
    not_replayed: z.array(z.object({ reason: z.enum(obstacles), decisions: count })).openapi({
      description:
        "`staged`: the sandbox decided by the amount; `unreadable_evidence`: of a form that holds no features or no rules; `unknown_rule`: held against a rule that is known no more",
    }),
    without_model: count.openapi({ description: "Replayed without a model, as they were decided" }),
    details_forgotten: count.openapi({
      description: "Replayed without what rules asked for, since the details were erased or are past their time",
    }),
    decisions_changed: count,
    scores_changed: count,
    decisions: z.array(z.object({ live: z.enum(decisions), backtest: z.enum(decisions), ...volume })),
    live: sideSchema,
    backtest: sideSchema,
    rules: z.array(ruleReport),
    days: z.array(
      z.object({
        day: z.iso.date(),
        payments: count,
        changed: count,
        approved: count,
        under_review: count,
        blocked: count,
      }),
    ),
    time_zone: z.literal(TIME_ZONE),
  })
  .openapi("BacktestResult");
export type ResultView = z.infer<typeof resultSchema>;

const { enabled: _enabled, state: _state, canary_percent: _percent, ...triedFields } = documentFields;

export const backtestDetailSchema = backtestSchema
  .extend({
    changes: z.object({
      rules: z.array(z.object({ rule_id: z.string(), ...triedFields })).openapi({ description: "As they were tried" }),
      remove: z.array(z.string()),
      thresholds: z.object({ review_from: z.int(), block_above: z.int() }).nullable(),
      allow_first: z.boolean().nullable(),
    }),
    result: resultSchema
      .nullable()
      .openapi({ description: "What was found until now; null before the first decision" }),
  })
  .openapi("BacktestDetail");
export type BacktestDetail = z.infer<typeof backtestDetailSchema>;

export const differenceQuery = pageQuery.extend({
  label: z.enum(labels).optional(),
  live: z.enum(decisions).optional().openapi({ description: "Those that were decided so live" }),
  backtest: z.enum(decisions).optional().openapi({ description: "Those that the backtest decides so" }),
});
export type DifferenceQuery = z.infer<typeof differenceQuery>;

export const differenceSchema = z
  .object({
    transaction_id: z.string(),
    href: z.string(),
    label: z.enum(labels),
    amount_usd: usd,
    live: z.object({ decision: z.enum(decisions), risk_score: z.int() }),
    backtest: z.object({ decision: z.enum(decisions), risk_score: z.int() }),
    created_at: z.iso.datetime(),
  })
  .openapi("BacktestDifference");
export type DifferenceView = z.infer<typeof differenceSchema>;
