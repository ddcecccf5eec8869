import { answerableFor, auditOf, peopleOnly } from "#auth";
import type { Caller } from "#platform/caller";
import type { Platform } from "#platform/platform";
import type { RulePolicy } from "../own-rules/policy.ts";
import { documentOf, type RuleRow } from "../own-rules/store.ts";
import { sealProposed } from "./sealed-recipients.ts";
import { type ProposalRow, saveProposal } from "./store.ts";
import type { ProposalKind } from "./words.ts";

/** A change that nobody looked at for so long was meant for other circumstances. */
export const WAITS_MS = 30 * 24 * 3_600_000;

type About = { comment?: string | undefined; requestId: string };

/** Keeps a change of a rule for a second person; `row` is the rule as it would be. */
export async function proposeRule(
  platform: Platform,
  caller: Caller,
  { kind, row, notify, ...about }: About & { kind: ProposalKind; row: RuleRow; notify: readonly string[] },
): Promise<ProposalRow> {
  const id = platform.newId("rcp");
  return propose(platform, caller, about, {
    id,
    kind,
    ruleId: row.ruleId,
    baseRevision: row.revision - 1,
    document: kind === "remove" ? null : documentOf(row),
    policy: null,
    sealedNotify: await sealProposed(platform, { organizationId: caller.organizationId, id }, notify),
  });
}

/** Keeps a change of the policy for a second person; `revision` is that of the policy before. */
export const proposePolicy = (
  platform: Platform,
  caller: Caller,
  { policy, revision, ...about }: About & { policy: RulePolicy; revision: number },
): Promise<ProposalRow> =>
  propose(platform, caller, about, {
    id: platform.newId("rcp"),
    kind: "policy",
    ruleId: null,
    baseRevision: revision,
    document: null,
    policy,
    sealedNotify: null,
  });

async function propose(
  platform: Platform,
  caller: Caller,
  { comment = "", requestId }: About,
  what: Pick<ProposalRow, "id" | "kind" | "ruleId" | "baseRevision" | "document" | "policy" | "sealedNotify">,
): Promise<ProposalRow> {
  // Whoever issued a key might otherwise be both people.
  const answerable = await answerableFor(platform, caller);
  if (answerable === null) throw peopleOnly("Nobody is known to answer for this key, so a person has to propose");
  const { organizationId } = caller;
  const now = platform.now();
  const row: ProposalRow = {
    ...what,
    organizationId,
    comment,
    state: "pending",
    proposedBy: caller.id,
    answerable,
    createdAt: now,
    expiresAt: now + WAITS_MS,
    verdicts: 0,
    decidedBy: null,
    decidedAt: null,
    reason: null,
    revision: null,
  };
  const { id: target, kind, ruleId, baseRevision } = row;
  const changes = {
    kind: [null, kind] as const,
    ...(ruleId !== null && { rule: [null, ruleId] as const }),
    base_revision: [null, String(baseRevision)] as const,
  };
  const audit = auditOf(platform, {
    organizationId,
    actor: caller,
    action: "rule_proposal.created",
    target,
    requestId,
    changes,
  });
  await saveProposal(platform.db, row, audit);
  return row;
}
