import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { listKinds, listSubjects } from "./list-subjects.ts";

export const antifraudLists = sqliteTable(
  "antifraud_lists",
  {
    organizationId: text("organization_id").notNull(),
    id: text("id").notNull(),
    name: text("name").notNull(),
    description: text("description").notNull(),
    kind: text("kind", { enum: listKinds }).notNull(),
    subject: text("subject_type", { enum: listSubjects }).notNull(),
    isSystem: integer("is_system", { mode: "boolean" }).notNull(),
    entries: integer("entries").notNull(),
    version: integer("version").notNull(),
    createdIn: integer("created_in").notNull(),
    createdBy: text("created_by").notNull(),
    createdAt: integer("created_at").notNull(),
    updatedAt: integer("updated_at").notNull(),
    deletedIn: integer("deleted_in"),
    deletedAt: integer("deleted_at"),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.id] })],
);

export const antifraudListBooks = sqliteTable("antifraud_list_books", {
  organizationId: text("organization_id").primaryKey(),
  revision: integer("revision").notNull(),
  keptLists: integer("kept_lists").notNull(),
  updatedAt: integer("updated_at").notNull(),
});

/** What followers of a block have yet to hear. */
const untoldNews = ["blocked", "unblocked", "both"] as const;

export const antifraudListEntries = sqliteTable(
  "antifraud_list_entries",
  {
    organizationId: text("organization_id").notNull(),
    listId: text("list_id").notNull(),
    id: text("id").notNull(),
    addedIn: integer("added_in").notNull(),
    valueKey: text("value_key").notNull(),
    prefix: text("prefix"),
    sealed: text("sealed"),
    createdBy: text("created_by").notNull(),
    createdAt: integer("created_at").notNull(),
    expiresAt: integer("expires_at"),
    removedIn: integer("removed_in"),
    removedBy: text("removed_by"),
    removedAt: integer("removed_at"),
    untold: text("untold", { enum: untoldNews }),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.listId, table.id, table.addedIn] })],
);
