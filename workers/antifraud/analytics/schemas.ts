import { z } from "@hono/zod-openapi";
import { pageQuery } from "#platform/page";
import { TIME_ZONE } from "#platform/period";
import { periodFields, periodSchema } from "#platform/period-schemas";
import { labelSources, transactionFilterQuery } from "../schemas.ts";

export const buckets = ["hour", "day"] as const;
export const trendQuery = z.object({ ...periodFields, bucket: z.enum(buckets).default("day") });
export type TrendQuery = z.infer<typeof trendQuery>;

export const merchantQuery = pageQuery.extend(periodFields);
export type MerchantQuery = z.infer<typeof merchantQuery>;

const threshold = z.coerce.number().int().min(0).max(1000).multipleOf(10);
export const thresholdQuery = z.object({
  ...periodFields,
  review_from: threshold.optional().openapi({ description: "Tens; with `block_above` one pair instead of the grid" }),
  block_above: threshold.optional(),
});
export type ThresholdQuery = z.infer<typeof thresholdQuery>;

export const exportQuery = transactionFilterQuery.extend({ format: z.enum(["csv", "xlsx"]).default("csv") });

const count = z.int().min(0);
const rate = z.number().min(0).max(1);
const usd = z.number();

const totals = z.object({
  totals: z.object({ transactions: count, approved: count, under_review: count, blocked: count }),
  rates: z
    .object({ approved: rate, under_review: rate, blocked: rate })
    .nullable()
    .openapi({ description: "Shares of the decisions; null where there are none" }),
  amounts: z.object({
    total_usd: usd,
    approved_usd: usd,
    under_review_usd: usd,
    blocked_usd: usd,
    saved_usd: usd.openapi({ description: "Of confirmed frauds that were blocked or sent to a person" }),
    missed_usd: usd.openapi({ description: "Of confirmed frauds that were approved" }),
  }),
  processing_ms: z.object({ mean: z.number(), slowest: count }).nullable(),
  frauds: z.object({
    confirmed: count,
    confirmed_usd: usd,
    cleared: count.openapi({ description: "Reported to be no fraud" }),
    by_source: z.array(z.object({ source: z.enum([...labelSources, "review"]), transactions: count, amount_usd: usd })),
  }),
});

export const overviewSchema = totals
  .extend({
    period: periodSchema,
    reviews: z
      .object({ sent: count, approved: count, blocked: count, open: count })
      .openapi({ description: "What became of the payments that were sent to a person, by the newest verdict" }),
    models: z
      .array(
        z.object({
          version: z.string(),
          transactions: count,
          labelled: count,
          true_positives: count,
          false_positives: count,
          false_negatives: count,
          true_negatives: count,
          precision: rate.nullable(),
          recall: rate.nullable(),
          accuracy: rate.nullable(),
        }),
      )
      .openapi({
        description: "Who decided, and how well, by the payments that somebody reported on and by them alone",
      }),
    before: totals.extend({ period: periodSchema }).openapi({ description: "As many days right before" }),
    change: z
      .object({
        transactions: z.number().nullable(),
        blocked: z.number().nullable(),
        frauds: z.number().nullable(),
        total_usd: z.number().nullable(),
      })
      .openapi({ description: "Against the period before, 0.1 being a tenth more; null where there was nothing" }),
  })
  .openapi("AnalyticsOverview");
export type Overview = z.infer<typeof overviewSchema>;
export type OverviewTotals = z.infer<typeof totals>;

export const trendsSchema = z
  .object({
    period: periodSchema,
    bucket: z.enum(buckets),
    data: z.array(
      z.object({
        start: z.iso.datetime(),
        date: z.iso.date().openapi({ description: `The day in ${TIME_ZONE}` }),
        transactions: count,
        approved: count,
        under_review: count,
        blocked: count,
        amount_usd: usd,
        blocked_usd: usd,
        frauds: count,
        fraud_usd: usd,
      }),
    ),
  })
  .openapi("FraudTrends", { description: "Without gaps; where nothing was decided, zeros" });
export type Trends = z.infer<typeof trendsSchema>;

export const merchantRiskSchema = z
  .object({
    merchant: z.string(),
    transactions: count,
    approved: count,
    under_review: count,
    blocked: count,
    amount_usd: usd,
    blocked_usd: usd,
    frauds: count,
    fraud_usd: usd,
    block_rate: rate,
    block_rate_at_least: rate,
    fraud_rate: rate,
    fraud_rate_at_least: rate,
    risk: rate.openapi({
      description:
        "The share of payments that were confirmed frauds, or blocked and not cleared since, as much as 95 % of certainty allow to say",
    }),
    days: z
      .array(z.object({ date: z.iso.date(), transactions: count, blocked: count }))
      .openapi({ description: "The days of the period on which something was paid there, in order" }),
  })
  .openapi("MerchantRisk");
export type MerchantRisk = z.infer<typeof merchantRiskSchema>;

export const ruleReportSchema = z
  .object({
    period: periodSchema,
    transactions: count,
    data: z.array(
      z.object({
        rule_id: z.string(),
        name: z.string(),
        hits: count,
        share: rate.nullable().openapi({ description: "Of all payments of the period" }),
        amount_usd: usd,
        labelled: count,
        frauds: count,
        fraud_usd: usd,
        precision: rate
          .nullable()
          .openapi({ description: "Confirmed frauds among the hits that somebody reported on" }),
        precision_at_least: rate.nullable(),
        last_hit_at: z.iso.datetime().nullable(),
        hits_before: count,
        days: z.array(z.object({ date: z.iso.date(), hits: count })),
      }),
    ),
  })
  .openapi("RuleReport", { description: "The rules in force and those that hit in the period, most hits first" });
export type RuleReport = z.infer<typeof ruleReportSchema>;

const volumeSchema = z.object({ transactions: count, amount_usd: usd, frauds: count, fraud_usd: usd });
const volumesSchema = z.object({ approved: volumeSchema, under_review: volumeSchema, blocked: volumeSchema });
const pairSchema = volumesSchema.extend({ review_from: z.int(), block_above: z.int() });

export const thresholdReportSchema = z
  .object({
    period: periodSchema,
    transactions: count,
    held: count.openapi({
      description:
        "Decided by a rule, without the model, or held back from a newcomer's block: they stay as they were under every pair",
    }),
    held_volumes: volumesSchema.openapi({ description: "What was decided of those that are held" }),
    scores: z.array(volumeSchema.extend({ from: z.int(), to: z.int() })).openapi({
      description:
        "All others by their score, both ends included; a threshold in tens never falls inside one, so that any pair can be worked out of them",
    }),
    recorded: volumesSchema.openapi({ description: "What was decided in fact" }),
    current: pairSchema,
    pairs: z.array(pairSchema),
  })
  .openapi("ThresholdReport");
export type ThresholdReport = z.infer<typeof thresholdReportSchema>;
export type ThresholdPair = z.infer<typeof pairSchema>;

export const rebuildSchema = z
  .object({
    id: z.string(),
    status: z.enum(["counting", "clearing", "done"]).openapi({
      description: "`clearing`: what was counted anew is read already, what was read before is being removed",
    }),
    is_equal: z.boolean().nullable().openapi({ description: "Whether both counts were the same; null until compared" }),
    differences: z
      .object({ hours: count, scores: count, merchants: count, rules: count })
      .nullable()
      .openapi({ description: "Rows that only one of the two counts had, by table" }),
    started_by: z.string(),
    started_at: z.iso.datetime(),
    finished_at: z.iso.datetime().nullable(),
  })
  .openapi("AnalyticsRebuild");
export type Rebuild = z.infer<typeof rebuildSchema>;
