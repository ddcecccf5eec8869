import { entityActivity, organizationOf, type Settlement, shardOf, shardsOf } from "#antifraud";
import { packEvents } from "#platform/events";
import { describeFailure, log } from "#platform/log";
import type { Journal } from "./entity-activity.journal.ts";
import type { EntityStorage } from "./entity-activity.storage.ts";

/** Events of a busy shard travel together, this often at most; those of a quiet one leave at once. */
const PUBLISH_EVERY_MS = 250;
const PUBLISHED_AT_ONCE = 200;
/** Of 60 kB each; the queue takes 256 kB in one batch. */
const MESSAGES_A_BATCH = 4;
/** Small rounds, since payments wait while one is written. */
const SETTLED_AT_ONCE = 100;

type Owed = ReturnType<EntityStorage["owedAfter"]>[number];

/** What the journal's decisions still owe to the rest: an event each, and a settlement with the other shards that observed. */
export class Outbox {
  readonly #env: Env;
  readonly #stored: EntityStorage;
  readonly #journal: Journal;
  #leaving: Promise<void> | undefined;
  #leftAt = 0;

  constructor(env: Env, stored: EntityStorage, journal: Journal) {
    this.#env = env;
    this.#stored = stored;
    this.#journal = journal;
  }

  /** Publishes what is committed and not published; where that fails, whoever comes next tries again. */
  publishSoon(): Promise<void> {
    this.#leaving ??= this.#leaveSoon();
    return this.#leaving;
  }

  async #leaveSoon(): Promise<void> {
    // Waits in any case: the caller has to have this promise before it is cleared below.
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, this.#leftAt + PUBLISH_EVERY_MS - Date.now())));
    this.#leftAt = Date.now();
    try {
      await this.#publishAll();
    } catch (failure) {
      log("warn", "events not published, will be again", describeFailure(failure));
    } finally {
      this.#leaving = undefined;
    }
  }

  async #publishAll(): Promise<void> {
    for (;;) {
      const rows = this.#journal.unpublished(PUBLISHED_AT_ONCE);
      if (rows.length === 0) return;
      const messages = packEvents(rows.map(({ event }) => event));
      for (let i = 0; i < messages.length; i += MESSAGES_A_BATCH) {
        const batch = messages.slice(i, i + MESSAGES_A_BATCH).map((body) => ({ body, contentType: "text" as const }));
        await this.#env.EVENTS.sendBatch(batch);
      }
      this.#journal.mark("published", rows.at(-1)!.seq);
    }
  }

  get hasUnpublished(): boolean {
    return this.#journal.unpublished(1).length > 0;
  }

  get hasOwed(): boolean {
    return this.#stored.owedAfter(this.#journal.markOf("settled"), 1).length > 0;
  }

  /** Settles the next of what is owed, in order; false where a shard did not answer, so that it is tried again later. */
  async settleNext(giveUpBefore: number): Promise<boolean> {
    const owed = this.#stored.owedAfter(this.#journal.markOf("settled"), SETTLED_AT_ONCE);
    const last = owed.at(-1);
    if (last === undefined) return true;
    if (!(await this.settle(owed))) {
      if (last.at > giveUpBefore) return false;
      log("error", "payments could not be settled with another shard", { payments: owed.length });
    }
    this.#journal.mark("settled", last.seq);
    return true;
  }

  /** Settles payments with the shards that observed them, each in one call; whether all of them answered. */
  async settle(owed: readonly Pick<Owed, "payment" | "owed" | "isDeclined">[]): Promise<boolean> {
    const byShard = new Map<number, { organizationId: string; settlements: Settlement[] }>();
    for (const { payment, owed: names, isDeclined } of owed) {
      const organizationId = organizationOf(names[0]!);
      const shards = shardsOf(this.#env, organizationId);
      for (const [shard, own] of Map.groupBy(names, (name) => shardOf(name, shards))) {
        const told = byShard.get(shard) ?? { organizationId, settlements: [] };
        told.settlements.push({ payment, names: own, isDeclined });
        byShard.set(shard, told);
      }
    }
    let isWell = true;
    // One after the other: payments that arrive meanwhile take their turn between two calls.
    for (const [shard, { organizationId, settlements }] of byShard) {
      try {
        await entityActivity(this.#env, organizationId, shard).settle(settlements);
      } catch (failure) {
        log("warn", "payments not settled, will be again", describeFailure(failure));
        isWell = false;
      }
    }
    return isWell;
  }
}
