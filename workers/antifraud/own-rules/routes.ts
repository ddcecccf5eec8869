import { z } from "@hono/zod-openapi";
import { body, createRoute, createRouter, json, problem, requires } from "#platform/http";
import { pageOf, pageQuery } from "#platform/page";
import { addRule, changePolicy, removeRule, replaceRule } from "./manage-rules.ts";
import { etagOf, readRule, readRules, readVersions, toView } from "./read-rules.ts";
import { policySchema, ruleInput, ruleSchema, ruleVersionSchema } from "./schemas.ts";
import { findPolicy } from "./store.ts";
import { draftTrialSchema, trialResultSchema, trialSchema } from "./trial-schemas.ts";
import { tryDraft, tryRule } from "./try-rule.ts";

const reads = () => requires("read:rules", "antifraud", { in: "both" });
const writes = () => requires("write:rules", "antifraud", { in: "both" });
const tags = ["Rules"];
const named = z.object({ rule_id: z.string().max(64) });
const unknownRule = { 404: problem("antifraud.rule_not_found") };
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
  responses: { 200: json(pageOf(ruleSchema), "One page") },
});

const getPolicy = createRoute({
  method: "get",
  path: "/antifraud/rules/policy",
  operationId: "readRulePolicy",
  tags,
  summary: "Read how rules are applied",
  ...reads(),
  responses: { 200: json(policySchema, "The policy") },
});

const putPolicy = createRoute({
  method: "put",
  path: "/antifraud/rules/policy",
  operationId: "replaceRulePolicy",
  tags,
  summary: "Say how rules are applied",
  ...writes(),
  request: body(policySchema),
  responses: { 200: json(policySchema, "The policy"), ...refused },
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
  request: { params: named },
  responses: {
    204: { description: "Deleted" },
    ...unknownRule,
    409: problem("antifraud.rule_built_in"),
    412: problem("antifraud.rule_changed"),
    503: problem("antifraud.rules_unavailable"),
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
    const row = await addRule(platform, caller, c.req.valid("json"), requestId);
    c.header("etag", etagOf(row));
    return c.json(await toView(platform, row), 201);
  })
  .openapi(listRules, async (c) =>
    c.json(await readRules(c.var.platform, c.var.caller.organizationId, c.req.valid("query")), 200),
  )
  .openapi(getPolicy, async (c) => {
    const { allowFirst } = await findPolicy(c.var.platform.db, c.var.caller.organizationId);
    return c.json({ allow_first: allowFirst }, 200);
  })
  .openapi(putPolicy, async (c) => {
    const policy = c.req.valid("json");
    await changePolicy(c.var.platform, c.var.caller, policy.allow_first, c.var.requestId);
    return c.json(policy, 200);
  })
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
    const row = await replaceRule(platform, caller, c.req.valid("param").rule_id, c.req.valid("json"), request);
    c.header("etag", etagOf(row));
    return c.json(await toView(platform, row), 200);
  })
  .openapi(deleteRule, async (c) => {
    const request = { requestId: c.var.requestId, ifMatch: c.req.header("if-match") };
    await removeRule(c.var.platform, c.var.caller, c.req.valid("param").rule_id, request);
    return c.body(null, 204);
  })
  .openapi(getVersions, async (c) => {
    const { rule_id } = c.req.valid("param");
    return c.json(await readVersions(c.var.platform, c.var.caller.organizationId, rule_id, c.req.valid("query")), 200);
  });
