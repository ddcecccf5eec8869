import { composeNotification, type NotificationRow } from "#notifications";
import { deriveId } from "#platform/ids";
import type { Platform } from "#platform/platform";
import { openChannels } from "./channels.ts";
import { windowOf } from "./metrics.ts";
import type { Step } from "./next-standing.ts";
import type { AlertRuleRow } from "./store.ts";

/** What is told, of which alert, with the value that says so, and when. */
export type RuleNews = { news: NonNullable<Step["news"]> | "test"; alertId: string; value: number | null; at: number };

/** A message to everyone whom a rule tells, under ids that are made of what is told. */
export async function composeNews(
  platform: Platform,
  rule: AlertRuleRow,
  { news, alertId, value, at }: RuleNews,
): Promise<NotificationRow[]> {
  const { organizationId, metric, comparison, baseline, threshold } = rule;
  const { mail, sms, slack } = await openChannels(platform, rule);
  const recipients = [
    ...mail.map((email) => ({ email })),
    ...sms.map((phone) => ({ phone })),
    ...slack.map((url) => ({ slack: url })),
  ];
  const values = {
    news,
    rule: rule.name,
    severity: rule.severity,
    compared: { metric, comparison, baseline, value, threshold },
    minutes: windowOf(rule),
    alert: alertId,
    at,
  };
  return Promise.all(
    recipients.map(async (recipient, i) => {
      const id = await deriveId("ntf", ["alert", organizationId, rule.id, alertId, news, at, i].join("|"));
      const draft = { organizationId, recipient, language: rule.language, template: "alert" as const, values };
      return composeNotification({ ...platform, newId: () => id }, draft);
    }),
  );
}
