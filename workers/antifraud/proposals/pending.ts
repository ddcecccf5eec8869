import { peopleOnly } from "#auth";
import type { Caller } from "#platform/caller";
import type { Platform } from "#platform/platform";
import { ownProposal, proposalClosed, proposalNotFound } from "./errors.ts";
import { findProposal, type ProposalRow } from "./store.ts";

/** A proposal of the caller's organisation that waits for its verdict. */
export async function mustBePending(platform: Platform, { organizationId }: Caller, id: string): Promise<ProposalRow> {
  const proposal = await findProposal(platform.db, organizationId, id);
  if (!proposal) throw proposalNotFound();
  if (proposal.state !== "pending" || proposal.expiresAt <= platform.now()) throw proposalClosed();
  return proposal;
}

/** Two people are two whose ids differ; for a key answers who issued it, and a key is nobody's second person. */
export function mustBeAnother({ kind, id }: Caller, { answerable }: ProposalRow): void {
  if (kind !== "user") throw peopleOnly();
  if (id === answerable) throw ownProposal();
}
