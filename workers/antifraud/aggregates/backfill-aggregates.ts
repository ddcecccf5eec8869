import { type AggregateFillDue, publishEvent } from "#platform/events";
import { log } from "#platform/log";
import type { Cursor } from "#platform/page";
import type { Platform } from "#platform/platform";
import { isSandbox } from "#platform/sandbox";
import { entityActivity, shardOf, shardsOf } from "../activities.ts";
import { kindOf } from "../observe-entity.ts";
import type { TransactionRow } from "../store.ts";
import { type Aggregate, compileAggregate } from "./aggregate.ts";
import { bringIntoForce, tellAggregates } from "./announce-aggregates.ts";
import { keyOf } from "./definition.ts";
import { advanceFill, endFill, type FillName, type FillRow, findFill, listPast, listStalled } from "./fill-store.ts";
import { pastPayment } from "./past-payment.ts";
import { countAnew, findAggregate } from "./store.ts";
import type { FillOrder, FillStep, PastPayment } from "./words.ts";

/** A few milliseconds of a shard, in which no payment is decided. */
const DECISIONS_AT_ONCE = 100;
/** Seconds of one invocation. */
const STEPS_AT_ONCE = 40;
const STALLED_MS = 2 * 60_000;
const MOST_SWEPT = 100;
/**
 * What was decided since is in the journals of all shards, or will be: they keep it for three days, and are told of what they
 * lost for two.
 */
const IN_JOURNALS_MS = 2.5 * 24 * 3_600_000;
/** Shards keep their journals meanwhile, so it must come to an end. */
const GIVES_UP_MS = 2 * 24 * 3_600_000;

type Fill = { fill: FillRow; aggregate: Aggregate; key: string };

/**
 * Goes on filling aggregates in, and tells itself to go on where anything is left. Repeats and parallel runs count nothing
 * twice: a shard takes decisions only behind those that it took.
 */
export async function fillAggregates(platform: Platform, events: readonly AggregateFillDue[]): Promise<void> {
  for (const event of new Map(events.map((event) => [JSON.stringify(event), event])).values()) {
    const found = await findRunning(platform, event);
    if (!found) continue;
    if (!(await tellAggregates(platform, event.organizationId))) throw new Error("A shard could not be told");
    if (await goOn(platform, found)) await publishEvent(platform.env, event);
  }
}

/** Goes on with what nobody goes on with: its message was lost, or its invocation ended. */
export async function sweepFills({ db, env, now }: Platform): Promise<void> {
  for (const { organizationId, name, generation } of await listStalled(db, now() - STALLED_MS, MOST_SWEPT))
    await publishEvent(env, { type: "antifraud.aggregate_fill_due", organizationId, name, generation });
}

/** What is to be filled in, unless its aggregate is another by now, or it takes too long: then it is over. */
async function findRunning(platform: Platform, named: FillName): Promise<Fill | undefined> {
  const { db, now } = platform;
  const fill = await findFill(db, named);
  if (fill?.status !== "running") return undefined;
  const row = await findAggregate(db, fill.organizationId, fill.name);
  if (!row || row.deletedAt !== null || row.generation !== fill.generation) {
    await endFill(db, fill, "stopped", now());
    return undefined;
  }
  if (fill.startedAt > now() - GIVES_UP_MS)
    return { fill, aggregate: compileAggregate(row.definition), key: keyOf(fill) };
  log("error", "aggregate could not be filled in", { organizationId: fill.organizationId, name: fill.name });
  await countAnew(db, row, now());
  await endFill(db, fill, "failed", now());
  await bringIntoForce(platform, fill.organizationId);
  return undefined;
}

/** Some steps of it; whether anything is left for this run to do. */
async function goOn(platform: Platform, { fill, aggregate, key }: Fill): Promise<boolean> {
  const { db, env, now } = platform;
  const { organizationId } = fill;
  const shards = shardsOf(env, organizationId);
  // The clock of a sandbox says nothing of how old a journal is.
  const until = isSandbox(organizationId) ? fill.untilAt : fill.untilAt - IN_JOURNALS_MS;
  let steps = 0;
  for (let shard = 0; shard < shards; shard++)
    while ((await step(platform, organizationId, shard, { key, step: "journal" })) === "more")
      if (++steps >= STEPS_AT_ONCE) return true;
  for (let at: FillRow | undefined = fill; at && steps < STEPS_AT_ONCE; steps++) {
    const after = { at: at.cursorAt, id: at.cursorId };
    const rows = await listPast(db, organizationId, { after, until, limit: DECISIONS_AT_ONCE });
    const last = rows.at(-1);
    if (!last) {
      const order: FillOrder = { key, step: "finish", since: fill.fromAt };
      for (let shard = 0; shard < shards; shard++) await step(platform, organizationId, shard, order);
      await endFill(db, fill, "done", now());
      return false;
    }
    const upTo = { at: last.createdAt, id: last.transactionId };
    const { payments, unreadable } = await readPast(platform, rows, aggregate);
    await hand(platform, organizationId, { key, payments, upTo });
    // Whoever finds another run ahead leaves the rest to it.
    if (!(await advanceFill(db, at, { upTo, payments: payments.length, unreadable, now: now() }))) return false;
    at = await findFill(db, fill);
  }
  return true;
}

/** The payments of stored decisions that take part in an aggregate, and how many cannot be read any more. */
async function readPast({ sealer }: Platform, rows: readonly TransactionRow[], aggregate: Aggregate) {
  const briefs = await Promise.all(rows.map((row) => pastPayment(sealer, row)));
  const payments = briefs.flatMap((brief, i): PastPayment[] => {
    if (!brief || !aggregate.takes(brief.payment)) return [];
    const names = Object.values(brief.entities).filter(
      (name) => name !== null && kindOf(name) === aggregate.definition.entity,
    ) as string[];
    return names.length === 0 ? [] : [{ decidedAt: rows[i]!.createdAt, payment: brief.payment, names }];
  });
  return { payments, unreadable: briefs.filter((brief) => brief === null).length };
}

/** Hands each shard the payments of its entities, and where all of them have come to. */
async function hand(
  platform: Platform,
  organizationId: string,
  { key, payments, upTo }: { key: string; payments: readonly PastPayment[]; upTo: Cursor },
): Promise<void> {
  const shards = shardsOf(platform.env, organizationId);
  for (let shard = 0; shard < shards; shard++) {
    const own = payments.flatMap((past) => {
      const names = past.names.filter((name) => shardOf(name, shards) === shard);
      return names.length === 0 ? [] : [{ ...past, names }];
    });
    await step(platform, organizationId, shard, { key, step: "history", payments: own, upTo });
  }
}

async function step({ env }: Platform, organizationId: string, shard: number, order: FillOrder): Promise<FillStep> {
  const done = await entityActivity(env, organizationId, shard).fillAggregate(order);
  if (done === "unknown") throw new Error("A shard does not count what is to be filled in");
  return done;
}
