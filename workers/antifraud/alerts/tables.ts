import { integer, primaryKey, real, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { languages } from "#platform/i18n";
import type { Verdict } from "./judge-reading.ts";
import { baselines, comparisons, metrics } from "./metrics.ts";
import { noDataPolicies, phases } from "./next-standing.ts";
import { alertSources, severities } from "./words.ts";

export const antifraudAlertRules = sqliteTable(
  "antifraud_alert_rules",
  {
    organizationId: text("organization_id").notNull(),
    id: text("id").notNull(),
    name: text("name").notNull(),
    metric: text("metric", { enum: metrics }).notNull(),
    comparison: text("comparison", { enum: comparisons }).notNull(),
    threshold: real("threshold").notNull(),
    baseline: text("baseline", { enum: baselines }),
    windowMinutes: integer("window_minutes").notNull(),
    minimumSample: integer("minimum_sample").notNull(),
    forMinutes: integer("for_minutes").notNull(),
    noData: text("no_data", { enum: noDataPolicies }).notNull(),
    severity: text("severity", { enum: severities }).notNull(),
    repeatMinutes: integer("repeat_minutes"),
    language: text("language", { enum: languages }).notNull(),
    enabled: integer("enabled", { mode: "boolean" }).notNull(),
    sealedChannels: text("sealed_channels").notNull(),
    revision: integer("revision").notNull(),
    createdBy: text("created_by").notNull(),
    createdAt: integer("created_at").notNull(),
    updatedAt: integer("updated_at").notNull(),
    phase: text("phase", { enum: phases }).notNull(),
    since: integer("since").notNull(),
    toldAt: integer("told_at"),
    alertId: text("alert_id"),
    value: real("value"),
    verdict: text("verdict").$type<Verdict>(),
    evaluatedAt: integer("evaluated_at"),
    mutedUntil: integer("muted_until"),
    mutedBy: text("muted_by"),
    muteComment: text("mute_comment"),
    testedAt: integer("tested_at"),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.id] })],
);

export const antifraudAlerts = sqliteTable(
  "antifraud_alerts",
  {
    organizationId: text("organization_id").notNull(),
    id: text("id").notNull(),
    source: text("source", { enum: alertSources }).notNull(),
    sourceId: text("source_id").notNull(),
    name: text("name").notNull(),
    kind: text("kind").notNull(),
    comparison: text("comparison", { enum: comparisons }),
    baseline: text("baseline", { enum: baselines }),
    windowMinutes: integer("window_minutes"),
    severity: text("severity", { enum: severities }).notNull(),
    value: real("value"),
    threshold: real("threshold").notNull(),
    subject: text("subject"),
    beganAt: integer("began_at").notNull(),
    firedAt: integer("fired_at").notNull(),
    endedAt: integer("ended_at"),
    acknowledgedBy: text("acknowledged_by"),
    acknowledgedAt: integer("acknowledged_at"),
    news: integer("news").notNull(),
    announced: integer("announced").notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.id] })],
);
