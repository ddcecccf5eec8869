import type { RouteConfig, z } from "@hono/zod-openapi";
import type { DashboardPart } from "#platform/dashboard-part";
import { createRoute, createRouter, json, open, problem, requires } from "#platform/http";
import type { FeedMessage } from "./feed-message.ts";
import { closeCodes, FEED_PROTOCOL, TICKET_PREFIX, TICKET_SECONDS, WATCH_PERMISSION } from "./live-feed.ts";
import { issueFeedTicket, openLiveFeed } from "./open-live-feed.ts";
import { readFeed } from "./read-feed.ts";
import {
  feedEventsQuery,
  feedEventsSchema,
  feedTicketSchema,
  liveFeedHeaders,
  liveFeedQuery,
  messageSchemas,
} from "./schemas.ts";

const tags = ["Dashboard"];
const watches = requires(WATCH_PERMISSION, undefined, { in: "both" });

const postFeedTicket = createRoute({
  method: "post",
  path: "/dashboard/live-feed/tickets",
  operationId: "createLiveFeedTicket",
  tags,
  summary: "Get a one-time ticket for the live feed",
  description: [
    "Open a WebSocket on `/api/dashboard/live-feed` with the subprotocols `aifoundry.v1` and `ticket.<ticket>`. A frame is one message; with `?batch=true` it is a list of them. `?last_event_id=` goes on after that message; where more was missed than the feed keeps (200), a message `resync` says so.",
    "Acknowledge with the text `ack <event_id>` at least every 100 messages: beyond 200 that are not acknowledged nothing is sent until they are, and after a minute of that the socket is closed. The text `ping` is answered with `pong`.",
    "Close codes: 4401, what you may see changed, or your session ended: get a new ticket, and stop where that is refused; 4408, not acknowledged; 4400, a message that is none of these.",
    "Messages are of the products that you use; who took part is told to those who may see it.",
  ].join("\n\n"),
  ...watches,
  responses: {
    201: json(feedTicketSchema, "The ticket"),
    403: problem("auth.missing_permission"),
    503: problem("dashboard.feed_full"),
  },
});

/** The WebSocket itself, for the reference; `publicDashboardRoutes` answers it. */
const describeLiveFeed = (message: z.ZodType<FeedMessage>): RouteConfig => ({
  method: "get",
  path: "/dashboard/live-feed",
  operationId: "openLiveFeed",
  tags,
  summary: "Watch the live feed by a WebSocket",
  description: [
    `A WebSocket handshake with the subprotocols \`${FEED_PROTOCOL}\` and \`${TICKET_PREFIX}<ticket>\`; the ticket is that of \`POST /api/dashboard/live-feed/tickets\`, good once and for ${TICKET_SECONDS} seconds. It stands in for a credential. The answer speaks \`${FEED_PROTOCOL}\`.`,
    "Every frame that comes is the message described under 101, as JSON; with `?batch=true` it is a list of them.",
    "Send `ack <event_id>` at least every 100 messages: beyond 200 that are not acknowledged nothing more is sent. `ping` is answered with `pong`. Nothing else is taken.",
    `Close codes: \`${closeCodes.accessChanged}\`, what you may see changed or your session ended, so get a new ticket; \`${closeCodes.tooSlow}\`, not acknowledged for a minute; \`${closeCodes.unknownMessage}\`, a message that is none of these.`,
  ].join("\n\n"),
  ...open,
  request: { query: liveFeedQuery, headers: liveFeedHeaders },
  responses: {
    101: json(message, "The socket is open; each of its frames is such a message"),
    401: problem("dashboard.ticket_refused"),
    403: problem("dashboard.origin_refused or auth.address_not_allowed"),
    503: problem("dashboard.feed_full"),
  },
});

/** Watching, by a socket or without one; messages are those of `parts`. */
export function feedRoutes(parts: readonly DashboardPart[]) {
  const getFeedEvents = createRoute({
    method: "get",
    path: "/dashboard/live-feed/events",
    operationId: "readLiveFeedEvents",
    tags,
    summary: "Read the live feed where no WebSocket can be had",
    description:
      "The messages that a socket would have been sent after `after`, at most 200. Asked every five seconds it takes 720 of a person's 1,000 requests an hour.",
    ...watches,
    request: { query: feedEventsQuery },
    responses: {
      200: json(feedEventsSchema(messageSchemas(parts).feed), "The messages, the oldest first"),
      403: problem("auth.missing_permission"),
      422: problem("request.invalid"),
    },
  });
  const router = createRouter();
  router.openAPIRegistry.registerPath(describeLiveFeed(messageSchemas(parts).feed));
  return router
    .openapi(postFeedTicket, async (c) => c.json(await issueFeedTicket(c.var.platform, c.var.caller), 201))
    .openapi(getFeedEvents, async (c) =>
      c.json(await readFeed(c.var.platform, c.var.caller, c.req.valid("query").after), 200),
    );
}

/** The WebSocket is opened by a ticket instead of a credential. */
export const publicDashboardRoutes = createRouter();
publicDashboardRoutes.get("/dashboard/live-feed", (c) => openLiveFeed(c.var.platform, c.req.raw));
