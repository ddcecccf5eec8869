import { publishEvent, type RulesChanged } from "#platform/events";
import { describeFailure, log } from "#platform/log";
import type { Platform } from "#platform/platform";
import { isSandbox } from "#platform/sandbox";
import { tellEveryShard } from "../tell-shards.ts";
import { rulesUnavailable } from "./errors.ts";
import { bookOf } from "./rule-book.ts";
import { findInForce } from "./store.ts";

/** Longer than a change takes to be written, and short enough for what is announced to hold within five seconds. */
const ANNOUNCED_AFTER_S = 2;

/**
 * Has the queue announce the rules shortly. Asked for before a change is written: whatever ends us after that, the shards
 * hear of it.
 */
export async function announceSoon({ env }: Platform, organizationId: string): Promise<void> {
  try {
    const event = { type: "antifraud.rules_changed" as const, organizationId };
    await publishEvent(env, event, { delaySeconds: ANNOUNCED_AFTER_S });
  } catch (failure) {
    log("error", "rules cannot be announced", describeFailure(failure));
    throw rulesUnavailable({ headers: { "retry-after": "1" } });
  }
}

/** Tells every shard of an organisation which rules hold now; whether all of them heard it. */
async function tellRules(platform: Platform, organizationId: string): Promise<boolean> {
  // A sandbox's clock may stand anywhere, so its shards hear of what ran long ago too.
  const after = isSandbox(organizationId) ? 0 : platform.now();
  const book = bookOf(await findInForce(platform.db, organizationId, after));
  const word = { revision: book.revision, book: JSON.stringify(book) };
  return tellEveryShard(platform, organizationId, "rules", (activity) => activity.assignRules(word));
}

/** Brings a change into force that was written. What fails here delays it by seconds: the queue does it then. */
export async function bringIntoForce(platform: Platform, organizationId: string): Promise<void> {
  try {
    if (await tellRules(platform, organizationId)) return;
    await announceSoon(platform, organizationId);
  } catch (failure) {
    log("warn", "rules left to the queue", { organizationId, ...describeFailure(failure) });
  }
}

/** Shards ignore what is not newer, so repeats and any order do no harm. */
export async function announceRules(platform: Platform, events: readonly RulesChanged[]): Promise<void> {
  for (const organizationId of new Set(events.map((event) => event.organizationId)))
    if (!(await tellRules(platform, organizationId))) throw new Error("A shard could not be told of its rules");
}
