import type { Context } from "hono";
import type { Http } from "#platform/http";
import { toProposalView } from "./read-proposals.ts";
import type { ProposalRow } from "./store.ts";

/** The answer to a change that waits for a second person. */
export async function answerProposal(c: Context<Http>, proposal: ProposalRow) {
  c.header("location", `/api/antifraud/rules/proposals/${proposal.id}`);
  return c.json(await toProposalView(c.var.platform, proposal), 202);
}
