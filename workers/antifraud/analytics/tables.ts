import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { decisions, labelSources } from "../schemas.ts";

/** Decisions by what was decided, and their amounts in US cents. */
const byDecision = () => ({
  approved: integer("approved").notNull(),
  underReview: integer("under_review").notNull(),
  blocked: integer("blocked").notNull(),
  approvedCents: integer("approved_cents").notNull(),
  underReviewCents: integer("under_review_cents").notNull(),
  blockedCents: integer("blocked_cents").notNull(),
});

/** Which set of rollups a row is of, and whose. */
const ofSet = () => ({
  rollupSet: integer("rollup_set").notNull(),
  organizationId: text("organization_id").notNull(),
});

export const antifraudRollupSets = sqliteTable("antifraud_rollup_sets", {
  id: integer("id").notNull().primaryKey(),
  isLive: integer("is_live", { mode: "boolean" }).notNull(),
  mark: integer("mark").notNull(),
});

export const antifraudHourRollups = sqliteTable(
  "antifraud_hour_rollups",
  {
    ...ofSet(),
    hour: integer("hour").notNull(),
    ...byDecision(),
    processingMs: integer("processing_ms").notNull(),
    slowestMs: integer("slowest_ms").notNull(),
  },
  (table) => [primaryKey({ columns: [table.rollupSet, table.organizationId, table.hour] })],
);

export const antifraudScoreRollups = sqliteTable(
  "antifraud_score_rollups",
  {
    ...ofSet(),
    day: integer("day").notNull(),
    modelVersion: text("ml_model_version").notNull(),
    isHeld: integer("is_held", { mode: "boolean" }).notNull(),
    step: integer("step").notNull(),
    ...byDecision(),
  },
  (table) => [
    primaryKey({
      columns: [table.rollupSet, table.organizationId, table.day, table.modelVersion, table.isHeld, table.step],
    }),
  ],
);

export const antifraudMerchantRollups = sqliteTable(
  "antifraud_merchant_rollups",
  { ...ofSet(), merchant: text("merchant").notNull(), day: integer("day").notNull(), ...byDecision() },
  (table) => [primaryKey({ columns: [table.rollupSet, table.organizationId, table.merchant, table.day] })],
);

export const antifraudRuleRollups = sqliteTable(
  "antifraud_rule_rollups",
  {
    ...ofSet(),
    day: integer("day").notNull(),
    ruleId: text("rule_id").notNull(),
    hits: integer("hits").notNull(),
    amountCents: integer("amount_cents").notNull(),
    lastHitAt: integer("last_hit_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.rollupSet, table.organizationId, table.day, table.ruleId] })],
);

export const antifraudOutcomes = sqliteTable(
  "antifraud_outcomes",
  {
    organizationId: text("organization_id").notNull(),
    decidedAt: integer("decided_at").notNull(),
    transactionId: text("transaction_id").notNull(),
    decision: text("decision", { enum: decisions }).notNull(),
    step: integer("step").notNull(),
    isHeld: integer("is_held", { mode: "boolean" }).notNull(),
    amountUsdCents: integer("amount_usd_cents").notNull(),
    merchant: text("merchant").notNull(),
    modelVersion: text("ml_model_version").notNull(),
    rules: text("rules", { mode: "json" }).$type<string[]>().notNull(),
    source: text("source", { enum: [...labelSources, "review"] }).notNull(),
    isFraud: integer("is_fraud", { mode: "boolean" }).notNull(),
    verdict: text("verdict", { enum: ["APPROVED", "BLOCKED"] }),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.decidedAt, table.transactionId] })],
);

/** How many rows only one of two sets had, by table. */
export type Differences = { hours: number; scores: number; merchants: number; rules: number };

export const antifraudRollupRebuilds = sqliteTable("antifraud_rollup_rebuilds", {
  id: text("id").notNull().primaryKey(),
  rollupSet: integer("rollup_set").notNull(),
  status: text("status", { enum: ["counting", "clearing", "done"] }).notNull(),
  differences: text("differences", { mode: "json" }).$type<Differences>(),
  startedBy: text("started_by").notNull(),
  startedAt: integer("started_at").notNull(),
  finishedAt: integer("finished_at"),
});
