import { createRoute, createRouter, json, problem, requires } from "#platform/http";
import { REQUESTS_KEPT } from "./logged-request.ts";
import { readRequests } from "./read-requests.ts";
import { MOST_AT_ONCE } from "./request-buffer.ts";
import { requestPageSchema, requestQuerySchema } from "./schemas.ts";

const getRequests = createRoute({
  method: "get",
  path: "/developers/requests",
  operationId: "listRequests",
  tags: ["API keys"],
  summary: "List what the organisation's keys and OAuth clients asked",
  description: `The newest ${REQUESTS_KEPT} in each mode, a second or two after they were answered. Where more than ${MOST_AT_ONCE} come within a second, the rest is counted in \`left_out\`; refusals are counted apart from answers. Bodies and headers are never kept.`,
  ...requires("read:requests", undefined, { in: "both" }),
  request: { query: requestQuerySchema },
  responses: { 200: json(requestPageSchema, "The requests, newest first"), 422: problem("request.invalid") },
});

export const requestRoutes = createRouter().openapi(getRequests, async (c) => {
  const { limit, cursor, caller: callerId, request_id: requestId, status, path } = c.req.valid("query");
  const filter = { status, path, callerId, requestId };
  return c.json(await readRequests(c.var.platform, c.var.caller, filter, limit, cursor), 200);
});
