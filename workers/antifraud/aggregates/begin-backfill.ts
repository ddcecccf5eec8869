import { auditOf } from "#auth";
import type { Caller } from "#platform/caller";
import { publishEvent } from "#platform/events";
import type { Platform } from "#platform/platform";
import { businessNow } from "#platform/sandbox";
import { announceSoon, bringIntoForce } from "./announce-aggregates.ts";
import { LATE_MS, reachOf } from "./definition.ts";
import { aggregateChanged, aggregateWarm } from "./errors.ts";
import { type FillRow, findFill } from "./fill-store.ts";
import { mustFind } from "./manage-aggregates.ts";
import { isWarm } from "./read-aggregates.ts";
import { type AggregateRow, beginFill } from "./store.ts";

/** Of changes at the same time each finds the other's work; more of them than this are one too many. */
const MOST_TRIES = 3;
/** A payment may be of a later time than its decision by so much, so history is looked through from a little earlier on. */
const CLOCK_SKEW_MS = 5 * 60_000;

/** Has an aggregate filled in from stored decisions, behind the queue. Of one that is being filled in nothing begins anew. */
export async function beginBackfill(
  platform: Platform,
  caller: Caller,
  name: string,
  requestId: string,
): Promise<AggregateRow> {
  const { organizationId } = caller;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const before = await mustFind(platform, organizationId, name);
    const last = await findFill(platform.db, before);
    if (last?.status === "running") return before;
    const now = businessNow(platform);
    if (isWarm(before, last, now)) throw aggregateWarm();
    const generation = before.generation + 1;
    const fromAt = reachOf(before.definition, now - LATE_MS);
    const fill: FillRow = {
      organizationId,
      name,
      generation,
      status: "running",
      fromAt,
      untilAt: now,
      cursorAt: Math.max(0, fromAt - CLOCK_SKEW_MS),
      cursorId: "",
      payments: 0,
      unreadable: 0,
      startedBy: caller.id,
      startedAt: platform.now(),
      updatedAt: platform.now(),
      finishedAt: null,
    };
    const action = "aggregate.backfilled" as const;
    const audit = auditOf(platform, { organizationId, actor: caller, action, target: name, requestId });
    await announceSoon(platform, organizationId);
    if (!(await beginFill(platform.db, before, fill, audit))) continue;
    await bringIntoForce(platform, organizationId);
    await publishEvent(platform.env, { type: "antifraud.aggregate_fill_due", organizationId, name, generation });
    return { ...before, generation, isFilled: true, countedFrom: now };
  }
  throw aggregateChanged();
}
