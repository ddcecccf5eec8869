import { describeFailure, log } from "#platform/log";
import type { Platform } from "#platform/platform";
import {
  type Attempt,
  attemptDelivery,
  disableEndpoint,
  findEndpoint,
  isOutageTooLong,
  type KeptAttempt,
  nextAttemptAt,
  type OpenEndpoint,
  openEndpoint,
  pauseUntil,
  placeOfBody,
  placeOfExchange,
  sealExchange,
} from "#webhooks";
import type { Deliveries, Taken, Verdict } from "./webhook-endpoint.deliveries.ts";
import type { EndpointRecord } from "./webhook-endpoint.record.ts";

/** An invocation may wait for so many connections at once. */
const LANES = 6;
/** A round works no longer than this; the next one goes on. */
const ROUND_MS = 60_000;
/** How long a round goes by what it read of the endpoint: a change, a rotation or the end of one acts within it. */
const TRUSTED_MS = 1000;

type Kept = { deliveries: Deliveries; record: EndpointRecord; storage: DurableObjectStorage };

/** Attempts what is due to one endpoint, and draws the consequences. */
export class Sender {
  readonly #platform: Platform;
  readonly #kept: Kept;
  #opened: { endpoint: Promise<OpenEndpoint | undefined>; until: number } | undefined;
  /** Attempts that are under way, and what wakes lanes that found nothing to do beside them. */
  #busy = 0;
  #news = Promise.withResolvers<void>();

  constructor(platform: Platform, kept: Kept) {
    this.#platform = platform;
    this.#kept = kept;
  }

  /** Something may have become due: lanes that wait look again. */
  ring(): void {
    this.#news.resolve();
    this.#news = Promise.withResolvers<void>();
  }

  /** Forgets what it read of the endpoint. */
  readAgain(): void {
    this.#opened = undefined;
    this.ring();
  }

  /** Attempts what is due, some at a time, until nothing is or the round is over; whether the endpoint still exists. */
  async round(): Promise<boolean> {
    const { deliveries } = this.#kept;
    const startedAt = Date.now();
    deliveries.resumeInterrupted(startedAt);
    this.#opened = undefined;
    const lanes = await Promise.allSettled(Array.from({ length: LANES }, () => this.#lane(startedAt + ROUND_MS)));
    const exists = await this.#settle();
    for (const result of lanes) if (result.status === "rejected") throw result.reason;
    return exists;
  }

  /** One attempt after the other. A lane that finds nothing due waits as long as another is busy: more may come meanwhile. */
  async #lane(until: number): Promise<void> {
    const { deliveries, record } = this.#kept;
    for (;;) {
      const endpoint = await this.#endpoint();
      const now = Date.now();
      if (!endpoint || now >= until || now < record.pausedUntil || record.toDisable) return;
      const taken = deliveries.take(now);
      if (taken) await this.#attempt(endpoint, taken);
      else if (this.#busy === 0) return;
      else await this.#news.promise;
    }
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
    const { record } = this.#kept;
    const { organizationId, endpointId } = record.name;
    const row = await findEndpoint(this.#platform.db, organizationId, endpointId);
    if (row) record.see(row.revision);
    return row;
  }

  async #attempt(endpoint: OpenEndpoint, taken: Taken): Promise<void> {
    const { deliveries, record, storage } = this.#kept;
    const number = taken.attempts + 1;
    this.#busy++;
    try {
      const { attempt, exchange } = await this.#send(endpoint, taken, number);
      const { at, outcome, responseStatus, durationMs } = attempt;
      const kept: KeptAttempt = { number, at, outcome, responseStatus, durationMs, exchange };
      storage.transactionSync(() => {
        deliveries.finish(taken, kept, judge(taken, attempt));
        // What a former address or key answered says nothing of the one that its owner has put in its place.
        if (endpoint.revision === record.revision) this.#note(attempt);
      });
    } finally {
      this.#busy--;
      this.ring();
    }
  }

  /** Sends a delivery once; one that cannot be sent by a fault of ours is tried again later, and holds up no other. */
  async #send(
    endpoint: OpenEndpoint,
    taken: Taken,
    number: number,
  ): Promise<{ attempt: Omit<Attempt, "exchange">; exchange: string | null }> {
    const { sealer } = this.#platform;
    const at = Date.now();
    try {
      const message = { id: taken.messageId, body: await sealer.open(taken.body, placeOfBody(taken.id)) };
      const attempt = await attemptDelivery(this.#platform, endpoint, message);
      return {
        attempt,
        exchange: await sealExchange(sealer, placeOfExchange(taken.id, number), attempt.exchange),
      };
    } catch (failure) {
      log("error", "webhook not sent", { deliveryId: taken.id, ...describeFailure(failure) });
      const durationMs = Math.max(0, Date.now() - at);
      return {
        attempt: { at, outcome: "interrupted", responseStatus: null, durationMs, retryAfterMs: 0 },
        exchange: null,
      };
    }
  }

  /** What an attempt says of the endpoint; faults of our own say nothing. */
  #note({ outcome, responseStatus, retryAfterMs }: Omit<Attempt, "exchange">): void {
    const { record } = this.#kept;
    if (outcome === "resolver_unavailable" || outcome === "interrupted") return;
    if (outcome === "succeeded") {
      record.succeed();
      return;
    }
    const now = Date.now();
    if (retryAfterMs > 0) record.pause(pauseUntil(now, retryAfterMs));
    const outage = record.fail(now);
    if (responseStatus === 410) record.disableFor("gone");
    else if (isOutageTooLong(outage)) record.disableFor("failing");
  }

  /** Has the endpoint disabled where that is due, and holds what is left where nothing may be sent; whether it exists. */
  async #settle(): Promise<boolean> {
    const { deliveries, record } = this.#kept;
    const row = await this.#readRow();
    if (!row) return false;
    const reason = record.toDisable;
    const isOff = !row.isEnabled || (reason !== null && (await disableEndpoint(this.#platform, row, reason)));
    if (isOff) deliveries.hold();
    return true;
  }
}

/** What becomes of a delivery by an attempt at it. */
function judge({ tries }: Taken, { outcome, retryAfterMs }: Omit<Attempt, "exchange">): Verdict {
  if (outcome === "succeeded") return { status: "succeeded", tries: 0, nextAt: null };
  const nextAt = nextAttemptAt(Date.now(), tries + 1, Math.random(), retryAfterMs);
  return { status: nextAt === null ? "failed" : "waiting", tries: tries + 1, nextAt };
}
