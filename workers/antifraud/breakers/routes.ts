import { z } from "@hono/zod-openapi";
import { body, createRoute, createRouter, json, problem, requires } from "#platform/http";
import { pageOf, pageQuery } from "#platform/page";
import { readBreaker, readBreakers } from "./read-breakers.ts";
import { resetBreaker } from "./reset-breaker.ts";
import { breakerSchema, resetInput } from "./schemas.ts";

const tags = ["Rules"];

const listBreakers = createRoute({
  method: "get",
  path: "/antifraud/breakers",
  operationId: "listBreakers",
  tags,
  summary: "List what may block, and whether it was stopped from it",
  description:
    "A rule that decides, or the model, whose share of blocks leaves the band of the policy goes on as review until somebody resets its breaker.",
  ...requires("read:rules", "antifraud", { in: "both" }),
  request: { query: pageQuery },
  responses: { 200: json(pageOf(breakerSchema), "One page, by id") },
});

const postReset = createRoute({
  method: "post",
  path: "/antifraud/breakers/{id}/reset",
  operationId: "resetBreaker",
  tags,
  summary: "Let a rule, or the model, block again",
  ...requires("write:rules", "antifraud", { in: "both" }),
  request: { params: z.object({ id: z.string().max(64) }), ...body(resetInput) },
  responses: {
    200: json(breakerSchema, "The breaker"),
    404: problem("antifraud.breaker_not_found"),
    422: problem("request.invalid"),
    503: problem("antifraud.rules_unavailable"),
  },
});

export const breakerRoutes = createRouter()
  .openapi(listBreakers, async (c) =>
    c.json(await readBreakers(c.var.platform, c.var.caller.organizationId, c.req.valid("query")), 200),
  )
  .openapi(postReset, async (c) => {
    const { platform, caller, requestId } = c.var;
    const { id } = c.req.valid("param");
    await resetBreaker(platform, caller, id, c.req.valid("json").comment, requestId);
    return c.json(await readBreaker(platform, caller.organizationId, id), 200);
  });
