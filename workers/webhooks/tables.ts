import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { KeptKey } from "./keys.ts";
import { disabledReasons } from "./schemas.ts";

export const webhookEndpoints = sqliteTable(
  "webhook_endpoints",
  {
    organizationId: text("organization_id").notNull(),
    id: text("id").notNull(),
    sealedUrl: text("sealed_url").notNull(),
    description: text("description").notNull(),
    eventTypes: text("event_types", { mode: "json" }).$type<string[]>(),
    isEnabled: integer("is_enabled", { mode: "boolean" }).notNull(),
    disabledReason: text("disabled_reason", { enum: disabledReasons }),
    disabledAt: integer("disabled_at"),
    keys: text("keys", { mode: "json" }).$type<KeptKey[]>().notNull(),
    revision: integer("revision").notNull(),
    createdBy: text("created_by").notNull(),
    createdAt: integer("created_at").notNull(),
    updatedAt: integer("updated_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.id] })],
);
