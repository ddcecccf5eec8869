import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { Counts } from "#platform/privacy";
import { requestKinds, requestStates, wireSubjects } from "./schemas.ts";

export const privacyRequests = sqliteTable("privacy_requests", {
  id: text("id").primaryKey(),
  organizationId: text("organization_id").notNull(),
  kind: text("kind", { enum: requestKinds }).notNull(),
  subjectType: text("subject_type", { enum: wireSubjects }).notNull(),
  subjectIndex: text("subject_index").notNull(),
  sealed: text("sealed"),
  requestedBy: text("requested_by").notNull(),
  requestId: text("request_id").notNull(),
  state: text("state", { enum: requestStates }).notNull(),
  refusal: text("refusal"),
  counts: text("counts", { mode: "json" }).$type<Counts>().notNull(),
  run: text("run"),
  parts: integer("parts"),
  leaseUntil: integer("lease_until").notNull(),
  erasedAt: integer("erased_at"),
  createdAt: integer("created_at").notNull(),
  finishedAt: integer("finished_at"),
  expiresAt: integer("expires_at"),
});

export const privacyResealed = sqliteTable(
  "privacy_resealed",
  {
    keyId: text("key_id").notNull(),
    organizationId: text("organization_id").notNull(),
    doneAt: integer("done_at").notNull(),
    stuck: integer("stuck").notNull(),
  },
  (table) => [primaryKey({ columns: [table.keyId, table.organizationId] })],
);

export const privacyRetention = sqliteTable(
  "privacy_retention",
  {
    organizationId: text("organization_id").notNull(),
    class: text("class").notNull(),
    days: integer("days"),
    sweptUntil: integer("swept_until").notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.class] })],
);
