import { auditOf } from "#auth";
import { sendSoon } from "#notifications";
import type { Caller } from "#platform/caller";
import type { Platform } from "#platform/platform";
import { tooManyRequests } from "#platform/problem";
import { composeNews } from "./compose-news.ts";
import { alertRuleSilent } from "./errors.ts";
import { mustFindAlertRule } from "./manage-rules.ts";
import { saveTest } from "./store.ts";

/** SMS cost money, and go to whoever a caller names. */
const AT_MOST_EVERY_MS = 60_000;

/** Sends a message that is marked as a test to everyone whom a rule tells, muted or not; in a sandbox it is recorded as any other. */
export async function testChannels(platform: Platform, caller: Caller, id: string, requestId: string) {
  const rule = await mustFindAlertRule(platform, caller, id);
  const now = platform.now();
  const messages = await composeNews(platform, rule, { news: "test", alertId: "", value: rule.threshold, at: now });
  if (messages.length === 0) throw alertRuleSilent();
  const { organizationId } = caller;
  const audit = auditOf(platform, {
    organizationId,
    actor: caller,
    action: "alert_rule.tested",
    target: id,
    requestId,
  });
  const limits = { now, atMostEveryMs: AT_MOST_EVERY_MS };
  if (!(await saveTest(platform.db, rule, limits, messages, audit)))
    throw tooManyRequests({ detail: "One test a minute", headers: { "retry-after": "60" } });
  sendSoon(platform, ...messages);
  return { messages: messages.map(({ id: messageId, channel }) => ({ id: messageId, channel })) };
}
