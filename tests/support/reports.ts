import { env } from "cloudflare:workers";
import { countLabels } from "../../workers/antifraud/analytics/count-labels.ts";
import { insertReports, type LabelRow } from "../../workers/antifraud/label-store.ts";
import type { DecisionMade } from "../../workers/platform/events.ts";
import { createPlatform } from "../../workers/platform/platform.ts";

const platform = createPlatform(env);

/** A report on a decision, so many milliseconds after it. */
export const reportOn = (
  { organizationId, transactionId, occurredAt }: DecisionMade,
  { source, isFraud, afterMs = 1000 }: { source: LabelRow["source"]; isFraud: boolean; afterMs?: number },
): LabelRow => ({
  organizationId,
  source,
  sourceId: crypto.randomUUID(),
  transactionId,
  isFraud,
  occurredAt,
  reportedAt: occurredAt + afterMs,
  receivedAt: occurredAt + afterMs,
  reportedBy: "key_test",
  sealedNote: null,
});

/** Keeps reports as the route does, without telling anyone. */
export const keep = (reports: readonly LabelRow[]) => insertReports(platform.db, reports);

/** Hands reports on as the queue does. */
export const counted = (reports: readonly LabelRow[]) =>
  countLabels(
    platform,
    [...Map.groupBy(reports, ({ organizationId }) => organizationId)].map(([organizationId, own]) => ({
      type: "antifraud.labels_reported" as const,
      organizationId,
      transactionIds: own.map(({ transactionId }) => transactionId),
      reports: [],
    })),
  );
