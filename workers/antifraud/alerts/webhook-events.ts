import { z } from "@hono/zod-openapi";
import type { AlertFired, AlertResolved } from "#platform/events";
import { defineWebhookEvent, type WebhookEvent } from "#platform/webhook-event";

const iso = (at: number) => new Date(at).toISOString();

const schema = z.object({
  alert_id: z.string(),
  rule_id: z.string(),
  name: z.string(),
  severity: z.string(),
  metric: z.string(),
  comparison: z.string().nullable(),
  baseline: z.string().nullable(),
  window_minutes: z.int().nullable(),
  value: z.number().nullable(),
  threshold: z.number(),
  began_at: z.iso.datetime(),
  fired_at: z.iso.datetime(),
  ended_at: z.iso.datetime().nullable(),
});

const example: z.infer<typeof schema> = {
  alert_id: "alert_01kb6x3m5d8qf2v7c9t1w4hjna",
  rule_id: "alr_01kb6x3m5d8qf2v7c9t1w4hjnb",
  name: "Block rate above 5 %",
  severity: "critical",
  metric: "block_rate",
  comparison: "above",
  baseline: null,
  window_minutes: 60,
  value: 0.082,
  threshold: 0.05,
  began_at: "2025-11-24T14:20:00.000Z",
  fired_at: "2025-11-24T14:30:00.000Z",
  ended_at: null,
};

const newsOf = (event: AlertFired | AlertResolved, at: number) => ({
  key: event.alertId,
  at,
  data: {
    alert_id: event.alertId,
    rule_id: event.ruleId,
    name: event.name,
    severity: event.severity,
    metric: event.metric,
    comparison: event.comparison,
    baseline: event.baseline,
    window_minutes: event.windowMinutes,
    value: event.value,
    threshold: event.threshold,
    began_at: iso(event.beganAt),
    fired_at: iso(event.firedAt),
    ended_at: event.endedAt === null ? null : iso(event.endedAt),
  },
});

/** What customers are told of the alerts of their rules; a muted rule tells nobody. */
export const alertWebhookEvents: readonly WebhookEvent[] = [
  defineWebhookEvent({
    name: "alert.fired",
    title: { uz: "Ogohlantirish boshlandi", ru: "Сработало оповещение", en: "An alert fired" },
    description:
      "Once, when the condition of an alert rule has held for as long as the rule says. `value` is what was compared.",
    source: "antifraud.alert_fired",
    schema,
    example,
    read: (event) => [newsOf(event, event.firedAt)],
  }),
  defineWebhookEvent({
    name: "alert.resolved",
    title: { uz: "Ogohlantirish tugadi", ru: "Оповещение снято", en: "An alert is over" },
    description:
      "Once, for every alert that was told of, when its condition no longer holds. `value` is that of when it fired.",
    source: "antifraud.alert_resolved",
    schema,
    example: { ...example, ended_at: "2025-11-24T15:10:00.000Z" },
    read: (event) => [newsOf(event, event.endedAt ?? event.firedAt)],
  }),
];
