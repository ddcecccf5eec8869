import { createRoute, createRouter, json, problem, requires } from "#platform/http";
import { issueFeedTicket, openLiveFeed } from "./open-live-feed.ts";
import { feedTicketSchema } from "./schemas.ts";

const postFeedTicket = createRoute({
  method: "post",
  path: "/dashboard/live-feed/tickets",
  operationId: "createLiveFeedTicket",
  tags: ["Dashboard"],
  summary: "Get a one-time ticket for the live feed",
  description:
    "Open a WebSocket on `/api/dashboard/live-feed` with the subprotocols `aifoundry.v1` and `ticket.<ticket>`; `?last_event_id=` resumes after that message.",
  ...requires("read:transactions", undefined, { in: "both" }),
  responses: { 201: json(feedTicketSchema, "The ticket"), 403: problem("auth.missing_permission") },
});

export const dashboardRoutes = createRouter().openapi(postFeedTicket, async (c) =>
  c.json(await issueFeedTicket(c.var.platform, c.var.caller), 201),
);

/** The WebSocket is opened by a ticket instead of a credential. */
export const publicDashboardRoutes = createRouter();
publicDashboardRoutes.get("/dashboard/live-feed", (c) => openLiveFeed(c.env, c.req.raw));
