import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { type AggregateDefinition, fillStatuses } from "./definition.ts";

export const antifraudAggregates = sqliteTable(
  "antifraud_aggregates",
  {
    id: text("id").notNull(),
    organizationId: text("organization_id").notNull(),
    name: text("name").notNull(),
    description: text("description").notNull(),
    definition: text("definition", { mode: "json" }).$type<AggregateDefinition>().notNull(),
    revision: integer("revision").notNull(),
    generation: integer("generation").notNull(),
    isFilled: integer("is_filled", { mode: "boolean" }).notNull(),
    countedFrom: integer("counted_from").notNull(),
    createdBy: text("created_by").notNull(),
    createdAt: integer("created_at").notNull(),
    updatedAt: integer("updated_at").notNull(),
    deletedAt: integer("deleted_at"),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.name] })],
);

export const antifraudAggregateVersions = sqliteTable(
  "antifraud_aggregate_versions",
  {
    organizationId: text("organization_id").notNull(),
    name: text("name").notNull(),
    revision: integer("revision").notNull(),
    description: text("description").notNull(),
    definition: text("definition", { mode: "json" }).$type<AggregateDefinition>().notNull(),
    isDeleted: integer("is_deleted", { mode: "boolean" }).notNull(),
    changedBy: text("changed_by").notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.name, table.revision] })],
);

export const antifraudAggregateBooks = sqliteTable("antifraud_aggregate_books", {
  organizationId: text("organization_id").primaryKey(),
  revision: integer("revision").notNull(),
  kept: integer("kept").notNull(),
  deletedInUse: integer("deleted_in_use").notNull(),
  updatedAt: integer("updated_at").notNull(),
});

export const antifraudAggregateFills = sqliteTable(
  "antifraud_aggregate_fills",
  {
    organizationId: text("organization_id").notNull(),
    name: text("name").notNull(),
    generation: integer("generation").notNull(),
    status: text("status", { enum: fillStatuses }).notNull(),
    fromAt: integer("from_at").notNull(),
    untilAt: integer("until_at").notNull(),
    cursorAt: integer("cursor_at").notNull(),
    cursorId: text("cursor_id").notNull(),
    payments: integer("payments").notNull(),
    unreadable: integer("unreadable").notNull(),
    startedBy: text("started_by").notNull(),
    startedAt: integer("started_at").notNull(),
    updatedAt: integer("updated_at").notNull(),
    finishedAt: integer("finished_at"),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.name, table.generation] })],
);
