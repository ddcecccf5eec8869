import { administratorsOf } from "#auth";
import { composeNotification, type NotificationRow, sendSoon } from "#notifications";
import type { DecisionMade } from "#platform/events";
import type { Language } from "#platform/i18n";
import { deriveId } from "#platform/ids";
import type { Platform } from "#platform/platform";
import { liveOf } from "#platform/sandbox";
import type { EvidenceRecord } from "../evidence-record.ts";
import {
  dropUntold,
  findMailingRules,
  forgetHits,
  listUntold,
  listWaitingRules,
  type RuleHit,
  saveHits,
  saveMails,
} from "./hits-store.ts";
import { openRecipients } from "./recipients.ts";
import { readRef } from "./rule-document.ts";
import type { RuleRow } from "./store.ts";

const HOUR_MS = 3_600_000;
/** Longer than the queue and its dead letters may repeat a decision. */
const KEPT_MS = 30 * 24 * HOUR_MS;
const MOST_COUNTED = 10_000;
const MOST_SWEPT = 200;

/**
 * Mails who is to hear of live rules that hit: at the first hit, then once an hour at most, with the number of payments. A hit
 * counts once, however often its decision is told.
 */
export async function mailRuleHits(platform: Platform, events: readonly DecisionMade[]): Promise<void> {
  const byOrganization = Map.groupBy(events.flatMap(hitsOf), ({ organizationId }) => organizationId);
  for (const [organizationId, found] of byOrganization) {
    const ids = [...new Set(found.map(({ ruleId }) => ruleId))];
    const mailing = await findMailingRules(platform.db, organizationId, ids);
    const own = found.filter(({ ruleId }) => mailing.some((rule) => rule.ruleId === ruleId));
    if (own.length === 0) continue;
    await saveHits(platform.db, own);
    for (const rule of mailing) await mailUntold(platform, rule);
  }
}

/** Mails what came after the mail of its hour, once the next hour has begun. */
export async function sweepRuleHits(platform: Platform): Promise<void> {
  for (const { organizationId, ruleId } of await listWaitingRules(platform.db, MOST_SWEPT)) {
    const [rule] = await findMailingRules(platform.db, organizationId, [ruleId]);
    if (rule) await mailUntold(platform, rule);
    else await dropUntold(platform.db, organizationId, ruleId);
  }
  await forgetHits(platform.db, platform.now() - KEPT_MS, MOST_COUNTED);
}

function hitsOf({ organizationId, transactionId, decidedAt, evidence }: DecisionMade): Omit<RuleHit, "toldIn">[] {
  // SAFETY: decisions carry the evidence of this module.
  const { ownHits = [] } = evidence as EvidenceRecord;
  return ownHits.map(({ ref }) => ({ organizationId, ruleId: readRef(ref).ruleId, transactionId, decidedAt }));
}

/** One mail an hour to each address, under an id that is made of both: whoever comes second writes nothing. */
async function mailUntold(platform: Platform, rule: RuleRow): Promise<void> {
  const { organizationId, ruleId } = rule;
  const untold = await listUntold(platform.db, organizationId, ruleId, MOST_COUNTED);
  const [last] = untold;
  if (!last) return;
  const addresses = await openRecipients(platform, rule);
  const hour = Math.floor(platform.now() / HOUR_MS);
  const language = await languageOf(platform, organizationId);
  const values = { rule: rule.name, payments: untold.length, transaction: last.transactionId, at: last.decidedAt };
  const mails: NotificationRow[] = [];
  for (const [i, email] of addresses.entries()) {
    const id = await deriveId("ntf", `rule_hit|${organizationId}|${ruleId}|${hour}|${i}`);
    const draft = { organizationId, recipient: { email }, language, template: "rule_hit" as const, values };
    mails.push(await composeNotification({ ...platform, newId: () => id }, draft));
  }
  const [first, ...others] = mails;
  if (!first) return dropUntold(platform.db, organizationId, ruleId);
  await saveMails(platform.db, [first, ...others], untold);
  sendSoon(platform, ...mails);
}

/** That of whoever looks after the organisation; the addresses themselves have none. */
async function languageOf(platform: Platform, organizationId: string): Promise<Language> {
  return (await administratorsOf(platform, liveOf(organizationId)))[0]?.language ?? "uz";
}
