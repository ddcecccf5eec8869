import { z } from "@hono/zod-openapi";
import { createRoute, createRouter, json, problem, requires } from "#platform/http";
import { pageOf, pageQuery } from "#platform/page";
import { periodQuery } from "#platform/period-schemas";
import { exportDecisions } from "./export-decisions.ts";
import { readMerchantRisk } from "./read-merchant-risk.ts";
import { readOverview } from "./read-overview.ts";
import { readRules } from "./read-rules.ts";
import { readThresholds } from "./read-thresholds.ts";
import { readTrends } from "./read-trends.ts";
import { orderRebuild, readRebuilds } from "./rebuild-rollups.ts";
import {
  exportQuery,
  merchantQuery,
  merchantRiskSchema,
  overviewSchema,
  rebuildSchema,
  ruleReportSchema,
  thresholdQuery,
  thresholdReportSchema,
  trendQuery,
  trendsSchema,
} from "./schemas.ts";
import { formats } from "./table-file.ts";

const tags = ["Anti-Fraud analytics"];
const readsAnalytics = requires("read:antifraud_analytics", "antifraud", { in: "both" });
const invalid = { 422: problem("request.invalid") };

const getOverview = createRoute({
  method: "get",
  path: "/antifraud/analytics/overview",
  operationId: "readFraudOverview",
  tags,
  summary: "Read how payments were decided, and how they turned out",
  ...readsAnalytics,
  request: { query: periodQuery },
  responses: { 200: json(overviewSchema, "The period, beside the one before"), ...invalid },
});

const getTrends = createRoute({
  method: "get",
  path: "/antifraud/analytics/fraud-trends",
  operationId: "readFraudTrends",
  tags,
  summary: "Read decisions and confirmed frauds over time",
  description: "By the hour, at most 31 days.",
  ...readsAnalytics,
  request: { query: trendQuery },
  responses: { 200: json(trendsSchema, "Hours or days without gaps"), ...invalid },
});

const getMerchantRisk = createRoute({
  method: "get",
  path: "/antifraud/analytics/merchant-risk",
  operationId: "listMerchantRisk",
  tags,
  summary: "List merchants, the riskiest first",
  ...readsAnalytics,
  request: { query: merchantQuery },
  responses: { 200: json(pageOf(merchantRiskSchema), "One page"), ...invalid },
});

const getRules = createRoute({
  method: "get",
  path: "/antifraud/analytics/rules",
  operationId: "readRuleReport",
  tags,
  summary: "Read how often each rule hit, and how often it was right",
  ...readsAnalytics,
  request: { query: periodQuery },
  responses: { 200: json(ruleReportSchema, "The rules, most hits first"), ...invalid },
});

const getThresholds = createRoute({
  method: "get",
  path: "/antifraud/analytics/thresholds",
  operationId: "simulateThresholds",
  tags,
  summary: "See what other thresholds would have decided",
  description:
    "Over the payments of the period, for a grid of pairs or for one. What a rule decided stays as it was decided under every pair.",
  ...readsAnalytics,
  request: { query: thresholdQuery },
  responses: { 200: json(thresholdReportSchema, "Payments, money and known fraud of each pair"), ...invalid },
});

const getExport = createRoute({
  method: "get",
  path: "/antifraud/analytics/export",
  operationId: "exportDecisions",
  tags,
  summary: "Export decisions as a table, newest first",
  description:
    "The decisions that the list shows with the same filters, at most 100,000; `user_id`, `device_id`, `ip_address` and `q` are for callers with `read:transactions`. CSV in UTF-8 with a byte order mark, in which texts that a spreadsheet would compute begin with an apostrophe; or XLSX, in which they are texts. Times are of Asia/Tashkent. Who paid is in it only for callers with `read:transactions`.",
  ...requires("export:antifraud", "antifraud", { in: "both" }),
  request: { query: exportQuery },
  responses: {
    200: {
      description: "The table",
      content: { "text/csv": { schema: z.string() }, [formats.xlsx.type]: { schema: z.string() } },
    },
    422: problem("request.invalid or antifraud.export_too_large"),
    503: problem("auth.audit_unavailable"),
  },
});

const postRebuild = createRoute({
  method: "post",
  path: "/admin/analytics/rebuilds",
  operationId: "rebuildAnalytics",
  tags: ["Administration"],
  summary: "Count every decision anew, and compare",
  description:
    "Of all organisations, behind the queue. What is read meanwhile is the count as it was; once the new one holds every decision both are compared, and the new one is read. Where a rebuild is running, that one goes on.",
  ...requires("manage:analytics"),
  responses: { 202: json(rebuildSchema, "The rebuild") },
});

const getRebuilds = createRoute({
  method: "get",
  path: "/admin/analytics/rebuilds",
  operationId: "listAnalyticsRebuilds",
  tags: ["Administration"],
  summary: "List rebuilds and what they found, newest first",
  ...requires("manage:analytics"),
  request: { query: pageQuery },
  responses: { 200: json(pageOf(rebuildSchema), "One page") },
});

export const analyticsRoutes = createRouter()
  .openapi(getOverview, async (c) =>
    c.json(await readOverview(c.var.platform, c.var.caller.organizationId, c.req.valid("query")), 200),
  )
  .openapi(getTrends, async (c) =>
    c.json(await readTrends(c.var.platform, c.var.caller.organizationId, c.req.valid("query")), 200),
  )
  .openapi(getMerchantRisk, async (c) =>
    c.json(await readMerchantRisk(c.var.platform, c.var.caller.organizationId, c.req.valid("query")), 200),
  )
  .openapi(getRules, async (c) =>
    c.json(await readRules(c.var.platform, c.var.caller.organizationId, c.req.valid("query")), 200),
  )
  .openapi(getThresholds, async (c) =>
    c.json(await readThresholds(c.var.platform, c.var.caller.organizationId, c.req.valid("query")), 200),
  )
  .openapi(getExport, async (c) => {
    const { platform, caller, requestId } = c.var;
    const query = c.req.valid("query");
    const table = await exportDecisions(platform, caller, query, requestId);
    const headers = {
      "content-type": formats[query.format].type,
      "content-disposition": `attachment; filename="decisions-${caller.organizationId}.${query.format}"`,
    };
    // SAFETY: the bytes are a table as the contract says; a stream has no type of its own here.
    return c.body(table, 200, headers) as never;
  })
  .openapi(postRebuild, async (c) => {
    const { platform, caller, requestId } = c.var;
    return c.json(await orderRebuild(platform, caller, requestId), 202);
  })
  .openapi(getRebuilds, async (c) => c.json(await readRebuilds(c.var.platform, c.req.valid("query")), 200));
