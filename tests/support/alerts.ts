import { env } from "cloudflare:workers";
import { evaluateAlerts } from "../../workers/antifraud/alerts/evaluate-alerts.ts";
import type { AlertRuleView, AlertView } from "../../workers/antifraud/alerts/schemas.ts";
import { createPlatform, type Platform } from "../../workers/platform/platform.ts";
import { api, bodyOf } from "./api.ts";

type Caller = { token: string };
type Tenant = { organizationId: string };

export const MINUTE_MS = 60_000;
/** A whole minute two hours ago, so that messages of the minutes behind it are due by the real clock, by which the queue sends. */
export const NOW = (Math.floor(Date.now() / MINUTE_MS) - 120) * MINUTE_MS;

export const alertDraft = (changes: object = {}) => ({
  name: "Block rate above 5 %",
  metric: "block_rate",
  comparison: "above",
  threshold: 0.05,
  window_minutes: 60,
  minimum_sample: 1,
  ...changes,
});

export const postAlertRule = (caller: Caller, body: unknown) => api(caller).post("/api/antifraud/alerts/rules", body);
export const pathOf = ({ id }: { id: string }, rest = "") => `/api/antifraud/alerts/rules/${id}${rest}`;

/** An alert rule of the caller's organisation. */
export async function watching(caller: Caller, changes: object = {}): Promise<AlertRuleView> {
  const answer = await postAlertRule(caller, alertDraft(changes));
  if (answer.status !== 201) throw new Error(await answer.text());
  return bodyOf<AlertRuleView>(answer);
}

export const ruleNow = async (caller: Caller, rule: { id: string }) =>
  bodyOf<AlertRuleView>(await api(caller).get(pathOf(rule)));

/** The alerts of the caller's organisation, newest first. */
export const alertsOf = async (caller: Caller, query = "") =>
  (await bodyOf<{ data: AlertView[] }>(await api(caller).get(`/api/antifraud/alerts${query}`))).data;

/** A platform whose evaluation ends its windows so many minutes after NOW. */
export const minuteOf = (minutes = 0): Platform =>
  createPlatform(env, { now: () => NOW + minutes * MINUTE_MS + 30_000 });

/** Looks at the rules of an organisation as the queue does, so many minutes after NOW. */
export const evaluated = ({ organizationId }: Tenant, minutes = 0, platform = minuteOf(minutes)) =>
  evaluateAlerts(platform, [{ type: "antifraud.alerts_due", organizationId }]);

/** How many messages of alerts an organisation has in the outbox, whatever became of them. */
export async function messagesOf({ organizationId }: Tenant): Promise<{ channel: string; state: string }[]> {
  const { results } = await env.DB.prepare(
    "SELECT channel, state FROM notifications WHERE organization_id = ? AND template = 'alert' ORDER BY channel",
  )
    .bind(organizationId)
    .all<{ channel: string; state: string }>();
  return results;
}
