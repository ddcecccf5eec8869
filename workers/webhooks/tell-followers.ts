import type { OwnedEvent } from "#platform/events";
import { deriveId } from "#platform/ids";
import type { Platform } from "#platform/platform";
import { isSandbox } from "#platform/sandbox";
import type { WebhookEvent } from "#platform/webhook-event";
import { type Follower, followersOf } from "./followers.ts";
import { type EndpointName, type Message, webhookEndpoint } from "./webhook-endpoint.ts";

/** Messages handed over in one call, so that what an object writes for it stays below the runtime's 2 MB. */
const MESSAGES_AT_ONCE = 500;

/**
 * The reaction that hands news over to the endpoints that follow them; it is done once their objects keep them. A message's
 * id is derived from what happened, so an event that comes again is the same message.
 */
export const tellFollowers =
  (catalogue: readonly WebhookEvent[]) =>
  async (platform: Platform, events: readonly OwnedEvent[]): Promise<void> => {
    const byOrganization = Map.groupBy(events, ({ organizationId }) => organizationId);
    const followers = await followersOf(platform, [...byOrganization.keys()]);
    const handovers = [...byOrganization].flatMap(([organizationId, own]) =>
      tellOwn(platform, organizationId, own, followers.get(organizationId) ?? [], catalogue),
    );
    await Promise.all(handovers);
  };

function tellOwn(
  platform: Platform,
  organizationId: string,
  events: readonly OwnedEvent[],
  followers: readonly Follower[],
  catalogue: readonly WebhookEvent[],
): Promise<void>[] {
  const follows = ({ eventTypes }: Follower, { name }: WebhookEvent) => eventTypes?.includes(name) ?? true;
  const wanted = catalogue.filter((kind) => followers.some((follower) => follows(follower, kind)));
  if (wanted.length === 0) return [];
  const messages = Promise.all(
    wanted.map(async (kind) => ({ kind, messages: await readMessages(organizationId, kind, events) })),
  );
  return followers.map(async (follower) => {
    const own = (await messages).filter(({ kind }) => follows(follower, kind)).flatMap(({ messages }) => messages);
    await handOver(platform, { organizationId, endpointId: follower.id }, own);
  });
}

/** What events are to those who follow a kind of news. */
const readMessages = (
  organizationId: string,
  { name, source, read }: WebhookEvent,
  events: readonly OwnedEvent[],
): Promise<Message[]> =>
  Promise.all(
    events
      .filter(({ type }) => type === source)
      .flatMap(read)
      .map(async ({ key, at, data }) => ({
        id: await deriveId("msg", `${organizationId}|${name}|${key}`),
        type: name,
        body: bodyOf(name, at, data, !isSandbox(organizationId)),
      })),
  );

/** The body of a message, in the form of Standard Webhooks, with a mark that tells the sandbox's from what is real. */
export const bodyOf = (type: string, at: number, data: unknown, livemode: boolean): string =>
  JSON.stringify({ type, timestamp: new Date(at).toISOString(), livemode, data });

async function handOver(platform: Platform, owner: EndpointName, messages: readonly Message[]): Promise<void> {
  const object = webhookEndpoint(platform.env, owner);
  for (let i = 0; i < messages.length; i += MESSAGES_AT_ONCE)
    await object.accept(owner, messages.slice(i, i + MESSAGES_AT_ONCE), false);
}
