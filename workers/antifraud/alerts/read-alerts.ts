import { auditOf } from "#auth";
import type { Caller } from "#platform/caller";
import { readCursor, toPage } from "#platform/page";
import type { Platform } from "#platform/platform";
import { businessNow } from "#platform/sandbox";
import { type AlertRow, FIRED, findAlert, listAlerts, saveAcknowledgement } from "./alert-store.ts";
import { alertNotFound } from "./errors.ts";
import type { AlertQuery, AlertView } from "./schemas.ts";

/** One page of the alerts of an organisation, whatever they come from, newest first. */
export async function readAlerts(platform: Platform, organizationId: string, query: AlertQuery) {
  const filter = {
    isOver: query.state === undefined ? undefined : query.state === "resolved",
    source: query.source,
    sourceId: query.source_id,
    severity: query.severity,
  };
  const rows = await listAlerts(platform.db, organizationId, filter, query.limit, readCursor(query.cursor));
  const { page, next_cursor } = toPage(rows, query.limit, ({ firedAt: at, id }) => ({ at, id }));
  return { data: page.map(toView), next_cursor };
}

export const readAlert = async (platform: Platform, organizationId: string, id: string): Promise<AlertView> =>
  toView(await mustFind(platform, organizationId, id));

/** Says that somebody looks after an alert, so that nobody is reminded of it; who said so first stays. */
export async function acknowledgeAlert(
  platform: Platform,
  caller: Caller,
  id: string,
  requestId: string,
): Promise<AlertView> {
  const { organizationId } = caller;
  const alert = await mustFind(platform, organizationId, id);
  const audit = auditOf(platform, {
    organizationId,
    actor: caller,
    action: "alert.acknowledged",
    target: id,
    requestId,
  });
  await saveAcknowledgement(platform.db, alert, { by: caller.id, at: businessNow(platform) }, audit);
  return readAlert(platform, organizationId, id);
}

async function mustFind({ db }: Platform, organizationId: string, id: string): Promise<AlertRow> {
  const alert = await findAlert(db, organizationId, id);
  if (!alert) throw alertNotFound();
  return alert;
}

const iso = (at: number) => new Date(at).toISOString();
const isoOrNull = (at: number | null) => (at === null ? null : iso(at));

function toView(alert: AlertRow): AlertView {
  return {
    id: alert.id,
    state: alert.endedAt === null ? "firing" : "resolved",
    source: alert.source,
    source_id: alert.sourceId,
    name: alert.name,
    metric: alert.kind,
    comparison: alert.comparison,
    baseline: alert.baseline,
    window_minutes: alert.windowMinutes,
    severity: alert.severity,
    value: alert.value,
    threshold: alert.threshold,
    subject: alert.subject,
    began_at: iso(alert.beganAt),
    fired_at: iso(alert.firedAt),
    ended_at: isoOrNull(alert.endedAt),
    told: alert.source !== "rule" || alert.news >= FIRED,
    acknowledged_by: alert.acknowledgedBy,
    acknowledged_at: isoOrNull(alert.acknowledgedAt),
  };
}
