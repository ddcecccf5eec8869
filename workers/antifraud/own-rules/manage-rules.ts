import type { AuditAction } from "#auth";
import type { Caller } from "#platform/caller";
import type { Platform } from "#platform/platform";
import { invalidRequest } from "#platform/problem";
import { proposeRule } from "../proposals/propose-change.ts";
import type { ProposalRow } from "../proposals/store.ts";
import { rules as builtIn } from "../rules/index.ts";
import { readCondition } from "./check-rule.ts";
import { ruleBuiltIn, ruleChanged, ruleNotFound, ruleTaken } from "./errors.ts";
import { etagOf } from "./read-rules.ts";
import { readVocabulary } from "./read-vocabulary.ts";
import { sealRecipients } from "./recipients.ts";
import type { RuleDocument } from "./rule-document.ts";
import type { RuleInput } from "./schemas.ts";
import { findRule, type RuleRow } from "./store.ts";
import { type Word, writeRule } from "./write-rule.ts";

/** Of changes at the same time each finds the other's work; more of them than this are one too many. */
const MOST_TRIES = 3;

/** What became of a change: it is written, or waits for a second person. */
export type Changed = { row: RuleRow } | { proposal: ProposalRow };

type Request = { requestId: string; ifMatch?: string | undefined };

/** Adds a rule, in force with the next payment where it is enabled. An id whose rule was deleted may be given again. */
export async function addRule(
  platform: Platform,
  caller: Caller,
  input: RuleInput,
  requestId: string,
): Promise<Changed> {
  const { organizationId } = caller;
  const condition = await mustRead(platform, organizationId, input);
  const ruleId = input.rule_id ?? platform.newId("rule");
  if (isBuiltIn(ruleId)) throw ruleTaken("The id is that of a built-in rule");
  const before = (await findRule(platform.db, organizationId, ruleId)) ?? null;
  if (before?.deletedAt === null) throw ruleTaken();
  const document = documentFrom(input, condition);
  const row = await newRow(platform, caller, before, { ruleId, document, notify: input.notify });
  const outcome = await writeRule(platform, { before: null, row, actor: caller, action: "rule.created", requestId });
  if (outcome === "revision_taken") throw ruleTaken();
  if (outcome === "written") return { row };
  const { notify, comment } = input;
  return { proposal: await proposeRule(platform, caller, { kind: "add", row, notify, comment, requestId }) };
}

/** The first row of a rule; `before` is the deleted one whose id it gets. */
export async function newRow(
  platform: Platform,
  by: Pick<Caller, "id" | "organizationId">,
  before: RuleRow | null,
  { ruleId, document, notify }: { ruleId: string; document: RuleDocument; notify: readonly string[] },
): Promise<RuleRow> {
  const { organizationId } = by;
  const now = platform.now();
  return {
    ...document,
    id: platform.newId("arl"),
    organizationId,
    ruleId,
    sealedNotify: await sealRecipients(platform, { organizationId, ruleId }, notify),
    revision: (before?.revision ?? 0) + 1,
    createdBy: by.id,
    createdAt: now,
    updatedAt: now,
    deletedAt: null,
  };
}

/** Puts another document in the place of a rule's. What was decided by the one before stays explained by it. */
export async function replaceRule(
  platform: Platform,
  caller: Caller,
  ruleId: string,
  input: RuleInput,
  request: Request,
): Promise<Changed> {
  const condition = await mustRead(platform, caller.organizationId, input);
  if (input.rule_id !== undefined && input.rule_id !== ruleId)
    throw invalidRequest({ errors: [{ path: "rule_id", message: "Must be the id in the path" }] });
  const find = () => mustFind(platform, caller, ruleId);
  const toNext = async (before: RuleRow) => ({
    ...before,
    ...documentFrom(input, condition),
    sealedNotify: await sealRecipients(platform, before, input.notify),
  });
  const changed = await changeRule(platform, caller, find, { ...request, action: "rule.changed" }, { toNext });
  if (!("lonely" in changed)) return changed;
  const { notify, comment } = input;
  const { requestId } = request;
  return {
    proposal: await proposeRule(platform, caller, { kind: "replace", row: changed.lonely, notify, comment, requestId }),
  };
}

/** Takes a rule out of force. Its versions stay, since old decisions are explained by them. */
export async function removeRule(
  platform: Platform,
  caller: Caller,
  ruleId: string,
  { comment, ...request }: Request & { comment?: string | undefined },
): Promise<Changed> {
  const find = () => mustFind(platform, caller, ruleId);
  const toNext = async (before: RuleRow) => ({ ...before, sealedNotify: null, deletedAt: platform.now() });
  const changed = await changeRule(platform, caller, find, { ...request, action: "rule.deleted" }, { toNext });
  if (!("lonely" in changed)) return changed;
  const { requestId } = request;
  return {
    proposal: await proposeRule(platform, caller, {
      kind: "remove",
      row: changed.lonely,
      notify: [],
      comment,
      requestId,
    }),
  };
}

/** The caller's rule; one that is deleted or of another organisation is as unknown as none. */
async function mustFind(platform: Platform, { organizationId }: Caller, ruleId: string): Promise<RuleRow> {
  if (isBuiltIn(ruleId)) throw ruleBuiltIn();
  const row = await findRule(platform.db, organizationId, ruleId);
  if (!row || row.deletedAt !== null) throw ruleNotFound();
  return row;
}

export const isBuiltIn = (ruleId: string): boolean => builtIn.some(({ rule_id }) => rule_id === ruleId);

/**
 * Reads, changes and writes a rule as one step: where it was changed meanwhile, from the start. What one person may not do is
 * handed back as the row that it would have been.
 */
export async function changeRule(
  platform: Platform,
  caller: Caller,
  find: () => Promise<RuleRow>,
  { ifMatch, requestId, action }: Request & { action: AuditAction },
  { toNext, toWord }: { toNext: (before: RuleRow) => Promise<RuleRow>; toWord?: (next: RuleRow) => Promise<Word> },
): Promise<{ row: RuleRow } | { lonely: RuleRow }> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const before = await find();
    if (ifMatch !== undefined && ifMatch !== "*" && ifMatch !== etagOf(before)) throw ruleChanged();
    const row = { ...(await toNext(before)), revision: before.revision + 1, updatedAt: platform.now() };
    const outcome = await writeRule(platform, { before, row, actor: caller, action, requestId }, await toWord?.(row));
    if (outcome === "written") return { row };
    if (outcome === "second_person_asked") return { lonely: row };
  }
  throw ruleChanged();
}

/** What a rule asks, refused where anything is wrong with it. */
export async function mustRead(
  platform: Platform,
  organizationId: string,
  input: Pick<RuleInput, "conditions" | "expression">,
): Promise<Pick<RuleDocument, "conditions" | "expression">> {
  const read = readCondition(input, await readVocabulary(platform, organizationId));
  if ("errors" in read) throw invalidRequest({ errors: read.errors });
  return read;
}

const documentFrom = (
  { name, description, enabled, priority, action, state, canary_percent }: RuleInput,
  condition: Pick<RuleDocument, "conditions" | "expression">,
): RuleDocument => ({
  name,
  description,
  enabled,
  priority,
  ...condition,
  action,
  state,
  canaryPercent: canary_percent ?? null,
});
