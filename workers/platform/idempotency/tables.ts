import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const idempotencyKeys = sqliteTable(
  "idempotency_keys",
  {
    organizationId: text("organization_id").notNull(),
    callerId: text("caller_id").notNull(),
    keyHash: text("key_hash").notNull(),
    requestHash: text("request_hash").notNull(),
    requestId: text("request_id").notNull(),
    attempt: text("attempt").notNull(),
    createdAt: integer("created_at").notNull(),
    leasedUntil: integer("leased_until").notNull(),
    tookEffectAt: integer("took_effect_at"),
    answer: text("answer"),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.callerId, table.keyHash] })],
);
