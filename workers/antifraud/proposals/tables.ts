import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { RulePolicy } from "../own-rules/policy.ts";
import type { RuleDocument } from "../own-rules/rule-document.ts";
import { keptStates, proposalKinds } from "./words.ts";

export const antifraudRuleProposals = sqliteTable(
  "antifraud_rule_proposals",
  {
    organizationId: text("organization_id").notNull(),
    id: text("id").notNull(),
    kind: text("kind", { enum: proposalKinds }).notNull(),
    ruleId: text("rule_id"),
    baseRevision: integer("base_revision").notNull(),
    document: text("document", { mode: "json" }).$type<RuleDocument>(),
    policy: text("policy", { mode: "json" }).$type<RulePolicy>(),
    sealedNotify: text("sealed_notify"),
    comment: text("comment").notNull(),
    state: text("state", { enum: keptStates }).notNull(),
    proposedBy: text("proposed_by").notNull(),
    answerable: text("answerable").notNull(),
    createdAt: integer("created_at").notNull(),
    expiresAt: integer("expires_at").notNull(),
    verdicts: integer("verdicts").notNull(),
    decidedBy: text("decided_by"),
    decidedAt: integer("decided_at"),
    reason: text("reason"),
    revision: integer("revision"),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.id] })],
);
