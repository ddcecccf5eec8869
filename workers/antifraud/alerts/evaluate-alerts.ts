import { onTestClock } from "#auth";
import { sendSoon } from "#notifications";
import { type AlertsDue, publishEvents } from "#platform/events";
import { describeFailure, log } from "#platform/log";
import type { Platform } from "#platform/platform";
import { businessNow, isSandbox } from "#platform/sandbox";
import { alertChangeIfChanged, alertInsertIfChanged, FIRED, findAcknowledged, OVER, UNTOLD } from "./alert-store.ts";
import { announceAlerts } from "./announce-alerts.ts";
import { composeNews } from "./compose-news.ts";
import { judgeReading } from "./judge-reading.ts";
import { createMeasurer } from "./measure.ts";
import { windowOf } from "./metrics.ts";
import { nextStanding, type Step } from "./next-standing.ts";
import { type AlertRuleRow, listEnabledRules, listWatched, saveEvaluation } from "./store.ts";

const MINUTE_MS = 60_000;
/** So long after a minute its decisions are in the projection; windows end with such a minute. */
const SETTLES_WITHIN_MS = 20_000;

/** Has the rules of every organisation looked at, each behind the queue. */
export async function beginAlerts({ db, env }: Platform): Promise<void> {
  const organizations = await listWatched(db);
  await publishEvents(
    env,
    organizations.map((organizationId) => ({ type: "antifraud.alerts_due" as const, organizationId })),
  );
}

/**
 * Looks at the rules of organisations, each rule once a minute however often it is asked to: what an evaluation finds is kept by
 * one conditional statement, and what follows from it by the same batch. What fails is left to the next minute, which comes anyway:
 * the queue would only pile up repeats of it.
 */
export async function evaluateAlerts(platform: Platform, events: readonly AlertsDue[]): Promise<void> {
  for (const organizationId of new Set(events.map((event) => event.organizationId)))
    try {
      await evaluateRules(await onTestClock(platform, organizationId), organizationId);
    } catch (failure) {
      log("error", "alert rules not evaluated", { organizationId, ...describeFailure(failure) });
    }
}

async function evaluateRules(platform: Platform, organizationId: string): Promise<void> {
  const { db } = platform;
  const at = Math.floor((businessNow(platform) - SETTLES_WITHIN_MS) / MINUTE_MS) * MINUTE_MS;
  const rules = (await listEnabledRules(db, organizationId)).filter((rule) => isDue(rule, at));
  const acknowledged = await findAcknowledged(
    db,
    organizationId,
    rules.flatMap(({ alertId }) => alertId ?? []),
  );
  const measure = createMeasurer(db, organizationId, at);
  for (const rule of rules) {
    try {
      const [reading, baseline] = await Promise.all([measure.read(rule), measure.readBaseline(rule)]);
      const { verdict, value } = judgeReading(rule, reading, baseline);
      const moment = {
        now: at,
        isMuted: rule.mutedUntil !== null && rule.mutedUntil > at,
        isAcknowledged: rule.alertId !== null && acknowledged.has(rule.alertId),
      };
      const policy = {
        forMs: rule.forMinutes * MINUTE_MS,
        repeatMs: rule.repeatMinutes === null ? null : rule.repeatMinutes * MINUTE_MS,
        noData: rule.noData,
      };
      const { phase, since, toldAt } = rule;
      const step = nextStanding({ phase, since, toldAt }, verdict, policy, moment);
      await keep(platform, rule, step, { verdict, value, at });
    } catch (failure) {
      log("error", "alert rule not evaluated", { organizationId, ruleId: rule.id, ...describeFailure(failure) });
    }
  }
  await announceAlerts(platform, organizationId);
}

/** Real time only goes on; the clock of a sandbox may have been set back. */
const isDue = ({ organizationId, evaluatedAt }: AlertRuleRow, at: number): boolean =>
  evaluatedAt === null || evaluatedAt < at || (isSandbox(organizationId) && evaluatedAt > at);

type Found = Required<Pick<AlertRuleRow, "value">> & { verdict: NonNullable<AlertRuleRow["verdict"]>; at: number };

async function keep(platform: Platform, rule: AlertRuleRow, step: Step, { verdict, value, at }: Found): Promise<void> {
  const { db } = platform;
  const alertId = step.change === "opened" ? platform.newId("alert") : rule.alertId;
  const notifications =
    step.news === null || alertId === null
      ? []
      : await composeNews(platform, rule, { news: step.news, alertId, value, at });
  const found = {
    ...step.next,
    alertId: step.change === "closed" ? null : alertId,
    value,
    verdict,
    evaluatedAt: at,
  };
  const alerts = alertId === null ? [] : alertStatements(platform, rule, step, { alertId, value, at });
  if (await saveEvaluation(db, rule, found, { alerts, notifications }))
    if (notifications.length > 0) sendSoon(platform, ...notifications);
}

/** What becomes of the alert that a rule has or begins. */
function alertStatements(
  { db }: Platform,
  rule: AlertRuleRow,
  { change, news, next }: Step,
  { alertId, value, at }: { alertId: string; value: number | null; at: number },
) {
  const { organizationId } = rule;
  if (change === "opened")
    return [
      alertInsertIfChanged(db, {
        organizationId,
        id: alertId,
        source: "rule",
        sourceId: rule.id,
        name: rule.name,
        kind: rule.metric,
        comparison: rule.comparison,
        baseline: rule.baseline,
        windowMinutes: windowOf(rule),
        severity: rule.severity,
        value,
        threshold: rule.threshold,
        subject: null,
        beganAt: next.since,
        firedAt: at,
        endedAt: null,
        acknowledgedBy: null,
        acknowledgedAt: null,
        news: news === "fired" ? FIRED : UNTOLD,
        announced: UNTOLD,
      }),
    ];
  const alert = { organizationId, id: alertId };
  if (change === "closed")
    return [alertChangeIfChanged(db, alert, { endedAt: at, ...(news === "resolved" && { news: OVER }) })];
  return news === "fired" ? [alertChangeIfChanged(db, alert, { news: FIRED })] : [];
}
