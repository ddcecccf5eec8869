import type { Caller } from "#platform/caller";
import { missingPermission } from "#platform/http";
import type { Platform } from "#platform/platform";
import type { FeedMessage } from "./feed-message.ts";
import { liveFeed } from "./live-feed.ts";
import { sightOf } from "./sight.ts";

/** What a socket would have been sent after an event, for those whose network lets none through. */
export async function readFeed(
  { env, language }: Platform,
  caller: Caller,
  after: number | undefined,
): Promise<{ data: FeedMessage[]; last_event_id: number }> {
  const sight = await sightOf(caller);
  if (!sight) throw missingPermission();
  // Their types are wrapped for the way between objects.
  const { data, head } = (await liveFeed(env, caller.organizationId).read({ sight, language }, after ?? null)) as {
    data: FeedMessage[];
    head: number;
  };
  return { data, last_event_id: head };
}
