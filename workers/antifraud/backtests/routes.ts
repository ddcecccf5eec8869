import { z } from "@hono/zod-openapi";
import { body, createRoute, createRouter, json, problem, requires } from "#platform/http";
import { pageOf, pageQuery } from "#platform/page";
import { orderBacktest, removeBacktest, stopBacktest } from "./manage-backtests.ts";
import { readBacktest, readBacktests, readDifferences, toView } from "./read-backtests.ts";
import { backtestDetailSchema, backtestInput, backtestSchema, differenceQuery, differenceSchema } from "./schemas.ts";

const reads = () => requires("read:antifraud_analytics", "antifraud", { in: "both" });
const writes = () => requires("write:rules", "antifraud", { in: "both" });
const tags = ["Backtests"];
const named = z.object({ backtest_id: z.string().max(64) });
const unknown = { 404: problem("antifraud.backtest_not_found") };

const postBacktest = createRoute({
  method: "post",
  path: "/antifraud/backtests",
  operationId: "startBacktest",
  tags,
  summary: "Decide on past payments again, with other rules",
  description:
    "Every decision of the period is made again from the features that it rests on, by the rules as they stood then, with the changes. Without changes nothing differs. Runs behind the queue, one at a time; five more may wait.",
  ...writes(),
  request: body(backtestInput),
  responses: {
    202: json(backtestSchema, "The backtest, waiting"),
    409: problem("antifraud.too_many_backtests"),
    422: problem("request.invalid or request.card_number_refused"),
  },
});

const getBacktests = createRoute({
  method: "get",
  path: "/antifraud/backtests",
  operationId: "listBacktests",
  tags,
  summary: "List backtests, newest first",
  ...reads(),
  request: { query: pageQuery },
  responses: { 200: json(pageOf(backtestSchema), "One page") },
});

const getBacktest = createRoute({
  method: "get",
  path: "/antifraud/backtests/{backtest_id}",
  operationId: "readBacktest",
  tags,
  summary: "Read what a backtest found until now",
  ...reads(),
  request: { params: named },
  responses: { 200: json(backtestDetailSchema, "The backtest"), ...unknown },
});

const getDifferences = createRoute({
  method: "get",
  path: "/antifraud/backtests/{backtest_id}/differences",
  operationId: "listBacktestDifferences",
  tags,
  summary: "List payments that a backtest decides otherwise",
  description: "Oldest first; the first 1,000 are kept, all are counted.",
  ...reads(),
  request: { params: named, query: differenceQuery },
  responses: { 200: json(pageOf(differenceSchema), "One page"), ...unknown },
});

const postCancel = createRoute({
  method: "post",
  path: "/antifraud/backtests/{backtest_id}/cancel",
  operationId: "cancelBacktest",
  tags,
  summary: "Stop a backtest",
  description: "What it found until now stays.",
  ...writes(),
  request: { params: named },
  responses: { 200: json(backtestSchema, "The backtest"), ...unknown, 409: problem("antifraud.backtest_over") },
});

const deleteBacktest = createRoute({
  method: "delete",
  path: "/antifraud/backtests/{backtest_id}",
  operationId: "deleteBacktest",
  tags,
  summary: "Delete a backtest and what it found",
  ...writes(),
  request: { params: named },
  responses: { 204: { description: "Deleted" }, ...unknown },
});

export const backtestRoutes = createRouter()
  .openapi(postBacktest, async (c) => {
    const { platform, caller, requestId } = c.var;
    return c.json(toView(await orderBacktest(platform, caller, c.req.valid("json"), requestId)), 202);
  })
  .openapi(getBacktests, async (c) =>
    c.json(await readBacktests(c.var.platform, c.var.caller.organizationId, c.req.valid("query")), 200),
  )
  .openapi(getBacktest, async (c) => {
    const { backtest_id } = c.req.valid("param");
    return c.json(await readBacktest(c.var.platform, c.var.caller.organizationId, backtest_id), 200);
  })
  .openapi(getDifferences, async (c) => {
    const { backtest_id } = c.req.valid("param");
    const { organizationId } = c.var.caller;
    return c.json(await readDifferences(c.var.platform, organizationId, backtest_id, c.req.valid("query")), 200);
  })
  .openapi(postCancel, async (c) => {
    const { platform, caller, requestId } = c.var;
    return c.json(toView(await stopBacktest(platform, caller, c.req.valid("param").backtest_id, requestId)), 200);
  })
  .openapi(deleteBacktest, async (c) => {
    await removeBacktest(c.var.platform, c.var.caller, c.req.valid("param").backtest_id, c.var.requestId);
    return c.body(null, 204);
  });
