import { publishEvent } from "#platform/events";
import type { Platform } from "#platform/platform";
import { type Figures, findingsOf } from "./figures.ts";
import type { AlertRow } from "./watch-store.ts";

/**
 * The alerts of a model that begin with a day or are over with it, of those that are open. They are published before they are
 * saved: a repeat publishes them again, under the same name, rather than never.
 */
export async function changeAlerts(
  platform: Platform,
  { organizationId, version, day }: { organizationId: string; version: string; day: number },
  figures: Figures,
  open: readonly AlertRow[],
): Promise<AlertRow[]> {
  const own = open.filter((alert) => alert.version === version);
  const found = findingsOf(figures);
  const raised = found
    .filter(({ kind }) => !own.some((alert) => alert.kind === kind))
    .map((finding) => ({ organizationId, version, raisedDay: day, resolvedDay: null, ...finding }));
  for (const alert of raised) await publishAlert(platform, alert);
  const over = own.filter(({ kind }) => !found.some((finding) => finding.kind === kind));
  return [...raised, ...(await resolveAlerts(platform, day, over))];
}

/** Alerts that are over, published. */
export async function resolveAlerts(platform: Platform, day: number, over: readonly AlertRow[]): Promise<AlertRow[]> {
  const resolved = over.map((alert) => ({ ...alert, resolvedDay: day }));
  for (const alert of resolved) await publishAlert(platform, alert);
  return resolved;
}

const publishAlert = (platform: Platform, alert: AlertRow): Promise<void> =>
  publishEvent(platform.env, {
    type: "antifraud.model_alert",
    organizationId: alert.organizationId,
    version: alert.version,
    kind: alert.kind,
    state: alert.resolvedDay === null ? "raised" : "resolved",
    raisedDay: alert.raisedDay,
    day: alert.resolvedDay ?? alert.raisedDay,
    figure: alert.figure,
    threshold: alert.threshold,
    subject: alert.subject,
  });
