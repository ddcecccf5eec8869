import { type ListsChanged, publishEvent } from "#platform/events";
import { describeFailure, log } from "#platform/log";
import type { Platform } from "#platform/platform";
import type { entityActivity } from "../activities.ts";
import { tellEveryShard } from "../tell-shards.ts";
import { findBook } from "./book-store.ts";
import { removeExpired } from "./entry-changes.ts";
import { listExpiredOwners } from "./entry-store.ts";
import { listsUnavailable } from "./errors.ts";
import { listChangedMembers } from "./member-store.ts";

/** Longer than a change takes to be written, and short enough for what is announced to hold within five seconds. */
const ANNOUNCED_AFTER_S = 2;
/** Behind the queue there is time for a shard that has everything to hear: a million entries take it half a minute. */
const TOLD_BY_QUEUE_WITHIN_MS = 5 * 60_000;
/** Of those who tell at the same time each finds the other's work. */
const MOST_TRIES = 5;

/**
 * Has the queue announce the lists shortly. Asked for before a change is written: whatever ends us after that, the shards
 * hear of it.
 */
export async function announceSoon({ env }: Platform, organizationId: string): Promise<void> {
  try {
    const event = { type: "antifraud.lists_changed" as const, organizationId };
    await publishEvent(env, event, { delaySeconds: ANNOUNCED_AFTER_S });
  } catch (failure) {
    log("error", "lists cannot be announced", describeFailure(failure));
    throw listsUnavailable({ headers: { "retry-after": "1" } });
  }
}

/** Brings a change into force that was written. What fails here delays it by seconds: the queue does it then. */
export async function bringIntoForce(platform: Platform, organizationId: string): Promise<void> {
  try {
    if (await tellLists(platform, organizationId)) return;
    await announceSoon(platform, organizationId);
  } catch (failure) {
    log("warn", "lists left to the queue", { organizationId, ...describeFailure(failure) });
  }
}

/** Shards take only what they lack, so repeats and any order do no harm. */
export async function announceLists(platform: Platform, events: readonly ListsChanged[]): Promise<void> {
  for (const organizationId of new Set(events.map((event) => event.organizationId)))
    if (!(await tellLists(platform, organizationId, TOLD_BY_QUEUE_WITHIN_MS)))
      throw new Error("A shard could not be told of its lists");
}

/** Tells every shard of an organisation what changed of its lists since it heard of them; whether all of them heard it. */
const tellLists = (platform: Platform, organizationId: string, withinMs?: number): Promise<boolean> =>
  tellEveryShard(
    platform,
    organizationId,
    "lists",
    (activity) => tellShard(platform, organizationId, activity),
    withinMs,
  );

type Activity = ReturnType<typeof entityActivity>;

/** Sends what changed since the shard's own revision, in pieces that nobody sees before their book. */
async function tellShard({ db }: Platform, organizationId: string, activity: Activity): Promise<void> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const since = await activity.listsRevision();
    const book = await findBook(db, organizationId);
    if (since >= book.revision) return;
    let isTaken = true;
    for await (const members of listChangedMembers(db, organizationId, since, book.revision)) {
      isTaken = await activity.takeListMembers({ since, members });
      if (!isTaken) break;
    }
    const word = { since, revision: book.revision, book: JSON.stringify(book) };
    if (isTaken && (await activity.assignLists(word))) return;
  }
  throw new Error("Others are telling the shard of its lists");
}

const OWNERS_AT_ONCE = 50;
const EXPIRED_AT_ONCE = 2000;

/** Removes entries whose time is over, which hold nothing any more, so that others find room and followers hear of blocks. */
export async function sweepExpiredEntries(platform: Platform): Promise<void> {
  const { db, env, now } = platform;
  for (const organizationId of await listExpiredOwners(db, now(), OWNERS_AT_ONCE)) {
    const event = { type: "antifraud.lists_changed" as const, organizationId };
    await publishEvent(env, event, { delaySeconds: ANNOUNCED_AFTER_S });
    await removeExpired(db, organizationId, now(), EXPIRED_AT_ONCE);
  }
}
