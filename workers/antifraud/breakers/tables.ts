import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { Trip } from "./breaker.ts";

export const antifraudBreakers = sqliteTable(
  "antifraud_breakers",
  {
    organizationId: text("organization_id").notNull(),
    ref: text("ref").notNull(),
    generation: integer("generation").notNull(),
    trip: text("trip", { mode: "json" }).$type<Trip>(),
    resetBy: text("reset_by"),
    resetAt: integer("reset_at"),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.ref] })],
);
