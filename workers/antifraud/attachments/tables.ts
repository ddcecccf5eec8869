import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { mediaTypes } from "./media-type.ts";

export const antifraudAttachments = sqliteTable(
  "antifraud_attachments",
  {
    organizationId: text("organization_id").notNull(),
    id: text("id").notNull(),
    transactionId: text("transaction_id").notNull(),
    state: text("state", { enum: ["waiting", "stored", "leaving"] }).notNull(),
    mediaType: text("media_type", { enum: mediaTypes }).notNull(),
    bytes: integer("bytes").notNull(),
    contentIndex: text("content_index").notNull(),
    sealedName: text("sealed_name").notNull(),
    author: text("author").notNull(),
    createdAt: integer("created_at").notNull(),
    changedAt: integer("changed_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.id] })],
);
