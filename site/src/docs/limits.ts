/// <reference types="vite/types/importMeta.d.ts" />

const found = import.meta.glob<Record<string, unknown>>(
  [
    "../../../workers/antifraud/{aggregates,attachments,backtests,own-rules,snoozes}/store.ts",
    "../../../workers/antifraud/lists/list-store.ts",
    "../../../workers/antifraud/{alerts/words,analytics/export-decisions,attachments/attach-file}.ts",
    "../../../workers/antifraud/{models/upload-model,proposals/propose-change}.ts",
    "../../../workers/auth/views/store.ts",
    "../../../workers/webhooks/store.ts",
    "../../../workers/platform/gateway.ts",
  ],
  { eager: true },
);

/** A number that the Worker keeps to, from the file that keeps to it; the build stops where there is none. */
function numberOf(file: string, name: string): number {
  const value = found[`../../../workers/${file}.ts`]?.[name];
  if (typeof value !== "number") throw new Error(`workers/${file}.ts exports no number ${name}`);
  return value;
}

const MB = 1024 * 1024;
const DAY_MS = 24 * 3_600_000;

/** The limits that pages name, by the word that stands for them there. */
export const limits: Record<string, number> = {
  most_rules: numberOf("antifraud/own-rules/store", "MOST_KEPT"),
  most_enabled_rules: numberOf("antifraud/own-rules/store", "MOST_ENABLED"),
  most_snoozes: numberOf("antifraud/snoozes/store", "MOST_RUNNING"),
  most_backtests: numberOf("antifraud/backtests/store", "MOST_OPEN"),
  most_aggregates: numberOf("antifraud/aggregates/store", "MOST_AGGREGATES"),
  most_lists: numberOf("antifraud/lists/list-store", "MOST_LISTS"),
  most_entries: numberOf("antifraud/lists/list-store", "MOST_ENTRIES"),
  most_alert_rules: numberOf("antifraud/alerts/words", "MOST_ALERT_RULES"),
  most_attachments: numberOf("antifraud/attachments/store", "MOST_ATTACHMENTS"),
  most_file_mb: numberOf("antifraud/attachments/attach-file", "MOST_FILE_BYTES") / MB,
  most_model_mb: numberOf("antifraud/models/upload-model", "MOST_MODEL_BYTES") / MB,
  most_export_rows: numberOf("antifraud/analytics/export-decisions", "MOST_ROWS"),
  proposal_days: numberOf("antifraud/proposals/propose-change", "WAITS_MS") / DAY_MS,
  most_views: numberOf("auth/views/store", "MOST_VIEWS"),
  most_shared_views: numberOf("auth/views/store", "MOST_SHARED"),
  most_endpoints: numberOf("webhooks/store", "MOST_ENDPOINTS"),
  most_body_kb: numberOf("platform/gateway", "MAX_BODY_BYTES") / 1024,
};
