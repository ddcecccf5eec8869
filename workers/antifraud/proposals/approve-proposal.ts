import type { Caller } from "#platform/caller";
import type { Platform } from "#platform/platform";
import { type Policy, writePolicy } from "../own-rules/change-policy.ts";
import { mustRead, newRow } from "../own-rules/manage-rules.ts";
import { findPolicy } from "../own-rules/policy-store.ts";
import { sealRecipients } from "../own-rules/recipients.ts";
import { findRule, type RuleRow } from "../own-rules/store.ts";
import { type Word, writeRule } from "../own-rules/write-rule.ts";
import { proposalClosed, proposalStale } from "./errors.ts";
import { mustBeAnother, mustBePending } from "./pending.ts";
import { openProposed } from "./sealed-recipients.ts";
import { decideProposal, isDecided, type ProposalRow, type Verdict } from "./store.ts";

/**
 * Approves a proposal by the word of a second person, and writes what it proposes in the same step: both, or neither. What was
 * changed since it was proposed is not overwritten.
 */
export async function approveProposal(
  platform: Platform,
  caller: Caller,
  id: string,
  requestId: string,
): Promise<ProposalRow> {
  const proposal = await mustBePending(platform, caller, id);
  mustBeAnother(caller, proposal);
  const verdict: Verdict = {
    state: "approved",
    decidedBy: caller.id,
    decidedAt: platform.now(),
    reason: null,
    revision: proposal.baseRevision + 1,
  };
  const word: Word = {
    author: proposal.proposedBy,
    approvedBy: caller.id,
    told: { proposal: id, proposed_by: proposal.proposedBy },
    besides: [decideProposal(platform.db, proposal, verdict)],
  };
  const outcome = await (proposal.policy
    ? approvePolicy(platform, caller, { ...proposal, policy: proposal.policy }, requestId, word)
    : approveRule(platform, caller, proposal, requestId, word)
  ).catch((failure) => {
    throw isDecided(failure) ? proposalClosed() : failure;
  });
  if (outcome !== "written") {
    // Who loses against another approval of it finds the revision taken, and hears that it is decided.
    await mustBePending(platform, caller, id);
    throw proposalStale();
  }
  return { ...proposal, ...verdict, sealedNotify: null };
}

async function approvePolicy(
  platform: Platform,
  actor: Caller,
  { policy, baseRevision, organizationId }: ProposalRow & Pick<Policy, "policy">,
  requestId: string,
  word: Word,
) {
  const before = await findPolicy(platform.db, organizationId);
  if (before.revision !== baseRevision) return "revision_taken";
  return writePolicy(platform, { before, policy, actor, requestId }, word);
}

async function approveRule(platform: Platform, actor: Caller, proposal: ProposalRow, requestId: string, word: Word) {
  const { organizationId, ruleId, kind, baseRevision } = proposal;
  const before = (await findRule(platform.db, organizationId, ruleId ?? "")) ?? null;
  const isThere = before !== null && before.deletedAt === null;
  if ((before?.revision ?? 0) !== baseRevision || isThere !== (kind !== "add")) return "revision_taken";
  const row = await proposedRow(platform, proposal, before);
  const action = kind === "add" ? "rule.created" : kind === "remove" ? "rule.deleted" : "rule.changed";
  return writeRule(platform, { before: isThere ? before : null, row, actor, action, requestId }, word);
}

/** The rule as it was proposed; what it asks is checked again, since fields and lists may be gone meanwhile. */
async function proposedRow(platform: Platform, proposal: ProposalRow, before: RuleRow | null): Promise<RuleRow> {
  const { organizationId, document, baseRevision, proposedBy } = proposal;
  const revision = baseRevision + 1;
  const updatedAt = platform.now();
  if (before && !document) return { ...before, sealedNotify: null, revision, updatedAt, deletedAt: updatedAt };
  if (!document || proposal.ruleId === null) throw new Error("A proposal of a rule has its document");
  await mustRead(platform, organizationId, document);
  const { ruleId } = proposal;
  const notify = await openProposed(platform, proposal);
  if (!before || before.deletedAt !== null)
    return newRow(platform, { id: proposedBy, organizationId }, before, { ruleId, document, notify });
  return { ...before, ...document, sealedNotify: await sealRecipients(platform, before, notify), revision, updatedAt };
}
