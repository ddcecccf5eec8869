import { z } from "@hono/zod-openapi";
import type { DashboardPart } from "#platform/dashboard-part";
import type { ActivityMessage, FeedMessage } from "./feed-message.ts";
import { eventId, resyncSchema } from "./resync-message.ts";

/** The published form of messages, of every module that tells something. */
export function messageSchemas(parts: readonly DashboardPart[]): {
  activity: z.ZodType<ActivityMessage>;
  feed: z.ZodType<FeedMessage>;
} {
  const numbered = parts.map(({ message }) => message.extend({ event_id: eventId }));
  return { activity: z.union(parts.map(({ message }) => message)), feed: z.union([...numbered, resyncSchema]) };
}

export const feedTicketSchema = z
  .object({
    ticket: z.string(),
    expires_in: z.int().openapi({ description: "Seconds in which it has to be used", example: 30 }),
  })
  .openapi("FeedTicket");

export const feedEventsQuery = z.object({
  after: z.coerce
    .number()
    .int()
    .min(0)
    .optional()
    .openapi({ description: "The last `event_id` that was seen; from now on where it is left out" }),
});

export const liveFeedQuery = z.object({
  batch: z.enum(["true"]).optional().openapi({ description: "Several messages come as one frame, a list" }),
  last_event_id: z.coerce.number().int().min(0).optional().openapi({
    description: "Goes on after that message; where more was missed than is kept, a message `resync` says so",
  }),
});

export const liveFeedHeaders = z.object({
  upgrade: z.literal("websocket"),
  "sec-websocket-protocol": z.string().openapi({
    description: "Both subprotocols, parted by a comma",
    example: "aifoundry.v1, ticket.org_01ka9d3n5m7p9q1r3s5t7v9w1x.5f1c9e",
  }),
});

export const feedEventsSchema = (message: z.ZodType<FeedMessage>) =>
  z
    .object({
      data: z.array(message),
      last_event_id: z.int().openapi({ description: "To be sent as `after` next time" }),
    })
    .openapi("FeedEvents");
