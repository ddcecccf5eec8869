import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { languages } from "#platform/i18n";
import type { TemplateName } from "./templates/index.ts";
import { channels } from "./templates/template.ts";

export const notifications = sqliteTable("notifications", {
  id: text("id").primaryKey(),
  organizationId: text("organization_id").notNull(),
  channel: text("channel", { enum: channels }).notNull(),
  template: text("template").$type<TemplateName>().notNull(),
  language: text("language", { enum: languages }).notNull(),
  sealed: text("sealed"),
  state: text("state", { enum: ["waiting", "sent", "failed", "recorded"] }).notNull(),
  attempts: integer("attempts").notNull(),
  dueAt: integer("due_at").notNull(),
  usefulUntil: integer("useful_until").notNull(),
  provider: text("provider"),
  providerId: text("provider_id"),
  failure: text("failure"),
  createdAt: integer("created_at").notNull(),
  finishedAt: integer("finished_at"),
});
