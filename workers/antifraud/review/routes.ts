import { z } from "@hono/zod-openapi";
import { body, createRoute, createRouter, json, problem, requires } from "#platform/http";
import { pageOf, pageQuery } from "#platform/page";
import { batchReviews } from "./batch-reviews.ts";
import { queueExample } from "./examples.ts";
import { readRelated } from "./read-related.ts";
import { readReviews } from "./read-reviews.ts";
import { readStats } from "./read-stats.ts";
import { readTimeline } from "./read-timeline.ts";
import {
  batchResultSchema,
  batchSchema,
  relatedSchema,
  reviewItemSchema,
  reviewQuery,
  settingsSchema,
  statsSchema,
  timelineEntrySchema,
} from "./schemas.ts";
import { changeSettings, readSettings } from "./settings.ts";
import { reviewWorkRoutes } from "./work-routes.ts";

const tags = ["Anti-Fraud"];
const toRead = requires("read:transactions", "antifraud", { in: "both" });
const toReview = requires("review:transactions", "antifraud", { in: "both" });
const named = { params: z.object({ txn_id: z.string().max(100) }) };
const missing = problem("antifraud.transaction_not_found");

const listReviews = createRoute({
  method: "get",
  path: "/antifraud/reviews",
  operationId: "listReviews",
  tags,
  summary: "List the payments that wait for a person",
  ...toRead,
  request: { query: reviewQuery },
  responses: { 200: json(pageOf(reviewItemSchema), "One page", queueExample), 422: problem("request.invalid") },
});

const getStats = createRoute({
  method: "get",
  path: "/antifraud/reviews/stats",
  operationId: "readReviewStats",
  tags,
  summary: "Read how the queue stands, and who closed how many today",
  description: "Days are those of Tashkent.",
  ...toRead,
  responses: { 200: json(statsSchema, "The figures") },
});

const getSettings = createRoute({
  method: "get",
  path: "/antifraud/reviews/settings",
  operationId: "readReviewSettings",
  tags,
  summary: "Read how the organisation reviews",
  ...toRead,
  responses: { 200: json(settingsSchema, "The settings") },
});

const putSettings = createRoute({
  method: "put",
  path: "/antifraud/reviews/settings",
  operationId: "changeReviewSettings",
  tags,
  summary: "Change how the organisation reviews",
  ...requires("write:rules", "antifraud", { in: "both" }),
  request: body(settingsSchema),
  responses: { 200: json(settingsSchema, "The settings"), 422: problem("request.invalid") },
});

const postBatch = createRoute({
  method: "post",
  path: "/antifraud/reviews/batch",
  operationId: "batchReviews",
  tags,
  summary: "Assign, approve or block up to a hundred payments under review",
  description: "Each succeeds or is refused by itself, as one request for it would.",
  ...toReview,
  request: body(batchSchema),
  responses: {
    200: json(z.object({ results: z.array(batchResultSchema) }), "What became of each, in the order sent"),
    422: problem("request.invalid, request.card_number_refused or antifraud.reviewer_not_permitted"),
  },
});

const getRelated = createRoute({
  method: "get",
  path: "/antifraud/transactions/{txn_id}/related",
  operationId: "readRelatedTransactions",
  tags,
  summary: "Read what else the card, device, address, payer and merchant of a payment paid",
  ...toRead,
  request: named,
  responses: { 200: json(relatedSchema, "What they share, and the latest of each"), 404: missing },
});

const getTimeline = createRoute({
  method: "get",
  path: "/antifraud/customers/{user_id}/timeline",
  operationId: "readCustomerTimeline",
  tags,
  summary: "Read decisions, reports and verdicts about a customer, newest first",
  ...toRead,
  request: { params: z.object({ user_id: z.string().max(100) }), query: pageQuery },
  responses: {
    200: json(pageOf(timelineEntrySchema), "One page"),
    404: problem("antifraud.customer_not_found"),
    422: problem("request.invalid"),
  },
});

export const reviewRoutes = createRouter()
  .openapi(listReviews, async (c) => c.json(await readReviews(c.var.platform, c.var.caller, c.req.valid("query")), 200))
  .openapi(getStats, async (c) => c.json(await readStats(c.var.platform, c.var.caller.organizationId), 200))
  .openapi(getSettings, async (c) => c.json(await readSettings(c.var.platform, c.var.caller.organizationId), 200))
  .openapi(putSettings, async (c) => {
    const { platform, caller, requestId } = c.var;
    await changeSettings(platform, caller, c.req.valid("json"), requestId);
    return c.json(await readSettings(platform, caller.organizationId), 200);
  })
  .openapi(postBatch, async (c) => {
    const { platform, caller, requestId } = c.var;
    return c.json({ results: await batchReviews(platform, caller, c.req.valid("json"), requestId) }, 200);
  })
  .openapi(getRelated, async (c) => {
    const { platform, caller } = c.var;
    return c.json(await readRelated(platform, caller.organizationId, c.req.valid("param").txn_id), 200);
  })
  .openapi(getTimeline, async (c) => {
    const { platform, caller } = c.var;
    const { user_id } = c.req.valid("param");
    return c.json(await readTimeline(platform, caller.organizationId, user_id, c.req.valid("query")), 200);
  })
  .route("/", reviewWorkRoutes);
