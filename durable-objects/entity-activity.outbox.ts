import { bucketOf, entityActivity, type Settlement } from "#antifraud";
import type { DecisionMade } from "#platform/events";
import { describeFailure, log } from "#platform/log";
import type { EntityStorage, Owed } from "./entity-activity.storage.ts";

/** Events of a busy bucket travel together, this often at most; those of a quiet one leave at once. */
const PUBLISH_EVERY_MS = 500;
/** The queue takes 100 messages and 256 kB a batch; a decision is under 6 kB. */
const MOST_TOGETHER = 40;
/** Small rounds, since payments wait while one is written. */
const TOLD_AT_ONCE = 100;
const PAYER_GIVES_UP_MS = 2 * 24 * 3600 * 1000;

/** What a bucket's decisions still owe to the rest: an event each, and a settlement with every entity that observed them. */
export class Outbox {
  readonly #env: Env;
  readonly #stored: EntityStorage;
  /** Published since the last round. Lost with the object, then they are published again, which consumers ignore. */
  readonly #published = new Set<string>();
  #waiting: DecisionMade[] = [];
  #leaving: Promise<void> | undefined;
  #leftAt = 0;

  constructor(env: Env, stored: EntityStorage) {
    this.#env = env;
    this.#stored = stored;
  }

  /** Publishes a decision; the platform holds back what leaves an object until its commit is durable. */
  publish(event: DecisionMade): Promise<void> {
    this.#waiting.push(event);
    this.#leaving ??= this.#leaveSoon();
    return this.#leaving;
  }

  async #leaveSoon(): Promise<void> {
    // Waits in any case: the caller has to have this promise before it is cleared below.
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, this.#leftAt + PUBLISH_EVERY_MS - Date.now())));
    this.#leaving = undefined;
    this.#leftAt = Date.now();
    const leaving = this.#waiting;
    this.#waiting = [];
    await this.#send(leaving);
  }

  async #send(events: readonly DecisionMade[]): Promise<void> {
    for (let start = 0; start < events.length; start += MOST_TOGETHER) {
      const together = events.slice(start, start + MOST_TOGETHER);
      try {
        await this.#env.EVENTS.sendBatch(together.map((body) => ({ body })));
        for (const { transactionId } of together) this.#published.add(transactionId);
      } catch (failure) {
        log("warn", "events not published, the alarm will", { events: together.length, ...describeFailure(failure) });
      }
    }
  }

  /** One round over what is untold; returns whether more is left, and whether the round went well. */
  async tell(now: number): Promise<{ isMoreLeft: boolean; isWell: boolean }> {
    this.#stored.commit(() => this.#stored.markPublished(this.#published));
    this.#published.clear();
    await this.#send(this.#stored.listUnpublished(MOST_TOGETHER));
    const owed = this.#stored.listOwed(TOLD_AT_ONCE);
    const told = await this.settle(owed);
    const givenUp = owed
      .filter(({ decidedAt }) => decidedAt < now - PAYER_GIVES_UP_MS)
      .map(({ transactionId }) => transactionId);
    if (givenUp.length > 0) log("error", "payments could not be settled with an entity", { payments: givenUp.length });
    this.#stored.commit(() => {
      this.#stored.markPublished(this.#published);
      this.#stored.markSettled([...told, ...givenUp]);
    });
    this.#published.clear();
    return { isMoreLeft: this.#stored.hasUntold(), isWell: told.length === owed.length };
  }

  /** Settles payments with every entity that observed them, each bucket in one call; returns the ids that all have taken. */
  async settle(owed: readonly Pick<Owed, "transactionId" | "settlement">[]): Promise<string[]> {
    const byBucket = new Map<string, { name: string; settlement: Settlement }[]>();
    for (const { settlement } of owed) {
      for (const name of settlement.entities) {
        const bucket = bucketOf(name);
        const list = byBucket.get(bucket) ?? [];
        list.push({ name, settlement });
        byBucket.set(bucket, list);
      }
    }
    const failed = new Set<string>();
    // One after the other: payments that arrive meanwhile take their turn between two calls.
    for (const settlements of byBucket.values()) {
      try {
        await entityActivity(this.#env, settlements[0]!.name).settle(settlements);
      } catch {
        for (const { settlement } of settlements) failed.add(settlement.payment.id);
      }
    }
    return owed.map(({ transactionId }) => transactionId).filter((id) => !failed.has(id));
  }
}
