import type { AntifraudEvent } from "./events/antifraud.ts";
import type { AuthEvent } from "./events/auth.ts";
import type { NotificationsQueued } from "./events/notifications.ts";
import type { PrivacyEvent } from "./events/privacy.ts";
import { packJson } from "./pack-json.ts";

export type * from "./events/antifraud.ts";
export type * from "./events/auth.ts";
export type * from "./events/notifications.ts";
export type * from "./events/privacy.ts";

/** Every event that crosses modules. A new member without a consumer in queue.ts fails to compile. */
export type PlatformEvent = AntifraudEvent | AuthEvent | NotificationsQueued | PrivacyEvent;

/** Events of one organisation. */
export type OwnedEvent = Extract<PlatformEvent, { organizationId: string }>;

export const isOfType = <Type extends OwnedEvent["type"]>(
  event: OwnedEvent,
  type: Type,
): event is Extract<OwnedEvent, { type: Type }> => event.type === type;

/** Publishes an event, to be handed on after so many seconds; resolves once the queue has it. */
export async function publishEvent(
  env: Env,
  event: PlatformEvent,
  { delaySeconds = 0 }: { delaySeconds?: number } = {},
): Promise<void> {
  const [message] = packEvents([JSON.stringify(event)]);
  await env.EVENTS.send(message!, { contentType: "text", ...(delaySeconds > 0 && { delaySeconds }) });
}

/** Publishes a few events that belong together, in as few messages as may be. */
export async function publishTogether(env: Env, events: readonly PlatformEvent[]): Promise<void> {
  for (const message of packEvents(events.map((event) => JSON.stringify(event))))
    await env.EVENTS.send(message, { contentType: "text" });
}

/** The queue takes so many messages at once. */
const MESSAGES_AT_ONCE = 100;

/** Publishes events, each in a message of its own, so that no consumer is handed more of them at once than a batch has. */
export async function publishEvents(env: Env, events: readonly PlatformEvent[]): Promise<void> {
  const messages = events.map((event) => ({ body: `[${JSON.stringify(event)}]`, contentType: "text" as const }));
  for (let i = 0; i < messages.length; i += MESSAGES_AT_ONCE)
    await env.EVENTS.sendBatch(messages.slice(i, i + MESSAGES_AT_ONCE));
}

/** The queue takes messages of 128 kB and bills each 64 kB begun. */
const MESSAGE_BYTES = 60_000;

/** Events as JSON, packed into as few messages as may be; each is the JSON text of a list. */
export const packEvents = (events: readonly string[]): string[] => packJson(events, MESSAGE_BYTES);

// SAFETY: written by packEvents().
export const unpackEvents = (message: string) => JSON.parse(message) as PlatformEvent[];
