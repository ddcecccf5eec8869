import { auditOf } from "#auth";
import type { Caller } from "#platform/caller";
import type { Platform } from "#platform/platform";
import { invalidRequest } from "#platform/problem";
import { businessNow } from "#platform/sandbox";
import type { Subject } from "#platform/subject";
import { announceSoon, bringIntoForce } from "../own-rules/announce-rules.ts";
import { mustKnowRule } from "../own-rules/must-know-rule.ts";
import { entityOf } from "../privacy/subjects.ts";
import { snoozeNotFound, tooManySnoozes } from "./errors.ts";
import { payerIndexOf } from "./payer-index.ts";
import { LONGEST_DAYS, type SnoozeInput } from "./schemas.ts";
import { sealPayer } from "./sealed-payer.ts";
import { endSnooze, findSnooze, MOST_RUNNING, type SnoozeRow, saveSnooze } from "./store.ts";

const DAY_MS = 24 * 3_600_000;

/** Takes a rule out of force for one payer for a while; a snooze that runs for both ends where this one begins. */
export async function snoozeRule(
  platform: Platform,
  caller: Caller,
  ruleId: string,
  input: SnoozeInput,
  requestId: string,
): Promise<SnoozeRow> {
  const { organizationId } = caller;
  await mustKnowRule(platform, organizationId, ruleId);
  const now = businessNow(platform);
  const until = untilOf(input, now);
  const { user_id = null, card_fingerprint = null, comment } = input;
  const subject: Subject =
    card_fingerprint === null ? { type: "payer", id: user_id! } : { type: "card", id: card_fingerprint };
  const id = platform.newId("rsn");
  const row: SnoozeRow = {
    organizationId,
    id,
    ruleId,
    payerIndex: payerIndexOf(platform.sealer, entityOf(organizationId, subject)!),
    sealedPayer: await sealPayer(platform, { organizationId, id }, subject, { user_id, card_fingerprint, comment }),
    until,
    createdBy: caller.id,
    createdAt: platform.now(),
    endedBy: null,
    endedAt: null,
  };
  const changes = { rule: [null, ruleId] as const, until: [null, new Date(until).toISOString()] as const };
  const action = "rule_snooze.created";
  const audit = auditOf(platform, { organizationId, actor: caller, action, target: id, requestId, changes });
  await announceSoon(platform, organizationId);
  if (!(await saveSnooze(platform.db, row, now, audit))) throw tooManySnoozes(`At most ${MOST_RUNNING} at once`);
  await bringIntoForce(platform, organizationId);
  return row;
}

function untilOf({ until, days }: SnoozeInput, now: number): number {
  if (until === undefined) return now + (days ?? 0) * DAY_MS;
  const at = Date.parse(until);
  const refuse = (message: string) => invalidRequest({ errors: [{ path: "until", message }] });
  if (at <= now) throw refuse("Lies in the past");
  if (at > now + LONGEST_DAYS * DAY_MS) throw refuse(`Lies more than ${LONGEST_DAYS} days ahead`);
  return at;
}

/** Brings a rule into force for its payer again; where it is already, nothing happens. */
export async function wakeRule(
  platform: Platform,
  caller: Caller,
  { ruleId, id }: { ruleId: string; id: string },
  requestId: string,
): Promise<void> {
  const { organizationId } = caller;
  await mustKnowRule(platform, organizationId, ruleId);
  const row = await findSnooze(platform.db, organizationId, ruleId, id);
  if (!row) throw snoozeNotFound();
  if (row.endedAt !== null) return;
  const changes = { rule: [ruleId, null] as const };
  const action = "rule_snooze.ended";
  const audit = auditOf(platform, { organizationId, actor: caller, action, target: id, requestId, changes });
  await announceSoon(platform, organizationId);
  await endSnooze(platform.db, row, { endedBy: caller.id, endedAt: platform.now() }, audit);
  await bringIntoForce(platform, organizationId);
}
