import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { decisions } from "../schemas.ts";
import type { Changes } from "./changes.ts";
import type { Tally } from "./tally.ts";
import { labels, statuses } from "./words.ts";

export const antifraudBacktests = sqliteTable(
  "antifraud_backtests",
  {
    organizationId: text("organization_id").notNull(),
    id: text("id").notNull(),
    name: text("name").notNull(),
    comment: text("comment").notNull(),
    status: text("status", { enum: statuses }).notNull(),
    fromAt: integer("from_at").notNull(),
    toAt: integer("to_at").notNull(),
    changes: text("changes", { mode: "json" }).$type<Changes>().notNull(),
    mark: integer("mark").notNull(),
    decisions: integer("decisions").notNull(),
    processed: integer("processed").notNull(),
    chunk: integer("chunk").notNull(),
    cursorAt: integer("cursor_at").notNull(),
    cursorId: text("cursor_id").notNull(),
    tries: integer("tries").notNull(),
    leasedUntil: integer("leased_until").notNull(),
    tally: text("tally", { mode: "json" }).$type<Tally>(),
    createdBy: text("created_by").notNull(),
    createdAt: integer("created_at").notNull(),
    startedAt: integer("started_at"),
    finishedAt: integer("finished_at"),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.id] })],
);

export const antifraudBacktestDifferences = sqliteTable(
  "antifraud_backtest_differences",
  {
    organizationId: text("organization_id").notNull(),
    backtestId: text("backtest_id").notNull(),
    decidedAt: integer("decided_at").notNull(),
    transactionId: text("transaction_id").notNull(),
    label: text("label", { enum: labels }).notNull(),
    amountUsdCents: integer("amount_usd_cents").notNull(),
    liveDecision: text("live_decision", { enum: decisions }).notNull(),
    liveScore: integer("live_score").notNull(),
    decision: text("decision", { enum: decisions }).notNull(),
    score: integer("score").notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.backtestId, table.decidedAt, table.transactionId] })],
);
