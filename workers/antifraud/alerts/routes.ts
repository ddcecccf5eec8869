import { z } from "@hono/zod-openapi";
import { body, createRoute, createRouter, json, problem, requires } from "#platform/http";
import { pageOf, pageQuery } from "#platform/page";
import { historyRoutes } from "./history-routes.ts";
import { createAlertRule, mustFindAlertRule, removeAlertRule, replaceAlertRule } from "./manage-rules.ts";
import { muteAlertRule, unmuteAlertRule } from "./mute-rule.ts";
import { etagOf, readAlertRules, toView } from "./read-rules.ts";
import { alertRuleInput, alertRuleSchema, muteSchema, testSentSchema } from "./schemas.ts";
import { testChannels } from "./test-channels.ts";

const tags = ["Alerts"];
const manages = () => requires("manage:alerts", "antifraud", { in: "both" });
const namedRule = z.object({ rule_id: z.string().max(64) });
const unknownRule = { 404: problem("antifraud.alert_rule_not_found") };
const refused = { 422: problem("request.invalid or request.card_number_refused") };
const changed = { 412: problem("antifraud.alert_rule_changed") };

const postRule = createRoute({
  method: "post",
  path: "/antifraud/alerts/rules",
  operationId: "createAlertRule",
  tags,
  summary: "Add an alert rule",
  description:
    "Looked at every minute. It fires once its condition held for `for_minutes`, tells its channels and `alert.fired` webhooks once, reminds as it says, and tells once that it is over. At most 50 rules.",
  ...manages(),
  request: body(alertRuleInput),
  responses: {
    201: json(alertRuleSchema, "The rule; `ETag` names its revision"),
    409: problem("antifraud.too_many_alert_rules"),
    ...refused,
  },
});

const listRules = createRoute({
  method: "get",
  path: "/antifraud/alerts/rules",
  operationId: "listAlertRules",
  tags,
  summary: "List alert rules with where they stand",
  ...manages(),
  request: { query: pageQuery },
  responses: { 200: json(pageOf(alertRuleSchema), "One page") },
});

const getRule = createRoute({
  method: "get",
  path: "/antifraud/alerts/rules/{rule_id}",
  operationId: "readAlertRule",
  tags,
  summary: "Read an alert rule",
  ...manages(),
  request: { params: namedRule },
  responses: { 200: json(alertRuleSchema, "The rule; `ETag` names its revision"), ...unknownRule },
});

const putRule = createRoute({
  method: "put",
  path: "/antifraud/alerts/rules/{rule_id}",
  operationId: "replaceAlertRule",
  tags,
  summary: "Replace an alert rule",
  description:
    "With `If-Match`, only the revision that it names is replaced. Another condition begins anew: an alert of the one before is over.",
  ...manages(),
  request: { params: namedRule, ...body(alertRuleInput) },
  responses: { 200: json(alertRuleSchema, "The rule"), ...unknownRule, ...changed, ...refused },
});

const deleteRule = createRoute({
  method: "delete",
  path: "/antifraud/alerts/rules/{rule_id}",
  operationId: "deleteAlertRule",
  tags,
  summary: "Delete an alert rule",
  description: "Its alerts stay in the history; one that fires is over.",
  ...manages(),
  request: { params: namedRule },
  responses: { 204: { description: "Deleted" }, ...unknownRule, ...changed },
});

const postMute = createRoute({
  method: "post",
  path: "/antifraud/alerts/rules/{rule_id}/mute",
  operationId: "muteAlertRule",
  tags,
  summary: "Mute an alert rule for a while",
  description:
    "It is evaluated and recorded, and tells nobody. What fired meanwhile and still does is told when the mute ends. At most 30 days.",
  ...manages(),
  request: { params: namedRule, ...body(muteSchema) },
  responses: { 200: json(alertRuleSchema, "The rule"), ...unknownRule, ...refused },
});

const postUnmute = createRoute({
  method: "post",
  path: "/antifraud/alerts/rules/{rule_id}/unmute",
  operationId: "unmuteAlertRule",
  tags,
  summary: "Let an alert rule tell again",
  ...manages(),
  request: { params: namedRule },
  responses: { 200: json(alertRuleSchema, "The rule"), ...unknownRule },
});

const postTest = createRoute({
  method: "post",
  path: "/antifraud/alerts/rules/{rule_id}/test",
  operationId: "testAlertRule",
  tags,
  summary: "Send a marked test message to the channels of an alert rule",
  description: "Once a minute at most. Webhooks are tried by `POST /api/webhooks/endpoints/{id}/test`.",
  ...manages(),
  request: { params: namedRule },
  responses: {
    202: json(testSentSchema, "The messages that are on their way"),
    ...unknownRule,
    409: problem("antifraud.alert_rule_silent"),
    429: problem("request.too_many"),
  },
});

export const alertRoutes = createRouter()
  .openapi(postRule, async (c) => {
    const { platform, caller, requestId } = c.var;
    const row = await createAlertRule(platform, caller, c.req.valid("json"), { requestId });
    c.header("etag", etagOf(row));
    return c.json(await toView(platform, row), 201);
  })
  .openapi(listRules, async (c) =>
    c.json(await readAlertRules(c.var.platform, c.var.caller.organizationId, c.req.valid("query")), 200),
  )
  .openapi(getRule, async (c) => {
    const row = await mustFindAlertRule(c.var.platform, c.var.caller, c.req.valid("param").rule_id);
    c.header("etag", etagOf(row));
    return c.json(await toView(c.var.platform, row), 200);
  })
  .openapi(putRule, async (c) => {
    const { platform, caller, requestId } = c.var;
    const request = { requestId, ifMatch: c.req.header("if-match") };
    const row = await replaceAlertRule(platform, caller, c.req.valid("param").rule_id, c.req.valid("json"), request);
    c.header("etag", etagOf(row));
    return c.json(await toView(platform, row), 200);
  })
  .openapi(deleteRule, async (c) => {
    const request = { requestId: c.var.requestId, ifMatch: c.req.header("if-match") };
    await removeAlertRule(c.var.platform, c.var.caller, c.req.valid("param").rule_id, request);
    return c.body(null, 204);
  })
  .openapi(postMute, async (c) => {
    const { platform, caller, requestId } = c.var;
    const row = await muteAlertRule(platform, caller, c.req.valid("param").rule_id, c.req.valid("json"), requestId);
    return c.json(await toView(platform, row), 200);
  })
  .openapi(postUnmute, async (c) => {
    const { platform, caller, requestId } = c.var;
    const row = await unmuteAlertRule(platform, caller, c.req.valid("param").rule_id, requestId);
    return c.json(await toView(platform, row), 200);
  })
  .openapi(postTest, async (c) => {
    const { platform, caller, requestId } = c.var;
    return c.json(await testChannels(platform, caller, c.req.valid("param").rule_id, requestId), 202);
  })
  .route("/", historyRoutes);
