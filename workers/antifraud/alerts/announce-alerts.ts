import { type AlertFired, type AlertResolved, publishTogether } from "#platform/events";
import type { Platform } from "#platform/platform";
import { type AlertRow, FIRED, listUnannounced, markAnnounced, OVER } from "./alert-store.ts";

/** So many alerts are published at once; the rest come with the next minute. */
const ALERTS_AT_ONCE = 200;

/**
 * Publishes what happened to alerts and was not published yet. What is published and not marked is published again, under the
 * same name.
 */
export async function announceAlerts({ db, env }: Platform, organizationId: string): Promise<void> {
  const alerts = await listUnannounced(db, organizationId, ALERTS_AT_ONCE);
  if (alerts.length === 0) return;
  await publishTogether(env, alerts.flatMap(newsOf));
  await markAnnounced(db, organizationId, alerts);
}

function newsOf(alert: AlertRow): (AlertFired | AlertResolved)[] {
  const { organizationId, id: alertId, sourceId: ruleId, kind: metric, news, announced } = alert;
  const { name, severity, comparison, baseline, windowMinutes, value, threshold, beganAt, firedAt, endedAt } = alert;
  const told = {
    organizationId,
    alertId,
    ruleId,
    name,
    severity,
    metric,
    comparison,
    baseline,
    windowMinutes,
    value,
    threshold,
    beganAt,
    firedAt,
    endedAt,
  };
  return [
    ...(announced < FIRED && news >= FIRED ? [{ ...told, type: "antifraud.alert_fired" as const, endedAt: null }] : []),
    ...(news >= OVER ? [{ ...told, type: "antifraud.alert_resolved" as const }] : []),
  ];
}
