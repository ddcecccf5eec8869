import { DurableObject } from "cloudflare:workers";
import { describeFailure, log } from "#platform/log";
import { createPlatform, type Platform } from "#platform/platform";
import {
  type DeliveryStatus,
  deliveryIdOf,
  type EndpointName,
  type KeptAttempt,
  type KeptDelivery,
  type Message,
  placeOfBody,
  placeOfExchange,
} from "#webhooks";
import { isStored, migrate } from "./shared/migrate.ts";
import { resealRows } from "./shared/reseal.ts";
import { Deliveries } from "./webhook-endpoint.deliveries.ts";
import { migrations } from "./webhook-endpoint.migrations.ts";
import { EndpointRecord } from "./webhook-endpoint.record.ts";
import { Sender } from "./webhook-endpoint.sender.ts";

/** How soon a round that could not be done, since the endpoint's row could not be read or written, is tried again. */
const ROUND_AGAIN_MS = 15_000;
const FORGET_EVERY_MS = 6 * 3600 * 1000;
const FORGET_EVERY_MESSAGES = 10_000;
const RESEALED_AT_ONCE = 500;

/**
 * What one endpoint is to be told, named `organisation:endpoint`: takes messages, each once, and attempts them by its
 * alarm until they are delivered or given up. Where and by which keys stands in D1, which it reads before it attempts.
 */
export class WebhookEndpoint extends DurableObject<Env> {
  readonly #platform: Platform;
  readonly #deliveries: Deliveries;
  readonly #record: EndpointRecord;
  readonly #sender: Sender;
  #isStored: boolean;
  #running: Promise<void> | undefined;
  #notBefore = 0;
  #sinceForgotten = 0;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#platform = createPlatform(env);
    this.#deliveries = new Deliveries(ctx.storage.sql);
    this.#record = new EndpointRecord(ctx.storage.sql);
    const { storage } = ctx;
    this.#sender = new Sender(this.#platform, { deliveries: this.#deliveries, record: this.#record, storage });
    this.#isStored = isStored(ctx.storage);
    if (!this.#isStored) return;
    migrate(ctx.storage, migrations);
    this.#deliveries.resumeInterrupted(Date.now());
    // An alarm that was given up by the runtime is set anew.
    ctx.waitUntil(this.#wakeWhenDue());
  }

  /** Keeps messages that are new, due at once; those that were taken before change nothing. Returns what is kept of them. */
  async accept(owner: EndpointName, messages: Message[], isTest: boolean): Promise<KeptDelivery[]> {
    this.#begin(owner);
    const unknown = this.#deliveries.unknown(messages.map(({ id }) => id));
    const sealed = await Promise.all(
      messages
        .filter(({ id }) => unknown.delete(id))
        .map(async ({ id: messageId, type, body }) => {
          const id = deliveryIdOf(owner.endpointId, messageId);
          return { id, messageId, type, body: await this.#platform.sealer.seal(body, placeOfBody(id)) };
        }),
    );
    // Storage may have been cleared, or the same messages taken, while these were sealed.
    this.#begin(owner);
    this.ctx.storage.transactionSync(() => {
      const stillUnknown = this.#deliveries.unknown(sealed.map(({ messageId }) => messageId));
      const fresh = sealed.filter(({ messageId }) => stillUnknown.has(messageId));
      if (fresh.length > 0) this.#deliveries.add(fresh, isTest, Date.now());
      this.#sinceForgotten += fresh.length;
    });
    if (this.#sinceForgotten >= FORGET_EVERY_MESSAGES) this.#forget(Date.now());
    await this.#wakeWhenDue();
    return isTest ? messages.map(({ id }) => this.#deliveries.find(deliveryIdOf(owner.endpointId, id))!) : [];
  }

  /** Newest first. */
  list(limit: number, after: { at: number; id: string } | null, status: DeliveryStatus | null): KeptDelivery[] {
    return this.#isStored ? this.#deliveries.list(limit, after, status) : [];
  }

  read(id: string): { delivery: KeptDelivery; sealedBody: string; attempts: KeptAttempt[] } | null {
    const found = this.#isStored ? this.#deliveries.find(id) : undefined;
    if (!found) return null;
    const { body: sealedBody, ...delivery } = found;
    return { delivery, sealedBody, attempts: this.#deliveries.attemptsOf(id) };
  }

  /** Sends a delivery again, also one that succeeded; null where there is none. */
  async replay(id: string): Promise<KeptDelivery | null> {
    if (!this.#isStored) return null;
    this.#deliveries.replay(id, Date.now());
    await this.#wakeWhenDue();
    return this.read(id)?.delivery ?? null;
  }

  /** Sends again what was given up or held since a moment; how many they are. */
  async recover(since: number): Promise<number> {
    if (!this.#isStored) return 0;
    const recovered = this.#deliveries.recover(since, Date.now());
    await this.#wakeWhenDue();
    return recovered;
  }

  /** The endpoint was changed: looks at it at once. */
  async wake(): Promise<void> {
    this.#sender.readAgain();
    this.#notBefore = 0;
    if (this.#isStored && !this.#running) await this.ctx.storage.setAlarm(Date.now());
  }

  /** Seals anew what older keys of the ring sealed of some messages from an id on; `next` is null where they were the last. */
  reseal(after: string): { resealed: number; next: string | null } {
    if (!this.#isStored) return { resealed: 0, next: null };
    const { sql } = this.ctx.storage;
    const ids = sql
      .exec<{ id: string }>("SELECT id FROM deliveries WHERE id > ? ORDER BY id LIMIT ?", after, RESEALED_AT_ONCE)
      .toArray();
    const last = ids.at(-1)?.id;
    if (last === undefined) return { resealed: 0, next: null };
    const bodies = { table: "deliveries", column: "body", keys: ["id"], where: "id > ? AND id <= ?" };
    const exchanges = {
      table: "attempts",
      column: "exchange",
      keys: ["delivery_id", "number"],
      where: "delivery_id > ? AND delivery_id <= ?",
    };
    const { sealer } = this.#platform;
    const resealed = this.ctx.storage.transactionSync(
      () =>
        resealRows(sql, sealer, bodies, ({ id }) => placeOfBody(String(id)), after, last) +
        resealRows(
          sql,
          sealer,
          exchanges,
          (row) => placeOfExchange(String(row.delivery_id), Number(row.number)),
          after,
          last,
        ),
    );
    return { resealed, next: ids.length < RESEALED_AT_ONCE ? null : last };
  }

  override async alarm(): Promise<void> {
    this.#running ??= this.#round().finally(() => {
      this.#running = undefined;
    });
    // The runtime gives an alarm up that throws some times over, so nothing is thrown.
    await this.#running.catch((failure) => {
      log("error", "webhooks not sent, will be again", describeFailure(failure));
      this.#notBefore = Date.now() + ROUND_AGAIN_MS;
    });
    await this.#wakeWhenDue();
  }

  #begin(owner: EndpointName): void {
    if (this.#isStored) return;
    migrate(this.ctx.storage, migrations);
    this.#record.begin(owner, Date.now() + FORGET_EVERY_MS);
    this.#isStored = true;
  }

  async #round(): Promise<void> {
    if (!this.#isStored) return;
    const now = Date.now();
    if (this.#record.forgetAt <= now) this.#forget(now);
    if (await this.#sender.round()) return;
    // The endpoint is gone, and with it everything that was kept for it.
    const cleared = this.ctx.storage.deleteAll();
    this.#isStored = false;
    await cleared;
  }

  #forget(now: number): void {
    this.#sinceForgotten = 0;
    const undelivered = this.#deliveries.forget(now);
    this.#record.forgetNextAt(now + FORGET_EVERY_MS);
    const { endpointId } = this.#record.name;
    if (undelivered > 0) log("warn", "undelivered webhooks forgotten", { endpointId, deliveries: undelivered });
  }

  /** Sets the alarm to what is due next; a round that is under way takes it up, and does so at its end. */
  async #wakeWhenDue(): Promise<void> {
    if (!this.#isStored) return;
    if (this.#running) return this.#sender.ring();
    const due = this.#deliveries.nextAt();
    const attemptAt = due === undefined ? Number.POSITIVE_INFINITY : Math.max(due, this.#record.pausedUntil);
    await this.ctx.storage.setAlarm(Math.max(Math.min(attemptAt, this.#record.forgetAt), this.#notBefore));
  }
}
