import { z } from "@hono/zod-openapi";

export const eventId = z
  .int()
  .openapi({ description: "Grows with every message of the organisation; send the last one to resume", example: 4711 });

/** What tells a watcher that more was missed than the feed keeps. */
export const resyncSchema = z
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
export type ResyncMessage = z.infer<typeof resyncSchema>;
