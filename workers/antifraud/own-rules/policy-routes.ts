import { body, createRoute, createRouter, json, problem, requires } from "#platform/http";
import { answerProposal } from "../proposals/answer-proposal.ts";
import { proposalSchema } from "../proposals/schemas.ts";
import { changePolicy, toPolicyView } from "./change-policy.ts";
import { findPolicy } from "./policy-store.ts";
import { etagOf } from "./read-rules.ts";
import { policyInput, policySchema } from "./schemas.ts";

const tags = ["Rules"];
const path = "/antifraud/rules/policy";

const getPolicy = createRoute({
  method: "get",
  path,
  operationId: "readRulePolicy",
  tags,
  summary: "Read how rules are applied",
  ...requires("read:rules", "antifraud", { in: "both" }),
  responses: { 200: json(policySchema, "The policy; `ETag` names its revision") },
});

const putPolicy = createRoute({
  method: "put",
  path,
  operationId: "replaceRulePolicy",
  tags,
  summary: "Say how rules are applied",
  description: "Where two people are asked for, that waits for the second one, also to ask for one no more.",
  ...requires("write:rules", "antifraud", { in: "both" }),
  request: body(policyInput),
  responses: {
    200: json(policySchema, "The policy"),
    202: json(proposalSchema, "It waits for a second person; `Location` names the proposal"),
    403: problem("auth.people_only: a key for which nobody is known to answer cannot propose"),
    412: problem("antifraud.rule_policy_changed"),
    422: problem("request.invalid or request.card_number_refused"),
    503: problem("antifraud.rules_unavailable"),
  },
});

export const policyRoutes = createRouter()
  .openapi(getPolicy, async (c) => {
    const found = await findPolicy(c.var.platform.db, c.var.caller.organizationId);
    c.header("etag", etagOf(found));
    return c.json(toPolicyView(found.policy), 200);
  })
  .openapi(putPolicy, async (c) => {
    const { platform, caller, requestId } = c.var;
    const request = { requestId, ifMatch: c.req.header("if-match") };
    const changed = await changePolicy(platform, caller, c.req.valid("json"), request);
    if ("proposal" in changed) return answerProposal(c, changed.proposal);
    c.header("etag", etagOf(changed));
    return c.json(toPolicyView(changed.policy), 200);
  });
