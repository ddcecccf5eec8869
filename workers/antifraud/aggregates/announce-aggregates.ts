import { type AggregatesChanged, publishEvent } from "#platform/events";
import { describeFailure, log } from "#platform/log";
import type { Platform } from "#platform/platform";
import { isSandbox } from "#platform/sandbox";
import { tellEveryShard } from "../tell-shards.ts";
import type { BookedAggregate } from "./definition.ts";
import { aggregatesUnavailable } from "./errors.ts";
import { findCounted } from "./store.ts";

/** Longer than a change takes to be written. */
const ANNOUNCED_AFTER_S = 2;

/** Has the queue announce what is counted shortly. Asked for before a change is written, so that it is heard of in any case. */
export async function announceSoon({ env }: Platform, organizationId: string): Promise<void> {
  try {
    const event = { type: "antifraud.aggregates_changed" as const, organizationId };
    await publishEvent(env, event, { delaySeconds: ANNOUNCED_AFTER_S });
  } catch (failure) {
    log("error", "aggregates cannot be announced", describeFailure(failure));
    throw aggregatesUnavailable({ headers: { "retry-after": "1" } });
  }
}

/** Tells every shard of an organisation what it counts now; whether all of them heard it. */
export async function tellAggregates(platform: Platform, organizationId: string): Promise<boolean> {
  const { revision, counted } = await findCounted(platform.db, organizationId);
  const book = counted.map(
    ({ name, revision: own, generation, isFilled, countedFrom, definition }): BookedAggregate => ({
      name,
      revision: own,
      generation,
      isFilled,
      countedFrom,
      definition,
    }),
  );
  // A shard that hears late counts from then on. In a sandbox time is what its clock showed when counting began.
  const toldAt = isSandbox(organizationId) ? 0 : platform.now();
  const word = { revision, book: JSON.stringify(book), toldAt };
  return tellEveryShard(platform, organizationId, "aggregates", (activity) => activity.assignAggregates(word));
}

/** Brings a change into force that was written. What fails here delays it by seconds: the queue does it then. */
export async function bringIntoForce(platform: Platform, organizationId: string): Promise<void> {
  try {
    if (await tellAggregates(platform, organizationId)) return;
    await announceSoon(platform, organizationId);
  } catch (failure) {
    log("warn", "aggregates left to the queue", { organizationId, ...describeFailure(failure) });
  }
}

/** Shards ignore what is not newer, so repeats and any order do no harm. */
export async function announceAggregates(platform: Platform, events: readonly AggregatesChanged[]): Promise<void> {
  for (const organizationId of new Set(events.map((event) => event.organizationId)))
    if (!(await tellAggregates(platform, organizationId)))
      throw new Error("A shard could not be told of its aggregates");
}
