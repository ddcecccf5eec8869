import { z } from "@hono/zod-openapi";
import { body, createRoute, createRouter, json, problem, requires } from "#platform/http";
import { pageOf } from "#platform/page";
import { approveProposal } from "./approve-proposal.ts";
import { readProposal, readProposals, toProposalView } from "./read-proposals.ts";
import { proposalQuery, proposalSchema, rejectionInput } from "./schemas.ts";
import { rejectProposal, withdrawProposal } from "./turn-down-proposal.ts";

const reads = () => requires("read:rules", "antifraud", { in: "both" });
const writes = () => requires("write:rules", "antifraud", { in: "both" });
const tags = ["Rules"];
const request = { params: z.object({ id: z.string().max(64) }) };
const unknown = { 404: problem("antifraud.proposal_not_found") };

const listProposals = createRoute({
  method: "get",
  path: "/antifraud/rules/proposals",
  operationId: "listRuleProposals",
  tags,
  summary: "List changes that wait, or waited, for a second person, newest first",
  ...reads(),
  request: { query: proposalQuery },
  responses: { 200: json(pageOf(proposalSchema), "One page") },
});

const getProposal = createRoute({
  method: "get",
  path: "/antifraud/rules/proposals/{id}",
  operationId: "readRuleProposal",
  tags,
  summary: "Read a proposal",
  ...reads(),
  request,
  responses: { 200: json(proposalSchema, "The proposal"), ...unknown },
});

const postApproval = createRoute({
  method: "post",
  path: "/antifraud/rules/proposals/{id}/approve",
  operationId: "approveRuleProposal",
  tags,
  summary: "Approve a proposal, which writes it",
  description:
    "By another person than its author, or than whoever issued the key that proposed it; a key approves nothing. What was changed since it was proposed is not overwritten: propose anew.",
  ...writes(),
  request,
  responses: {
    200: json(proposalSchema, "The proposal, written"),
    403: problem("antifraud.own_proposal or auth.people_only"),
    ...unknown,
    409: problem("antifraud.proposal_closed, antifraud.proposal_stale or antifraud.too_many_rules"),
    422: problem("request.invalid: what the rule asks for is there no more"),
    503: problem("antifraud.rules_unavailable"),
  },
});

const postRejection = createRoute({
  method: "post",
  path: "/antifraud/rules/proposals/{id}/reject",
  operationId: "rejectRuleProposal",
  tags,
  summary: "Turn a proposal down",
  ...writes(),
  request: { ...request, ...body(rejectionInput) },
  responses: {
    200: json(proposalSchema, "The proposal"),
    403: problem("antifraud.own_proposal or auth.people_only"),
    ...unknown,
    409: problem("antifraud.proposal_closed"),
    422: problem("request.invalid"),
  },
});

const deleteProposal = createRoute({
  method: "delete",
  path: "/antifraud/rules/proposals/{id}",
  operationId: "withdrawRuleProposal",
  tags,
  summary: "Withdraw one's own proposal",
  ...writes(),
  request,
  responses: {
    204: { description: "Withdrawn" },
    403: problem("antifraud.not_your_proposal"),
    ...unknown,
    409: problem("antifraud.proposal_closed"),
  },
});

export const proposalRoutes = createRouter()
  .openapi(listProposals, async (c) =>
    c.json(await readProposals(c.var.platform, c.var.caller.organizationId, c.req.valid("query")), 200),
  )
  .openapi(getProposal, async (c) =>
    c.json(await readProposal(c.var.platform, c.var.caller.organizationId, c.req.valid("param").id), 200),
  )
  .openapi(postApproval, async (c) => {
    const { platform, caller, requestId } = c.var;
    const row = await approveProposal(platform, caller, c.req.valid("param").id, requestId);
    return c.json(await toProposalView(platform, row), 200);
  })
  .openapi(postRejection, async (c) => {
    const { platform, caller, requestId } = c.var;
    const { reason } = c.req.valid("json");
    const row = await rejectProposal(platform, caller, c.req.valid("param").id, reason, requestId);
    return c.json(await toProposalView(platform, row), 200);
  })
  .openapi(deleteProposal, async (c) => {
    await withdrawProposal(c.var.platform, c.var.caller, c.req.valid("param").id, c.var.requestId);
    return c.body(null, 204);
  });
