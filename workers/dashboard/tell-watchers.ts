import type { AccessChanged, OwnedEvent } from "#platform/events";
import type { FeedSource } from "#platform/feed-entry";
import type { Platform } from "#platform/platform";
import { sandboxOf } from "#platform/sandbox";
import { liveFeed } from "./live-feed.ts";

/** The reaction that shows news to everyone of their organisation who is watching. An event that comes again is shown once. */
export const tellWatchers =
  (sources: readonly FeedSource[]) =>
  async ({ env }: Platform, events: readonly OwnedEvent[]): Promise<void> => {
    const byOrganization = Map.groupBy(events, ({ organizationId }) => organizationId);
    await Promise.all(
      [...byOrganization].map(async ([organizationId, own]) => {
        const entries = sources.flatMap(({ source, read }) => own.filter(({ type }) => type === source).flatMap(read));
        if (entries.length > 0) await liveFeed(env, organizationId).publish(entries);
      }),
    );
  };

/** Closes the sockets of those who may not see what they see any more, of the organisation and of its sandbox. */
export async function recheckWatchers({ env }: Platform, events: readonly AccessChanged[]): Promise<void> {
  const byOrganization = Map.groupBy(events, ({ organizationId }) => organizationId);
  for (const [organizationId, own] of byOrganization) {
    const callers = own.some(({ callerId }) => callerId === null) ? [null] : new Set(own.map((one) => one.callerId));
    for (const tenant of [organizationId, sandboxOf(organizationId)])
      for (const callerId of callers) await liveFeed(env, tenant).recheck(callerId);
  }
}
