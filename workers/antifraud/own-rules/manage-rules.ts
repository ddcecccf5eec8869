import { type AuditAction, auditOf } from "#auth";
import type { Caller } from "#platform/caller";
import type { Platform } from "#platform/platform";
import { invalidRequest } from "#platform/problem";
import { rules as builtIn } from "../rules/index.ts";
import { announceSoon, bringIntoForce } from "./announce-rules.ts";
import { readCondition } from "./check-rule.ts";
import { ruleBuiltIn, ruleChanged, ruleNotFound, ruleTaken, tooManyRules } from "./errors.ts";
import { etagOf } from "./read-rules.ts";
import { readVocabulary } from "./read-vocabulary.ts";
import { openRecipients, sealRecipients } from "./recipients.ts";
import type { RuleDocument } from "./rule-document.ts";
import type { RuleInput } from "./schemas.ts";
import { findPolicy, findRule, MOST_ENABLED, MOST_KEPT, type RuleRow, savePolicy, saveRule } from "./store.ts";

/** Of changes at the same time each finds the other's work; more of them than this are one too many. */
const MOST_TRIES = 3;

/** Adds a rule, in force with the next payment where it is enabled. An id whose rule was deleted may be given again. */
export async function addRule(
  platform: Platform,
  caller: Caller,
  input: RuleInput,
  requestId: string,
): Promise<RuleRow> {
  const condition = await mustRead(platform, caller, input);
  const { organizationId } = caller;
  const ruleId = input.rule_id ?? platform.newId("rule");
  if (isBuiltIn(ruleId)) throw ruleTaken("The id is that of a built-in rule");
  const before = await findRule(platform.db, organizationId, ruleId);
  if (before?.deletedAt === null) throw ruleTaken();
  const now = platform.now();
  const row: RuleRow = {
    ...documentFrom(input, condition),
    id: platform.newId("arl"),
    organizationId,
    ruleId,
    sealedNotify: await sealRecipients(platform, { organizationId, ruleId }, input.notify),
    revision: (before?.revision ?? 0) + 1,
    createdBy: caller.id,
    createdAt: now,
    updatedAt: now,
    deletedAt: null,
  };
  if (!(await write(platform, caller, row, null, { action: "rule.created", requestId }))) throw ruleTaken();
  return row;
}

/** Puts another document in the place of a rule's. What was decided by the one before stays explained by it. */
export async function replaceRule(
  platform: Platform,
  caller: Caller,
  ruleId: string,
  input: RuleInput,
  request: { requestId: string; ifMatch: string | undefined },
): Promise<RuleRow> {
  const condition = await mustRead(platform, caller, input);
  if (input.rule_id !== undefined && input.rule_id !== ruleId)
    throw invalidRequest({ errors: [{ path: "rule_id", message: "Must be the id in the path" }] });
  return changeRule(platform, caller, ruleId, { ...request, action: "rule.changed" }, async (before) => ({
    ...before,
    ...documentFrom(input, condition),
    sealedNotify: await sealRecipients(platform, before, input.notify),
  }));
}

/** Takes a rule out of force. Its versions stay, since old decisions are explained by them. */
export async function removeRule(
  platform: Platform,
  caller: Caller,
  ruleId: string,
  request: { requestId: string; ifMatch: string | undefined },
): Promise<void> {
  await changeRule(platform, caller, ruleId, { ...request, action: "rule.deleted" }, async (before) => ({
    ...before,
    sealedNotify: null,
    deletedAt: platform.now(),
  }));
}

/** Says whether a rule that says ALLOW approves a payment although others hit. */
export async function changePolicy(
  platform: Platform,
  caller: Caller,
  allowFirst: boolean,
  requestId: string,
): Promise<void> {
  const { organizationId } = caller;
  const before = await findPolicy(platform.db, organizationId);
  const audit = auditOf(platform, {
    organizationId,
    actor: caller,
    action: "rule_policy.changed",
    target: organizationId,
    requestId,
    changes: { allow_first: [String(before.allowFirst), String(allowFirst)] },
  });
  await announceSoon(platform, organizationId);
  await savePolicy(platform.db, organizationId, { allowFirst, now: platform.now() }, audit);
  await bringIntoForce(platform, organizationId);
}

/** The caller's rule; one that is deleted or of another organisation is as unknown as none. */
async function mustFind(platform: Platform, { organizationId }: Caller, ruleId: string): Promise<RuleRow> {
  if (isBuiltIn(ruleId)) throw ruleBuiltIn();
  const row = await findRule(platform.db, organizationId, ruleId);
  if (!row || row.deletedAt !== null) throw ruleNotFound();
  return row;
}

const isBuiltIn = (ruleId: string): boolean => builtIn.some(({ rule_id }) => rule_id === ruleId);

type Change = { action: AuditAction; requestId: string };

/** Reads, changes and writes a rule as one step: where it was changed meanwhile, from the start. */
async function changeRule(
  platform: Platform,
  caller: Caller,
  ruleId: string,
  { ifMatch, ...change }: Change & { ifMatch: string | undefined },
  toNext: (before: RuleRow) => Promise<RuleRow>,
): Promise<RuleRow> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const before = await mustFind(platform, caller, ruleId);
    if (ifMatch !== undefined && ifMatch !== "*" && ifMatch !== etagOf(before)) throw ruleChanged();
    const row = { ...(await toNext(before)), revision: before.revision + 1, updatedAt: platform.now() };
    if (await write(platform, caller, row, before, change)) return row;
  }
  throw ruleChanged();
}

/** Writes a rule and has the shards hear of it; false where another change took its revision. */
async function write(
  platform: Platform,
  caller: Caller,
  row: RuleRow,
  before: RuleRow | null,
  { action, requestId }: Change,
): Promise<boolean> {
  const { organizationId, ruleId: target } = row;
  const changes = await changesOf(platform, before, row);
  const audit = auditOf(platform, { organizationId, actor: caller, action, target, requestId, changes });
  await announceSoon(platform, organizationId);
  const refusal = await saveRule(platform.db, row, audit);
  if (refusal === "too_many_enabled") throw tooManyRules(`At most ${MOST_ENABLED} enabled`);
  if (refusal === "too_many") throw tooManyRules(`At most ${MOST_KEPT}`);
  if (refusal === "aggregate_gone")
    throw invalidRequest({
      errors: [
        {
          path: row.conditions === null ? "expression" : "conditions",
          message: "Names an aggregate that was deleted meanwhile",
        },
      ],
    });
  if (refusal) return false;
  await bringIntoForce(platform, organizationId);
  return true;
}

/** What a change was from and to. Of the addresses only how many: whom a rule mails is nobody's who reads the log. */
async function changesOf(platform: Platform, before: RuleRow | null, after: RuleRow) {
  const toFields = async (row: RuleRow | null): Promise<Record<string, string>> =>
    row === null || row.deletedAt !== null
      ? {}
      : {
          name: row.name,
          description: row.description,
          enabled: String(row.enabled),
          priority: String(row.priority),
          condition: JSON.stringify(row.conditions ?? row.expression),
          action: row.action,
          state: row.state,
          recipients: String((await openRecipients(platform, row)).length),
        };
  const [from, to] = [await toFields(before), await toFields(after)];
  const fields = [...new Set([...Object.keys(from), ...Object.keys(to)])];
  return Object.fromEntries(
    fields
      .filter((field) => from[field] !== to[field])
      .map((field) => [field, [from[field] ?? null, to[field] ?? null] as const]),
  );
}

async function mustRead(
  platform: Platform,
  { organizationId }: Caller,
  input: RuleInput,
): Promise<Pick<RuleDocument, "conditions" | "expression">> {
  const read = readCondition(input, await readVocabulary(platform, organizationId));
  if ("errors" in read) throw invalidRequest({ errors: read.errors });
  return read;
}

const documentFrom = (
  { name, description, enabled, priority, action, state }: RuleInput,
  { conditions, expression }: Pick<RuleDocument, "conditions" | "expression">,
): RuleDocument => ({ name, description, enabled, priority, conditions, expression, action, state });
