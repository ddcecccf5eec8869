import { DurableObject } from "cloudflare:workers";
import { describeFailure, log } from "#platform/log";
import { createPlatform, type Platform } from "#platform/platform";
import {
  type Attempt,
  attemptDelivery,
  type DeliveryStatus,
  deliveryIdOf,
  disableEndpoint,
  type EndpointName,
  findEndpoint,
  isOutageTooLong,
  type KeptAttempt,
  type KeptDelivery,
  type Message,
  nextAttemptAt,
  type OpenEndpoint,
  openEndpoint,
  pauseUntil,
  placeOfBody,
  placeOfExchange,
  sealExchange,
} from "#webhooks";
import { isStored, migrate } from "./shared/migrate.ts";
import { Deliveries, type Taken, type Verdict } from "./webhook-endpoint.deliveries.ts";
import { migrations } from "./webhook-endpoint.migrations.ts";
import { EndpointRecord } from "./webhook-endpoint.record.ts";

/** An invocation may wait for so many connections at once. */
const LANES = 6;
/** An alarm works no longer than this at a time; the next one goes on. */
const ROUND_MS = 60_000;
/** How long a round goes by what it read of the endpoint: a change, a rotation or the end of one acts within it. */
const TRUSTED_MS = 1000;
/** How soon a round that could not be done, since the endpoint's row could not be read or written, is tried again. */
const ROUND_AGAIN_MS = 15_000;
const FORGET_EVERY_MS = 6 * 3600 * 1000;
const FORGET_EVERY_MESSAGES = 10_000;

/**
 * What one endpoint is to be told, named `organisation:endpoint`: takes messages, each once, and attempts them by its
 * alarm until they are delivered or given up. Where and by which keys stands in D1, which it reads before it attempts.
 */
export class WebhookEndpoint extends DurableObject<Env> {
  readonly #platform: Platform;
  readonly #deliveries: Deliveries;
  readonly #record: EndpointRecord;
  #isStored: boolean;
  #running: Promise<void> | undefined;
  #opened: { endpoint: Promise<OpenEndpoint | undefined>; until: number } | undefined;
  #notBefore = 0;
  #sinceForgotten = 0;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#platform = createPlatform(env);
    this.#deliveries = new Deliveries(ctx.storage.sql);
    this.#record = new EndpointRecord(ctx.storage.sql);
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
    this.#opened = undefined;
    this.#notBefore = 0;
    if (this.#isStored && !this.#running) await this.ctx.storage.setAlarm(Date.now());
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

  /** Attempts what is due, some at a time, until nothing is or the round is over. */
  async #round(): Promise<void> {
    if (!this.#isStored) return;
    const startedAt = Date.now();
    this.#deliveries.resumeInterrupted(startedAt);
    if (this.#record.forgetAt <= startedAt) this.#forget(startedAt);
    this.#opened = undefined;
    const lane = async () => {
      while (Date.now() < startedAt + ROUND_MS) {
        const endpoint = await this.#endpoint();
        const now = Date.now();
        if (!endpoint || now < this.#record.pausedUntil || this.#record.toDisable) return;
        const taken = this.#deliveries.take(now);
        if (!taken) return;
        await this.#attempt(endpoint, taken);
      }
    };
    const lanes = await Promise.allSettled(Array.from({ length: LANES }, lane));
    await this.#settle();
    for (const result of lanes) if (result.status === "rejected") throw result.reason;
  }

  /** Where to send, while the endpoint is there and enabled; read once for all lanes. */
  #endpoint(): Promise<OpenEndpoint | undefined> {
    const now = Date.now();
    if (!this.#opened || this.#opened.until <= now)
      this.#opened = { endpoint: this.#open(now), until: now + TRUSTED_MS };
    return this.#opened.endpoint;
  }

  async #open(now: number): Promise<OpenEndpoint | undefined> {
    const row = await this.#readRow();
    return row?.isEnabled ? openEndpoint(this.#platform, row, now) : undefined;
  }

  async #readRow() {
    const { organizationId, endpointId } = this.#record.name;
    const row = await findEndpoint(this.#platform.db, organizationId, endpointId);
    if (row) this.#record.see(row.revision);
    return row;
  }

  async #attempt(endpoint: OpenEndpoint, taken: Taken): Promise<void> {
    const { sealer } = this.#platform;
    const message = { id: taken.messageId, body: await sealer.open(taken.body, placeOfBody(taken.id)) };
    const attempt = await attemptDelivery(this.#platform, endpoint, message);
    const number = taken.attempts + 1;
    const exchange = await sealExchange(sealer, placeOfExchange(taken.id, number), attempt.exchange);
    const { at, outcome, responseStatus, durationMs } = attempt;
    const kept: KeptAttempt = { number, at, outcome, responseStatus, durationMs, exchange };
    this.ctx.storage.transactionSync(() => {
      this.#deliveries.finish(taken, kept, this.#judge(taken, attempt));
      // What a former address or key answered says nothing of the one that its owner has put in its place.
      if (endpoint.revision === this.#record.revision) this.#note(attempt);
    });
  }

  /** What becomes of a delivery by an attempt at it. */
  #judge({ tries }: Taken, { outcome, retryAfterMs }: Attempt): Verdict {
    if (outcome === "succeeded") return { status: "succeeded", tries: 0, nextAt: null };
    const nextAt = nextAttemptAt(Date.now(), tries + 1, Math.random(), retryAfterMs);
    return { status: nextAt === null ? "failed" : "waiting", tries: tries + 1, nextAt };
  }

  /** What an attempt says of the endpoint. That our own resolver did not answer says nothing. */
  #note({ outcome, responseStatus, retryAfterMs }: Attempt): void {
    if (outcome === "resolver_unavailable") return;
    if (outcome === "succeeded") {
      this.#record.succeed();
      return;
    }
    const now = Date.now();
    if (retryAfterMs > 0) this.#record.pause(pauseUntil(now, retryAfterMs));
    const outage = this.#record.fail(now);
    if (responseStatus === 410) this.#record.disableFor("gone");
    else if (isOutageTooLong(outage)) this.#record.disableFor("failing");
  }

  /** Has the endpoint disabled where that is due, and holds or clears what is left where nothing may be sent. */
  async #settle(): Promise<void> {
    const row = await this.#readRow();
    if (!row) return this.#clear();
    const reason = this.#record.toDisable;
    const isOff = !row.isEnabled || (reason !== null && (await disableEndpoint(this.#platform, row, reason)));
    if (isOff) this.#deliveries.hold();
  }

  /** The endpoint is gone, and with it everything that was kept for it. */
  async #clear(): Promise<void> {
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

  /** Sets the alarm to what is due next; a round that is under way does so at its end. */
  async #wakeWhenDue(): Promise<void> {
    if (!this.#isStored || this.#running) return;
    const due = this.#deliveries.nextAt();
    const attemptAt = due === undefined ? Number.POSITIVE_INFINITY : Math.max(due, this.#record.pausedUntil);
    await this.ctx.storage.setAlarm(Math.max(Math.min(attemptAt, this.#record.forgetAt), this.#notBefore));
  }
}
