import { auditOf } from "#auth";
import type { Caller } from "#platform/caller";
import type { Platform } from "#platform/platform";
import { notYourProposal, proposalClosed } from "./errors.ts";
import { mustBeAnother, mustBePending } from "./pending.ts";
import { type ProposalRow, saveVerdict, type Verdict } from "./store.ts";

/** Turns a proposal down, by the word of a second person. */
export async function rejectProposal(
  platform: Platform,
  caller: Caller,
  id: string,
  reason: string,
  requestId: string,
): Promise<ProposalRow> {
  const proposal = await mustBePending(platform, caller, id);
  mustBeAnother(caller, proposal);
  return end(platform, caller, proposal, { state: "rejected", reason }, requestId);
}

/** Takes a proposal back, by whoever made it or answers for it. */
export async function withdrawProposal(
  platform: Platform,
  caller: Caller,
  id: string,
  requestId: string,
): Promise<ProposalRow> {
  const proposal = await mustBePending(platform, caller, id);
  if (caller.id !== proposal.proposedBy && caller.id !== proposal.answerable) throw notYourProposal();
  return end(platform, caller, proposal, { state: "withdrawn", reason: null }, requestId);
}

async function end(
  platform: Platform,
  caller: Caller,
  proposal: ProposalRow,
  { state, reason }: { state: "rejected" | "withdrawn"; reason: string | null },
  requestId: string,
): Promise<ProposalRow> {
  const { organizationId } = caller;
  const verdict: Verdict = { state, decidedBy: caller.id, decidedAt: platform.now(), reason, revision: null };
  const audit = auditOf(platform, {
    organizationId,
    actor: caller,
    action: `rule_proposal.${state}`,
    target: proposal.id,
    requestId,
    changes: { state: ["pending", state], ...(reason !== null && { reason: [null, reason] }) },
  });
  if (!(await saveVerdict(platform.db, proposal, verdict, audit))) throw proposalClosed();
  return { ...proposal, ...verdict, sealedNotify: null };
}
