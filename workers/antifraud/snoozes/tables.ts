import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const antifraudRuleSnoozes = sqliteTable(
  "antifraud_rule_snoozes",
  {
    organizationId: text("organization_id").notNull(),
    id: text("id").notNull(),
    ruleId: text("rule_id").notNull(),
    payerIndex: text("payer_index").notNull(),
    sealedPayer: text("sealed_payer").notNull(),
    until: integer("until").notNull(),
    createdBy: text("created_by").notNull(),
    createdAt: integer("created_at").notNull(),
    endedBy: text("ended_by"),
    endedAt: integer("ended_at"),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.id] })],
);
