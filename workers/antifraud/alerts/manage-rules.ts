import { type AuditAction, auditOf } from "#auth";
import { type NotificationRow, sendSoon } from "#notifications";
import type { Caller } from "#platform/caller";
import type { Platform } from "#platform/platform";
import { businessNow } from "#platform/sandbox";
import { alertChangeIfChanged, OVER } from "./alert-store.ts";
import { nowhere, openChannels, sealChannels } from "./channels.ts";
import { composeNews } from "./compose-news.ts";
import { alertRuleChanged, alertRuleNotFound, tooManyAlertRules } from "./errors.ts";
import { etagOf } from "./read-rules.ts";
import { changesOf, conditionOf, documentOf, readChannels } from "./rule-document.ts";
import type { AlertRuleInput } from "./schemas.ts";
import { type AlertRuleRow, addAlertRule, changeAlertRule, deleteAlertRule, findAlertRule } from "./store.ts";
import { MOST_ALERT_RULES } from "./words.ts";

/** Of changes at the same time each finds the other's work; more of them than this are one too many. */
const MOST_TRIES = 3;

type Request = { requestId: string; ifMatch?: string | undefined };

/** Adds a rule, looked at from the next minute on where it is enabled. */
export async function createAlertRule(
  platform: Platform,
  caller: Caller,
  input: AlertRuleInput,
  { requestId }: Request,
): Promise<AlertRuleRow> {
  const { organizationId } = caller;
  const id = platform.newId("alr");
  const channels = readChannels(platform.env, input.channels, nowhere);
  const now = platform.now();
  const row: AlertRuleRow = {
    ...documentOf(input),
    ...idle(platform),
    organizationId,
    id,
    language: input.language ?? platform.language,
    sealedChannels: await sealChannels(platform, { organizationId, id }, channels),
    revision: 1,
    createdBy: caller.id,
    createdAt: now,
    updatedAt: now,
    value: null,
    verdict: null,
    evaluatedAt: null,
    mutedUntil: null,
    mutedBy: null,
    muteComment: null,
    testedAt: null,
  };
  const changes = changesOf(null, { ...row, channels });
  const audit = auditOf(platform, {
    organizationId,
    actor: caller,
    action: "alert_rule.created",
    target: id,
    requestId,
    changes,
  });
  if (!(await addAlertRule(platform.db, row, audit))) throw tooManyAlertRules(`At most ${MOST_ALERT_RULES}`);
  return row;
}

/** Puts another document in the place of a rule's. Another condition begins anew: an alert of the one before is over. */
export async function replaceAlertRule(
  platform: Platform,
  caller: Caller,
  id: string,
  input: AlertRuleInput,
  request: Request,
): Promise<AlertRuleRow> {
  return settle(async () => {
    const before = await findMatching(platform, caller, id, request.ifMatch);
    const kept = await openChannels(platform, before);
    const channels = readChannels(platform.env, input.channels, kept);
    const document = documentOf(input);
    const isOver = !document.enabled || conditionOf(before) !== conditionOf(document);
    const changes: Partial<AlertRuleRow> = {
      ...document,
      ...(isOver && idle(platform)),
      language: input.language ?? before.language,
      sealedChannels: await sealChannels(platform, before, channels),
      revision: before.revision + 1,
      updatedAt: platform.now(),
    };
    const after: AlertRuleRow = { ...before, ...changes };
    const named = changesOf({ ...before, channels: kept }, { ...after, channels });
    const order = { action: "alert_rule.changed" as const, requestId: request.requestId, changes: named };
    const consequences = await consequencesOf(platform, caller, before, isOver, order);
    if (!(await changeAlertRule(platform.db, before, changes, consequences))) return undefined;
    tell(platform, consequences.notifications);
    return after;
  });
}

/** Deletes a rule; an alert of it is over, and stays in the history. */
export async function removeAlertRule(platform: Platform, caller: Caller, id: string, request: Request): Promise<void> {
  await settle(async () => {
    const before = await findMatching(platform, caller, id, request.ifMatch);
    const order = { action: "alert_rule.deleted" as const, requestId: request.requestId };
    const consequences = await consequencesOf(platform, caller, before, true, order);
    if (!(await deleteAlertRule(platform.db, before, consequences))) return undefined;
    tell(platform, consequences.notifications);
    return before;
  });
}

/** The caller's rule; one of another organisation is as unknown as none. */
export async function mustFindAlertRule(
  platform: Platform,
  { organizationId }: Caller,
  id: string,
): Promise<AlertRuleRow> {
  const row = await findAlertRule(platform.db, organizationId, id);
  if (!row) throw alertRuleNotFound();
  return row;
}

async function findMatching(platform: Platform, caller: Caller, id: string, ifMatch: string | undefined) {
  const row = await mustFindAlertRule(platform, caller, id);
  if (ifMatch !== undefined && ifMatch !== "*" && ifMatch !== etagOf(row)) throw alertRuleChanged();
  return row;
}

/** Tries a change again where another one, or an evaluation that began or ended an alert, was faster. */
async function settle<T>(change: () => Promise<T | undefined>): Promise<T> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const done = await change();
    if (done !== undefined) return done;
  }
  throw alertRuleChanged();
}

/** What follows from a change by a person: where it ends an alert that people heard of, they hear that it is over. */
async function consequencesOf(
  platform: Platform,
  caller: Caller,
  before: AlertRuleRow,
  isOver: boolean,
  order: { action: AuditAction; requestId: string; changes?: ReturnType<typeof changesOf> },
) {
  const { organizationId, id, alertId } = before;
  const audit = auditOf(platform, { organizationId, actor: caller, target: id, ...order });
  if (!isOver || alertId === null) return { alerts: [], notifications: [], audit };
  const at = businessNow(platform);
  const isTold = before.toldAt !== null && (before.mutedUntil ?? 0) <= at;
  const ended = { endedAt: at, ...(isTold && { news: OVER }) };
  const news = { news: "resolved" as const, alertId, value: before.value, at };
  return {
    alerts: [alertChangeIfChanged(platform.db, { organizationId, id: alertId }, ended)],
    notifications: isTold ? await composeNews(platform, before, news) : [],
    audit,
  };
}

function tell(platform: Platform, notifications: readonly NotificationRow[]): void {
  if (notifications.length > 0) sendSoon(platform, ...notifications);
}

/** A rule whose condition is not known to hold. */
const idle = (platform: Platform) =>
  ({ phase: "ok", since: businessNow(platform), toldAt: null, alertId: null }) satisfies Partial<AlertRuleRow>;
