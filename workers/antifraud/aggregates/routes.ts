import { z } from "@hono/zod-openapi";
import { body, createRoute, createRouter, json, problem, requires } from "#platform/http";
import { pageOf, pageQuery } from "#platform/page";
import { beginBackfill } from "./begin-backfill.ts";
import { addAggregate, removeAggregate, replaceAggregate } from "./manage-aggregates.ts";
import { etagOf, readAggregate, readAggregates, readAggregateVersions, viewOf } from "./read-aggregates.ts";
import { aggregateInput, aggregateSchema, aggregateVersionSchema } from "./schemas.ts";

const reads = () => requires("read:rules", "antifraud", { in: "both" });
const writes = () => requires("write:rules", "antifraud", { in: "both" });
const tags = ["Aggregates"];
const named = z.object({ name: z.string().max(64) });
const unknownAggregate = { 404: problem("antifraud.aggregate_not_found") };
const refused = {
  422: problem("request.invalid or request.card_number_refused"),
  503: problem("antifraud.aggregates_unavailable"),
};

const postAggregate = createRoute({
  method: "post",
  path: "/antifraud/aggregates",
  operationId: "createAggregate",
  tags,
  summary: "Add an aggregate",
  description:
    "A figure of the payments of a card, user, device, address or merchant within a window, the present one left out, which rules name as `agg.<name>`. Counted from the next payment on; until a whole window is counted, or filled in, the field is missing. At most 20.",
  ...writes(),
  request: body(aggregateInput),
  responses: {
    201: json(aggregateSchema, "The aggregate; `ETag` names its revision"),
    409: problem("antifraud.aggregate_taken or antifraud.too_many_aggregates"),
    ...refused,
  },
});

const listAggregates = createRoute({
  method: "get",
  path: "/antifraud/aggregates",
  operationId: "listAggregates",
  tags,
  summary: "List aggregates, by name",
  ...reads(),
  request: { query: pageQuery },
  responses: { 200: json(pageOf(aggregateSchema), "One page"), 422: problem("request.invalid") },
});

const getAggregate = createRoute({
  method: "get",
  path: "/antifraud/aggregates/{name}",
  operationId: "readAggregate",
  tags,
  summary: "Read an aggregate, and whether it is warm",
  ...reads(),
  request: { params: named },
  responses: { 200: json(aggregateSchema, "The aggregate; `ETag` names its revision"), ...unknownAggregate },
});

const putAggregate = createRoute({
  method: "put",
  path: "/antifraud/aggregates/{name}",
  operationId: "replaceAggregate",
  tags,
  summary: "Replace an aggregate",
  description:
    "Where it counts something else from now on, it counts from nothing and is missing again until it is warm. With `If-Match`, only the revision that it names is replaced.",
  ...writes(),
  request: { params: named, ...body(aggregateInput) },
  responses: {
    200: json(aggregateSchema, "The aggregate"),
    ...unknownAggregate,
    412: problem("antifraud.aggregate_changed"),
    ...refused,
  },
});

const deleteAggregate = createRoute({
  method: "delete",
  path: "/antifraud/aggregates/{name}",
  operationId: "deleteAggregate",
  tags,
  summary: "Delete an aggregate that no rule names",
  description: "Refused while a rule names it, whatever the rule's state; `errors` names these rules.",
  ...writes(),
  request: { params: named },
  responses: {
    204: { description: "Gone" },
    ...unknownAggregate,
    409: problem("antifraud.aggregate_in_use"),
    412: problem("antifraud.aggregate_changed"),
    503: problem("antifraud.aggregates_unavailable"),
  },
});

const getVersions = createRoute({
  method: "get",
  path: "/antifraud/aggregates/{name}/versions",
  operationId: "listAggregateVersions",
  tags,
  summary: "List what an aggregate was at each revision, newest first",
  ...reads(),
  request: { params: named, query: pageQuery },
  responses: {
    200: json(pageOf(aggregateVersionSchema), "One page"),
    ...unknownAggregate,
    422: problem("request.invalid"),
  },
});

const postBackfill = createRoute({
  method: "post",
  path: "/antifraud/aggregates/{name}/backfill",
  operationId: "backfillAggregate",
  tags,
  summary: "Fill an aggregate in from stored decisions",
  description:
    "Counts what was decided before, beside the payments that come meanwhile, each once. Until it is done the field is missing. Asked for again while it runs, it goes on.",
  ...writes(),
  request: { params: named },
  responses: {
    202: json(aggregateSchema, "The aggregate, `backfilling`"),
    ...unknownAggregate,
    409: problem("antifraud.aggregate_warm"),
    412: problem("antifraud.aggregate_changed"),
    503: problem("antifraud.aggregates_unavailable"),
  },
});

export const aggregateRoutes = createRouter()
  .openapi(postAggregate, async (c) => {
    const { platform, caller, requestId } = c.var;
    const row = await addAggregate(platform, caller, c.req.valid("json"), requestId);
    c.header("etag", etagOf(row));
    return c.json(await viewOf(platform, row), 201);
  })
  .openapi(listAggregates, async (c) =>
    c.json(await readAggregates(c.var.platform, c.var.caller.organizationId, c.req.valid("query")), 200),
  )
  .openapi(getAggregate, async (c) => {
    const { name } = c.req.valid("param");
    const { view, row } = await readAggregate(c.var.platform, c.var.caller.organizationId, name);
    c.header("etag", etagOf(row));
    return c.json(view, 200);
  })
  .openapi(putAggregate, async (c) => {
    const { platform, caller, requestId } = c.var;
    const request = { requestId, ifMatch: c.req.header("if-match") };
    const row = await replaceAggregate(platform, caller, c.req.valid("param").name, c.req.valid("json"), request);
    c.header("etag", etagOf(row));
    return c.json(await viewOf(platform, row), 200);
  })
  .openapi(deleteAggregate, async (c) => {
    const request = { requestId: c.var.requestId, ifMatch: c.req.header("if-match") };
    await removeAggregate(c.var.platform, c.var.caller, c.req.valid("param").name, request);
    return c.body(null, 204);
  })
  .openapi(getVersions, async (c) => {
    const { name } = c.req.valid("param");
    const { platform, caller } = c.var;
    return c.json(await readAggregateVersions(platform, caller.organizationId, name, c.req.valid("query")), 200);
  })
  .openapi(postBackfill, async (c) => {
    const { platform, caller, requestId } = c.var;
    const row = await beginBackfill(platform, caller, c.req.valid("param").name, requestId);
    return c.json(await viewOf(platform, row), 202);
  });
