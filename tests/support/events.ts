import { env } from "cloudflare:workers";
import { vi } from "vitest";
import type { PlatformEvent } from "../../workers/platform/events.ts";

/**
 * Keeps events from the queue and shows those of one type, in the order in which they were sent: what else is told at the
 * same time, such as of the audit log, may come before or after.
 */
export function heldEvents<Type extends PlatformEvent["type"]>(type: Type) {
  type Held = Extract<PlatformEvent, { type: Type }>;
  const sent = vi.spyOn(env.EVENTS, "send").mockResolvedValue(undefined as never);
  return (): Held[] =>
    sent.mock.calls
      .flatMap(([events]) => JSON.parse(events as string) as PlatformEvent[])
      .filter((event): event is Held => event.type === type);
}

/** A queue whose messages are taken at once, by whoever is given them. */
export function queueThat(take: (body: string) => Promise<void>): Queue {
  const metrics = { backlogCount: 0, backlogBytes: 0 };
  return {
    metrics: async () => metrics,
    send: async (body) => {
      await take(String(body));
      return { metadata: { metrics } };
    },
    sendBatch: async (messages) => {
      await Promise.all(Array.from(messages, ({ body }) => take(String(body))));
      return { metadata: { metrics } };
    },
  };
}
