import { z } from "@hono/zod-openapi";
import type { DashboardPart } from "#platform/dashboard-part";
import { createRoute, createRouter, json, problem, requires } from "#platform/http";
import { pageOf, pageQuery } from "#platform/page";
import { periodFields } from "#platform/period-schemas";
import { combinedQuery, combinedSchema, savingsSchema } from "./analytics-schemas.ts";
import { estimateRoi } from "./estimate-roi.ts";
import { feedRoutes } from "./feed-routes.ts";
import { overviewSchema } from "./overview-schemas.ts";
import { readActivity } from "./read-activity.ts";
import { readCombined } from "./read-combined.ts";
import { readOverview } from "./read-overview.ts";
import { givenInputs, readSavings } from "./read-savings.ts";
import { roiQuery, roiSchema } from "./roi-schemas.ts";
import { messageSchemas } from "./schemas.ts";

const tags = ["Dashboard"];
const readsDashboard = requires("read:dashboard", undefined, { in: "both" });
const refusals = { 403: problem("auth.missing_permission"), 422: problem("request.invalid") };

const getOverview = createRoute({
  method: "get",
  path: "/dashboard/overview",
  operationId: "readDashboardOverview",
  tags,
  summary: "Read the figures of all products at a glance",
  description:
    "Of your organisation since its first day. A super administrator reads those of all clients together, and `platform_stats`.",
  ...readsDashboard,
  responses: { 200: json(overviewSchema, "The figures"), 403: refusals[403] },
});

const getCombined = createRoute({
  method: "get",
  path: "/dashboard/combined-analytics",
  operationId: "readCombinedAnalytics",
  tags,
  summary: "Read what all products did over time, on one axis",
  description: "Of the products that you use, in the days of Asia/Tashkent.",
  ...readsDashboard,
  request: { query: combinedQuery },
  responses: { 200: json(combinedSchema, "An axis and series with a value for each of its times"), ...refusals },
});

const getRoi = createRoute({
  method: "get",
  path: "/dashboard/roi-calculator",
  operationId: "estimateRoi",
  tags,
  summary: "Estimate the return on what the products cost",
  description:
    "Of nothing but what is told in the query: the same query always gets the same answer. Without `plan` or `monthly_price` the price is that of use, as published.",
  ...readsDashboard,
  request: { query: roiQuery },
  responses: { 200: json(roiSchema, "The estimate, with the formula and everything it was fed"), ...refusals },
});

/** Routes of the dashboard; what they tell is gathered from `parts`. */
export function dashboardRoutes(parts: readonly DashboardPart[]) {
  const getActivity = createRoute({
    method: "get",
    path: "/dashboard/activity-feed",
    operationId: "listActivity",
    tags,
    summary: "List what happened lately, newest first",
    description:
      "The messages of the live feed, of the products that you use. Who took part is told to those who may see it: payers to callers with `read:transactions`.",
    ...readsDashboard,
    request: { query: pageQuery },
    responses: { 200: json(pageOf(messageSchemas(parts).activity), "One page"), ...refusals },
  });
  const getSavings = createRoute({
    method: "get",
    path: "/dashboard/cost-savings",
    operationId: "readCostSavings",
    tags,
    summary: "Read what the products saved, and how that is computed",
    description: "Inputs that are assumed or measured can be replaced in the query, each by its name.",
    ...readsDashboard,
    request: { query: z.object({ ...periodFields, ...givenInputs(parts) }) },
    responses: { 200: json(savingsSchema, "The sum, and each product's formula with its inputs"), ...refusals },
  });
  return createRouter()
    .openapi(getOverview, async (c) => c.json(await readOverview(c.var.platform, c.var.caller, parts), 200))
    .openapi(getActivity, async (c) =>
      c.json(await readActivity(c.var.platform, c.var.caller, parts, c.req.valid("query")), 200),
    )
    .openapi(getCombined, async (c) =>
      c.json(await readCombined(c.var.platform, c.var.caller, parts, c.req.valid("query")), 200),
    )
    .openapi(getSavings, async (c) =>
      c.json(await readSavings(c.var.platform, c.var.caller, parts, c.req.valid("query")), 200),
    )
    .openapi(getRoi, (c) => c.json(estimateRoi(c.req.valid("query")), 200))
    .route("/", feedRoutes(parts));
}
