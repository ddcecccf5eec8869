import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { methods, noteKinds, outcomes, results, verdicts } from "./words.ts";

export const antifraudReviews = sqliteTable(
  "antifraud_reviews",
  {
    organizationId: text("organization_id").notNull(),
    transactionId: text("transaction_id").notNull(),
    riskScore: integer("risk_score").notNull(),
    priority: integer("priority").notNull(),
    openedAt: integer("opened_at").notNull(),
    dueAt: integer("due_at").notNull(),
    assignee: text("assignee"),
    heldUntil: integer("held_until"),
    escalatedAt: integer("escalated_at"),
    verification: text("verification", { enum: results }),
    verdictId: text("verdict_id"),
    decision: text("decision", { enum: verdicts }),
    outcome: text("outcome", { enum: outcomes }),
    closedBy: text("closed_by"),
    closedAt: integer("closed_at"),
    tellAt: integer("tell_at"),
    finalAt: integer("final_at"),
    toldAt: integer("told_at"),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.transactionId] })],
);

export const antifraudReviewNotes = sqliteTable(
  "antifraud_review_notes",
  {
    organizationId: text("organization_id").notNull(),
    id: text("id").notNull(),
    transactionId: text("transaction_id").notNull(),
    kind: text("kind", { enum: noteKinds }).notNull(),
    author: text("author").notNull(),
    createdAt: integer("created_at").notNull(),
    sealedNote: text("sealed_note"),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.id] })],
);

export const antifraudVerifications = sqliteTable(
  "antifraud_verifications",
  {
    organizationId: text("organization_id").notNull(),
    reference: text("reference").notNull(),
    transactionId: text("transaction_id").notNull(),
    method: text("method", { enum: methods }).notNull(),
    result: text("result", { enum: results }).notNull(),
    receivedAt: integer("received_at").notNull(),
    receivedBy: text("received_by").notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.reference] })],
);

export const antifraudReviewSettings = sqliteTable("antifraud_review_settings", {
  organizationId: text("organization_id").primaryKey(),
  dueAfterMinutes: integer("due_after_minutes").notNull(),
  autoApproveVerified: integer("auto_approve_verified", { mode: "boolean" }).notNull(),
  updatedAt: integer("updated_at").notNull(),
  sealedEscalationsTo: text("sealed_escalations_to"),
});
