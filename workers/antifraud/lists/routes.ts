import { z } from "@hono/zod-openapi";
import { body, createRoute, createRouter, json, problem, requires } from "#platform/http";
import { pageOf } from "#platform/page";
import { etagOf, mustFindList } from "./find-list.ts";
import { addList, changeList, removeList } from "./manage-lists.ts";
import { readLists, toListView } from "./read-lists.ts";
import { listChange, listInput, listQuery, listSchema } from "./schemas.ts";

const reads = () => requires("read:transactions", "antifraud", { in: "both" });
const writes = () => requires("write:rules", "antifraud", { in: "both" });
const tags = ["Lists"];
const named = z.object({ list_id: z.string().max(64) });
const unknownList = { 404: problem("antifraud.list_not_found") };
const refused = {
  412: problem("antifraud.list_changed"),
  422: problem("request.invalid or request.card_number_refused"),
  503: problem("antifraud.lists_unavailable"),
};

const postList = createRoute({
  method: "post",
  path: "/antifraud/lists",
  operationId: "createList",
  tags,
  summary: "Add a list",
  description:
    "Of one kind of thing, e.g. devices, with one effect: what is on it decides with the next payment, beside the rules and ranked with them. Rules may ask it too. At most 100.",
  ...writes(),
  request: body(listInput),
  responses: {
    201: json(listSchema, "The list; `ETag` names its version"),
    409: problem("antifraud.list_name_taken or antifraud.too_many_lists"),
    422: problem("request.invalid or request.card_number_refused"),
    503: problem("antifraud.lists_unavailable"),
  },
});

const getLists = createRoute({
  method: "get",
  path: "/antifraud/lists",
  operationId: "listLists",
  tags,
  summary: "List the lists, newest first",
  ...reads(),
  request: { query: listQuery },
  responses: { 200: json(pageOf(listSchema), "One page") },
});

const getList = createRoute({
  method: "get",
  path: "/antifraud/lists/{list_id}",
  operationId: "readList",
  tags,
  summary: "Read a list",
  ...reads(),
  request: { params: named },
  responses: { 200: json(listSchema, "The list; `ETag` names its version"), ...unknownList },
});

const putList = createRoute({
  method: "put",
  path: "/antifraud/lists/{list_id}",
  operationId: "replaceList",
  tags,
  summary: "Rename a list",
  description: "What a list is of and what it does never changes, so that old decisions stay what they were.",
  ...writes(),
  request: { params: named, ...body(listChange) },
  responses: {
    200: json(listSchema, "The list"),
    ...unknownList,
    409: problem("antifraud.list_name_taken or antifraud.list_kept_by_system"),
    ...refused,
  },
});

const deleteList = createRoute({
  method: "delete",
  path: "/antifraud/lists/{list_id}",
  operationId: "deleteList",
  tags,
  summary: "Delete a list with its entries",
  description: "Refused while an enabled rule asks it. Old decisions go on naming it.",
  ...writes(),
  request: { params: named },
  responses: {
    204: { description: "Deleted" },
    ...unknownList,
    409: problem("antifraud.list_in_use or antifraud.list_kept_by_system"),
    412: problem("antifraud.list_changed"),
    503: problem("antifraud.lists_unavailable"),
  },
});

export const listRoutes = createRouter()
  .openapi(postList, async (c) => {
    const row = await addList(c.var.platform, c.var.caller, c.req.valid("json"), c.var.requestId);
    c.header("etag", etagOf(row));
    return c.json(toListView(row), 201);
  })
  .openapi(getLists, async (c) =>
    c.json(await readLists(c.var.platform, c.var.caller.organizationId, c.req.valid("query")), 200),
  )
  .openapi(getList, async (c) => {
    const row = await mustFindList(c.var.platform, c.var.caller.organizationId, c.req.valid("param").list_id);
    c.header("etag", etagOf(row));
    return c.json(toListView(row), 200);
  })
  .openapi(putList, async (c) => {
    const { platform, caller, requestId } = c.var;
    const request = { requestId, ifMatch: c.req.header("if-match") };
    const row = await changeList(platform, caller, c.req.valid("param").list_id, c.req.valid("json"), request);
    c.header("etag", etagOf(row));
    return c.json(toListView(row), 200);
  })
  .openapi(deleteList, async (c) => {
    const request = { requestId: c.var.requestId, ifMatch: c.req.header("if-match") };
    await removeList(c.var.platform, c.var.caller, c.req.valid("param").list_id, request);
    return c.body(null, 204);
  });
