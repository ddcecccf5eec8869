import { z } from "@hono/zod-openapi";
import { body, createRoute, createRouter, json, problem, requires } from "#platform/http";
import { pageOf, pageQuery } from "#platform/page";
import { answerProposal } from "../proposals/answer-proposal.ts";
import { proposalSchema } from "../proposals/schemas.ts";
import { addRule, removeRule, replaceRule } from "./manage-rules.ts";
import { etagOf, readRule, readRules, readVersions, toView } from "./read-rules.ts";
import { rollBackRule } from "./roll-back-rule.ts";
import { comment, listedRuleSchema, rollbackInput, ruleInput, ruleSchema, ruleVersionSchema } from "./schemas.ts";
import { draftTrialSchema, trialResultSchema, trialSchema } from "./trial-schemas.ts";
import { tryDraft, tryRule } from "./try-rule.ts";

const reads = () => requires("read:rules", "antifraud", { in: "both" });
const writes = () => requires("write:rules", "antifraud", { in: "both" });
const tags = ["Rules"];
const named = z.object({ rule_id: z.string().max(64) });
const unknownRule = { 404: problem("antifraud.rule_not_found") };
const waits = {
  202: json(
    proposalSchema,
    "It waits for a second person, as the organisation asks for; `Location` names the proposal",
  ),
  403: problem("auth.people_only: a key for which nobody is known to answer cannot propose"),
};
const refused = {
  422: problem("request.invalid or request.card_number_refused"),
  503: problem("antifraud.rules_unavailable"),
};

const postRule = createRoute({
  method: "post",
  path: "/antifraud/rules",
  operationId: "createRule",
  tags,
  summary: "Add a rule",
  description:
    "In force with the next payment where it is enabled and live. It is checked before anything is stored: fields, types and sizes, with the place of every fault. At most 100 enabled rules.",
  ...writes(),
  request: body(ruleInput),
  responses: {
    201: json(ruleSchema, "The rule; `ETag` names its revision"),
    ...waits,
    409: problem("antifraud.rule_taken, antifraud.rule_asks_no_list or antifraud.too_many_rules"),
    ...refused,
  },
});

const listRules = createRoute({
  method: "get",
  path: "/antifraud/rules/list",
  operationId: "listRules",
  tags,
  summary: "List everything that decides, by priority",
  description: "The organisation's rules, and the built-in ones among them.",
  ...reads(),
  request: { query: pageQuery },
  responses: { 200: json(pageOf(listedRuleSchema), "One page") },
});

const getRule = createRoute({
  method: "get",
  path: "/antifraud/rules/{rule_id}",
  operationId: "readRule",
  tags,
  summary: "Read a rule",
  ...reads(),
  request: { params: named },
  responses: { 200: json(ruleSchema, "The rule; `ETag` names its revision"), ...unknownRule },
});

const putRule = createRoute({
  method: "put",
  path: "/antifraud/rules/{rule_id}",
  operationId: "replaceRule",
  tags,
  summary: "Replace a rule, or its state",
  description:
    "With `If-Match`, only the revision that it names is replaced, so that what goes live is what its author saw.",
  ...writes(),
  request: { params: named, ...body(ruleInput) },
  responses: {
    200: json(ruleSchema, "The rule"),
    ...waits,
    ...unknownRule,
    409: problem("antifraud.rule_built_in, antifraud.rule_asks_no_list or antifraud.too_many_rules"),
    412: problem("antifraud.rule_changed"),
    ...refused,
  },
});

const deleteRule = createRoute({
  method: "delete",
  path: "/antifraud/rules/{rule_id}",
  operationId: "deleteRule",
  tags,
  summary: "Delete a rule",
  description: "Old decisions stay explained by the versions of it that decided them.",
  ...writes(),
  request: { params: named, query: z.object({ comment }) },
  responses: {
    204: { description: "Deleted" },
    ...waits,
    ...unknownRule,
    409: problem("antifraud.rule_built_in"),
    412: problem("antifraud.rule_changed"),
    503: problem("antifraud.rules_unavailable"),
  },
});

const postRollback = createRoute({
  method: "post",
  path: "/antifraud/rules/{rule_id}/rollback",
  operationId: "rollBackRule",
  tags,
  summary: "Return a rule to an earlier revision, or switch it off",
  description:
    "What the rule said then becomes its newest revision; whom it mails stays. Where the organisation asks for two people, one may do it alone if two approved that revision, or to switch the rule off: the administrators are told by mail.",
  ...writes(),
  request: { params: named, ...body(rollbackInput) },
  responses: {
    200: json(ruleSchema, "The rule"),
    ...waits,
    ...unknownRule,
    409: problem("antifraud.rule_built_in or antifraud.too_many_rules"),
    412: problem("antifraud.rule_changed"),
    ...refused,
  },
});

const getVersions = createRoute({
  method: "get",
  path: "/antifraud/rules/{rule_id}/versions",
  operationId: "listRuleVersions",
  tags,
  summary: "List what a rule said at each revision, newest first",
  ...reads(),
  request: { params: named, query: pageQuery },
  responses: { 200: json(pageOf(ruleVersionSchema), "One page"), ...unknownRule },
});

const trial =
  "On a payment as it would be judged now, or on one that was decided, and on the newest stored decisions, from the features that they rest on. Nothing is stored or counted.";

const testDraft = createRoute({
  method: "post",
  path: "/antifraud/rules/test",
  operationId: "testDraftRule",
  tags,
  summary: "Try a rule that is not saved",
  description: trial,
  ...writes(),
  request: body(draftTrialSchema),
  responses: {
    200: json(trialResultSchema, "What the rule would have done"),
    404: problem("antifraud.transaction_not_found"),
    422: problem("request.invalid, request.card_number_refused or antifraud.unknown_currency"),
    503: problem("antifraud.decision_unavailable"),
  },
});

const testRule = createRoute({
  method: "post",
  path: "/antifraud/rules/{rule_id}/test",
  operationId: "testRule",
  tags,
  summary: "Try a rule",
  description: trial,
  ...writes(),
  request: { params: named, ...body(trialSchema) },
  responses: {
    200: json(trialResultSchema, "What the rule would have done"),
    404: problem("antifraud.rule_not_found or antifraud.transaction_not_found"),
    422: problem("request.invalid, request.card_number_refused or antifraud.unknown_currency"),
    503: problem("antifraud.decision_unavailable"),
  },
});

export const ruleRoutes = createRouter()
  .openapi(postRule, async (c) => {
    const { platform, caller, requestId } = c.var;
    const changed = await addRule(platform, caller, c.req.valid("json"), requestId);
    if ("proposal" in changed) return answerProposal(c, changed.proposal);
    c.header("etag", etagOf(changed.row));
    return c.json(await toView(platform, changed.row), 201);
  })
  .openapi(listRules, async (c) =>
    c.json(await readRules(c.var.platform, c.var.caller.organizationId, c.req.valid("query")), 200),
  )
  .openapi(testDraft, async (c) =>
    c.json(await tryDraft(c.var.platform, c.var.caller.organizationId, c.req.valid("json")), 200),
  )
  .openapi(testRule, async (c) => {
    const { rule_id } = c.req.valid("param");
    return c.json(await tryRule(c.var.platform, c.var.caller.organizationId, rule_id, c.req.valid("json")), 200);
  })
  .openapi(getRule, async (c) => {
    const { view, row } = await readRule(c.var.platform, c.var.caller.organizationId, c.req.valid("param").rule_id);
    if (row) c.header("etag", etagOf(row));
    return c.json(view, 200);
  })
  .openapi(putRule, async (c) => {
    const { platform, caller, requestId } = c.var;
    const request = { requestId, ifMatch: c.req.header("if-match") };
    const changed = await replaceRule(platform, caller, c.req.valid("param").rule_id, c.req.valid("json"), request);
    if ("proposal" in changed) return answerProposal(c, changed.proposal);
    c.header("etag", etagOf(changed.row));
    return c.json(await toView(platform, changed.row), 200);
  })
  .openapi(postRollback, async (c) => {
    const { platform, caller, requestId } = c.var;
    const request = { requestId, ifMatch: c.req.header("if-match") };
    const changed = await rollBackRule(platform, caller, c.req.valid("param").rule_id, c.req.valid("json"), request);
    if ("proposal" in changed) return answerProposal(c, changed.proposal);
    c.header("etag", etagOf(changed.row));
    return c.json(await toView(platform, changed.row), 200);
  })
  .openapi(deleteRule, async (c) => {
    const { requestId, platform, caller } = c.var;
    const request = { requestId, ifMatch: c.req.header("if-match"), comment: c.req.valid("query").comment };
    const changed = await removeRule(platform, caller, c.req.valid("param").rule_id, request);
    return "proposal" in changed ? answerProposal(c, changed.proposal) : c.body(null, 204);
  })
  .openapi(getVersions, async (c) => {
    const { rule_id } = c.req.valid("param");
    return c.json(await readVersions(c.var.platform, c.var.caller.organizationId, rule_id, c.req.valid("query")), 200);
  });
