import { z } from "@hono/zod-openapi";
import { body, createRoute, createRouter, json, problem, requires } from "#platform/http";
import { pageOf } from "#platform/page";
import { readSnoozes, toSnoozeView } from "./read-snoozes.ts";
import { snoozeInput, snoozeQuery, snoozeSchema } from "./schemas.ts";
import { snoozeRule, wakeRule } from "./snooze-rule.ts";

const tags = ["Rules"];
const path = "/antifraud/rules/{rule_id}/snoozes";
const named = z.object({ rule_id: z.string().max(64) });
const unknownRule = { 404: problem("antifraud.rule_not_found") };

const postSnooze = createRoute({
  method: "post",
  path,
  operationId: "snoozeRule",
  tags,
  summary: "Take a rule out of force for one payer for a while",
  description:
    "Built-in ones too, for 180 days at the most. It decides nothing for them then, and the evidence says `snoozed` where it would have hit. A snooze that runs for the same rule and payer ends. At most 1,000 at once.",
  ...requires("write:rules", "antifraud", { in: "both" }),
  request: { params: named, ...body(snoozeInput) },
  responses: {
    201: json(snoozeSchema, "The snooze"),
    ...unknownRule,
    409: problem("antifraud.too_many_snoozes"),
    422: problem("request.invalid or request.card_number_refused"),
    503: problem("antifraud.rules_unavailable"),
  },
});

const listSnoozes = createRoute({
  method: "get",
  path,
  operationId: "listRuleSnoozes",
  tags,
  summary: "List whom a rule is, or was, snoozed for, newest first",
  ...requires("read:rules", "antifraud", { in: "both" }),
  request: { params: named, query: snoozeQuery },
  responses: { 200: json(pageOf(snoozeSchema), "One page"), ...unknownRule },
});

const deleteSnooze = createRoute({
  method: "delete",
  path: `${path}/{snooze_id}`,
  operationId: "endRuleSnooze",
  tags,
  summary: "End a snooze early",
  ...requires("write:rules", "antifraud", { in: "both" }),
  request: { params: named.extend({ snooze_id: z.string().max(64) }) },
  responses: {
    204: { description: "Ended, now or before" },
    404: problem("antifraud.rule_not_found or antifraud.snooze_not_found"),
    503: problem("antifraud.rules_unavailable"),
  },
});

export const snoozeRoutes = createRouter()
  .openapi(postSnooze, async (c) => {
    const { platform, caller, requestId } = c.var;
    const row = await snoozeRule(platform, caller, c.req.valid("param").rule_id, c.req.valid("json"), requestId);
    return c.json(await toSnoozeView(platform, row), 201);
  })
  .openapi(listSnoozes, async (c) => {
    const { platform, caller } = c.var;
    const { rule_id } = c.req.valid("param");
    return c.json(await readSnoozes(platform, caller.organizationId, rule_id, c.req.valid("query")), 200);
  })
  .openapi(deleteSnooze, async (c) => {
    const { rule_id: ruleId, snooze_id: id } = c.req.valid("param");
    await wakeRule(c.var.platform, c.var.caller, { ruleId, id }, c.var.requestId);
    return c.body(null, 204);
  });
