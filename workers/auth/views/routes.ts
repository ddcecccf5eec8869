import { z } from "@hono/zod-openapi";
import { body, createRoute, createRouter, json, problem, signedIn } from "#platform/http";
import { dropView, keepView, readViews } from "./keep-views.ts";
import { viewId, viewInputSchema, viewListSchema, viewPage, viewSchema } from "./schemas.ts";

const params = z.object({ view_id: viewId });

const getViews = createRoute({
  method: "get",
  path: "/users/me/views",
  operationId: "listSavedViews",
  tags: ["People"],
  summary: "List one's saved views of a page, and those that colleagues share",
  ...signedIn,
  request: { query: z.object({ page: viewPage }) },
  responses: { 200: json(viewListSchema, "The views, one's own first"), 403: problem("auth.people_only") },
});

const putView = createRoute({
  method: "put",
  path: "/users/me/views/{view_id}",
  operationId: "keepSavedView",
  tags: ["People"],
  summary: "Keep a view under an id of one's own choice",
  description:
    "Of several writes under an id the last one stands. At most 50 a person, and 200 shared in an organisation.",
  ...signedIn,
  request: { params, ...body(viewInputSchema) },
  responses: {
    200: json(viewSchema, "The view as it is kept"),
    403: problem("auth.people_only"),
    409: problem("auth.too_many_views"),
  },
});

const deleteView = createRoute({
  method: "delete",
  path: "/users/me/views/{view_id}",
  operationId: "deleteSavedView",
  tags: ["People"],
  summary: "Delete one of one's saved views",
  ...signedIn,
  request: { params },
  responses: { 204: { description: "It is not there any more" }, 403: problem("auth.people_only") },
});

export const viewRoutes = createRouter()
  .openapi(getViews, async (c) => c.json(await readViews(c.var.platform, c.var.caller, c.req.valid("query").page), 200))
  .openapi(putView, async (c) => {
    const { platform, caller, requestId } = c.var;
    return c.json(await keepView(platform, caller, c.req.valid("param").view_id, c.req.valid("json"), requestId), 200);
  })
  .openapi(deleteView, async (c) => {
    const { platform, caller, requestId } = c.var;
    await dropView(platform, caller, c.req.valid("param").view_id, requestId);
    return c.body(null, 204);
  });
