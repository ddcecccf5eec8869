import { integer, primaryKey, real, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { decisions, labelSources } from "./schemas.ts";

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
