import { auditOf } from "#auth";
import type { Caller } from "#platform/caller";
import { publishEvent } from "#platform/events";
import { describeFailure, log } from "#platform/log";
import type { Platform } from "#platform/platform";
import { businessNow } from "#platform/sandbox";
import { announceSoon, bringIntoForce } from "../own-rules/announce-rules.ts";
import { MODEL } from "./breaker.ts";
import { mustKnowBreaker } from "./read-breakers.ts";
import { findBreaker, saveReset } from "./store.ts";

/**
 * Lets a rule, or the model, block again from the next payment on. Its window begins anew, so it takes as many payments to trip
 * again.
 */
export async function resetBreaker(
  platform: Platform,
  caller: Caller,
  ref: string,
  comment: string | undefined,
  requestId: string,
): Promise<void> {
  const { organizationId } = caller;
  await mustKnowBreaker(platform, organizationId, ref);
  const before = await findBreaker(platform.db, organizationId, ref);
  const audit = auditOf(platform, {
    organizationId,
    actor: caller,
    action: "breaker.reset",
    target: ref,
    requestId,
    changes: {
      state: [before?.trip ? "tripped" : "closed", "closed"],
      ...(comment !== undefined && { comment: [null, comment] }),
    },
  });
  await announceSoon(platform, organizationId);
  await saveReset(platform.db, { organizationId, ref }, { resetBy: caller.id, resetAt: platform.now() }, audit);
  await bringIntoForce(platform, organizationId);
  if (!before?.trip) return;
  const { generation, trip } = before;
  const news = { ...trip, organizationId, ref, generation, state: "reset" as const, at: businessNow(platform) };
  try {
    await publishEvent(platform.env, {
      type: "antifraud.breaker_tripped",
      kind: ref === MODEL ? "model" : "rule",
      ...news,
    });
  } catch (failure) {
    log("error", "reset of a breaker not told", { organizationId, ...describeFailure(failure) });
  }
}
