import { integer, primaryKey, real, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { modelStatuses, type RoleChange, type Roles } from "./models/model-roles.ts";
import type { RulePolicy } from "./own-rules/policy.ts";
import { type RuleDocument, ruleStates } from "./own-rules/rule-document.ts";
import type { Expression } from "./rule-language/expression.ts";
import type { Conditions } from "./rule-language/from-conditions.ts";
import { actions } from "./rules/rule.ts";
import { decisions, labelSources } from "./schemas.ts";
import type { AlertKind, Figures } from "./watch/figures.ts";
import type { Counted, Distributions, referenceKinds } from "./watch/reference.ts";

export const antifraudTransactions = sqliteTable(
  "antifraud_transactions",
  {
    organizationId: text("organization_id").notNull(),
    transactionId: text("transaction_id").notNull(),
    userId: text("user_id").notNull(),
    amountMinor: integer("amount_minor").notNull(),
    amountUsdCents: integer("amount_usd_cents").notNull(),
    currency: text("currency").notNull(),
    merchant: text("merchant").notNull(),
    merchantCategory: text("merchant_category").notNull(),
    sealed: text("sealed").notNull(),
    decision: text("decision", { enum: decisions }).notNull(),
    riskScore: integer("risk_score").notNull(),
    confidence: real("confidence").notNull(),
    reasons: text("reasons", { mode: "json" }).$type<string[]>().notNull(),
    modelVersion: text("ml_model_version").notNull(),
    processingTimeMs: integer("processing_time_ms").notNull(),
    answer: text("answer").notNull(),
    evidence: text("evidence").notNull(),
    payer: text("payer").notNull(),
    occurredAt: integer("occurred_at").notNull(),
    createdAt: integer("created_at").notNull(),
    deviceIndex: text("device_index"),
    ipIndex: text("ip_index"),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.transactionId] })],
);

export const antifraudLabels = sqliteTable(
  "antifraud_labels",
  {
    organizationId: text("organization_id").notNull(),
    source: text("source", { enum: [...labelSources, "review"] }).notNull(),
    sourceId: text("source_id").notNull(),
    transactionId: text("transaction_id").notNull(),
    isFraud: integer("is_fraud", { mode: "boolean" }).notNull(),
    occurredAt: integer("occurred_at").notNull(),
    reportedAt: integer("reported_at").notNull(),
    receivedAt: integer("received_at").notNull(),
    reportedBy: text("reported_by").notNull(),
    sealedNote: text("sealed_note"),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.source, table.sourceId] })],
);

export const antifraudModels = sqliteTable(
  "antifraud_models",
  {
    organizationId: text("organization_id").notNull(),
    id: text("id").notNull(),
    version: text("version").notNull(),
    sha256: text("sha256").notNull(),
    bytes: integer("bytes").notNull(),
    featureCount: integer("feature_count").notNull(),
    scoreScale: text("score_scale", { mode: "json" }).$type<[probability: number, score: number][]>().notNull(),
    status: text("status", { enum: modelStatuses }).notNull(),
    canaryShare: real("canary_share"),
    uploadedBy: text("uploaded_by").notNull(),
    createdAt: integer("created_at").notNull(),
    updatedAt: integer("updated_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.id] })],
);

export const antifraudModelAssignments = sqliteTable(
  "antifraud_model_assignments",
  {
    organizationId: text("organization_id").notNull(),
    revision: integer("revision").notNull(),
    roles: text("roles", { mode: "json" }).$type<Roles>().notNull(),
    change: text("change", { mode: "json" }).$type<RoleChange>().notNull(),
    changedBy: text("changed_by").notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.revision] })],
);

export const antifraudChallengerScores = sqliteTable(
  "antifraud_challenger_scores",
  {
    organizationId: text("organization_id").notNull(),
    modelId: text("model_id").notNull(),
    transactionId: text("transaction_id").notNull(),
    probability: real("probability").notNull(),
    score: integer("score").notNull(),
    wouldDecide: text("would_decide", { enum: decisions }).notNull(),
    championId: text("champion_id").notNull(),
    championScore: integer("champion_score").notNull(),
    championDecides: text("champion_decides", { enum: decisions }).notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.modelId, table.transactionId] })],
);

export const antifraudModelReferences = sqliteTable(
  "antifraud_model_references",
  {
    organizationId: text("organization_id").notNull(),
    version: text("version").notNull(),
    kind: text("kind").$type<(typeof referenceKinds)[number]>().notNull(),
    fromDay: integer("from_day"),
    toDay: integer("to_day"),
    payments: integer("payments").notNull(),
    distributions: text("distributions", { mode: "json" }).$type<Distributions>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.version] })],
);

export const antifraudModelDays = sqliteTable(
  "antifraud_model_days",
  {
    organizationId: text("organization_id").notNull(),
    version: text("version").notNull(),
    day: integer("day").notNull(),
    payments: integer("payments").notNull(),
    counted: text("counted", { mode: "json" }).$type<Counted>(),
    figures: text("figures", { mode: "json" }).$type<Figures>(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.day, table.version] })],
);

export const antifraudModelAlerts = sqliteTable(
  "antifraud_model_alerts",
  {
    organizationId: text("organization_id").notNull(),
    version: text("version").notNull(),
    kind: text("kind").$type<AlertKind>().notNull(),
    raisedDay: integer("raised_day").notNull(),
    resolvedDay: integer("resolved_day"),
    figure: real("figure").notNull(),
    threshold: real("threshold").notNull(),
    subject: text("subject"),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.version, table.kind, table.raisedDay] })],
);

export const antifraudRules = sqliteTable(
  "antifraud_rules",
  {
    id: text("id").notNull(),
    organizationId: text("organization_id").notNull(),
    ruleId: text("rule_id").notNull(),
    name: text("name").notNull(),
    description: text("description").notNull(),
    enabled: integer("enabled", { mode: "boolean" }).notNull(),
    priority: integer("priority").notNull(),
    conditions: text("conditions", { mode: "json" }).$type<Conditions>(),
    expression: text("expression", { mode: "json" }).$type<Expression>(),
    action: text("action", { enum: actions }).notNull(),
    state: text("state", { enum: ruleStates }).notNull(),
    sealedNotify: text("sealed_notify"),
    revision: integer("revision").notNull(),
    createdBy: text("created_by").notNull(),
    createdAt: integer("created_at").notNull(),
    updatedAt: integer("updated_at").notNull(),
    deletedAt: integer("deleted_at"),
    canaryPercent: integer("canary_percent"),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.ruleId] })],
);

export const antifraudRuleVersions = sqliteTable(
  "antifraud_rule_versions",
  {
    organizationId: text("organization_id").notNull(),
    ruleId: text("rule_id").notNull(),
    revision: integer("revision").notNull(),
    document: text("document", { mode: "json" }).$type<RuleDocument>().notNull(),
    isDeleted: integer("is_deleted", { mode: "boolean" }).notNull(),
    changedBy: text("changed_by").notNull(),
    createdAt: integer("created_at").notNull(),
    approvedBy: text("approved_by"),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.ruleId, table.revision] })],
);

export const antifraudRulePolicies = sqliteTable(
  "antifraud_rule_policies",
  {
    organizationId: text("organization_id").notNull(),
    revision: integer("revision").notNull(),
    policy: text("policy", { mode: "json" }).$type<RulePolicy>().notNull(),
    changedBy: text("changed_by").notNull(),
    approvedBy: text("approved_by"),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.revision] })],
);

export const antifraudRuleBooks = sqliteTable("antifraud_rule_books", {
  organizationId: text("organization_id").primaryKey(),
  revision: integer("revision").notNull(),
  enabledRules: integer("enabled_rules").notNull(),
  keptRules: integer("kept_rules").notNull(),
  updatedAt: integer("updated_at").notNull(),
  lonelyChanges: integer("lonely_changes").notNull().default(0),
  liveSnoozes: integer("live_snoozes").notNull().default(0),
});

export const antifraudRuleHits = sqliteTable(
  "antifraud_rule_hits",
  {
    organizationId: text("organization_id").notNull(),
    ruleId: text("rule_id").notNull(),
    transactionId: text("transaction_id").notNull(),
    decidedAt: integer("decided_at").notNull(),
    toldIn: text("told_in"),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.ruleId, table.transactionId] })],
);
