import { z } from "@hono/zod-openapi";
import type { DashboardPart } from "#platform/dashboard-part";
import type { ActivityMessage, FeedMessage } from "./feed-message.ts";

const eventId = z
  .int()
  .openapi({ description: "Grows with every message of the organisation; send the last one to resume", example: 4711 });

const resyncSchema = z
  .object({
    event_id: eventId,
    event_type: z.literal("resync"),
    timestamp: z.iso.datetime(),
    module: z.literal("dashboard"),
    organization: z.string(),
    details: z.object({ reason: z.string() }),
  })
  .openapi("ResyncMessage", {
    description:
      "More was missed than the feed keeps: read the list for what came until this `event_id`; what comes after it is sent",
  });

/** The published form of messages, of every module that tells something. */
export function messageSchemas(parts: readonly DashboardPart[]) {
  const numbered = parts.map(({ message }) => message.extend({ event_id: eventId }));
  // SAFETY: messages are built from entries of the same modules that describe them here.
  return {
    activity: z.union(parts.map(({ message }) => message)) as unknown as z.ZodType<ActivityMessage>,
    feed: z.union([...numbered, resyncSchema]) as unknown as z.ZodType<FeedMessage>,
  };
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

export const feedEventsSchema = (message: z.ZodType<FeedMessage>) =>
  z
    .object({
      data: z.array(message),
      last_event_id: z.int().openapi({ description: "To be sent as `after` next time" }),
    })
    .openapi("FeedEvents");
