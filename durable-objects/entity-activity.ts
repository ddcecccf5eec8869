import { DurableObject } from "cloudflare:workers";
import {
  type Assessed,
  type AssessmentOrder,
  addToEntity,
  type CrowdState,
  declineInEntity,
  type EntityKind,
  type EntityState,
  entityActivity,
  type Features,
  kindOf,
  makeDecision,
  type Payment,
  readEntity,
  type Settlement,
} from "#antifraud";
import type { DecisionMade } from "#platform/events";
import { describeFailure, log } from "#platform/log";
import { EntityStorage } from "./entity-activity.storage.ts";

const SECOND = 1000;
const DAY = 24 * 3600 * SECOND;

/** How long told-later work may wait, so that the payments of a minute travel together. */
const TELL_AFTER_MS = 30 * SECOND;
const TELL_AGAIN_MS = 60 * SECOND;
const TOLD_AT_ONCE = 200;
/** A payer that died between asking and committing never settles: its payment makes room here, far beyond a minute of peak traffic. */
const MOST_OBSERVED = 100_000;
/** Decisions, and the payments in the windows, are forgotten this long after the last one. */
const FORGET_AFTER_MS = 31 * DAY;
/** Longer than any payer keeps trying to settle a payment. */
const SETTLED_KEPT_MS = 3 * DAY;
const PAYER_GIVES_UP_MS = 2 * DAY;

/**
 * The recent activity of one card, user, device, address or merchant, named `kind:organisation:id`. For payers also the
 * committed decisions, their idempotency and their outbox. See durable-objects/README.md for what survives what.
 */
export class EntityActivity extends DurableObject<Env> {
  readonly #stored: EntityStorage;
  readonly #kind: EntityKind;
  #state: EntityState;
  /** What was answered about payments that are counted in memory but not settled. Lost with the object, then settling counts them. */
  readonly #observed = new Map<string, Partial<Features>>();
  /** Published since the last alarm. Lost with the object, then they are published again, which consumers ignore. */
  readonly #published = new Set<string>();
  #queue: Promise<unknown> = Promise.resolve();
  #nextAlarm: number | undefined;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#stored = new EntityStorage(ctx.storage);
    const named = kindOf(ctx.id.name ?? "");
    this.#state = this.#stored.loadState(named);
    // An alarm may wake an object without its name; what woke it is stored, and knows its kind.
    this.#kind = this.#state.kind ?? named;
  }

  /** Counts a payment at once, in memory, and says what was known before. Asked again, it gives the same answer and counts nothing. */
  observe(payment: Payment): Partial<Features> {
    const answered = this.#observed.get(payment.id);
    if (answered) return answered;
    const features = readEntity(this.#state, payment);
    if (!this.#stored.findSettled(payment.id)) addToEntity(this.#state, payment);
    this.#observed.set(payment.id, features);
    const [oldest] = this.#observed.keys();
    if (this.#observed.size > MOST_OBSERVED && oldest !== undefined) this.#observed.delete(oldest);
    return features;
  }

  /**
   * Makes observed payments durable, with their outcome. Sent by the payer's object until it succeeds; a payment that
   * this object lost from memory is counted now, one that is settled already changes nothing.
   */
  settle(settlements: Settlement[]): void {
    const now = Date.now();
    this.#commit(() => {
      for (const { payment, isDeclined } of settlements) {
        const before = this.#stored.findSettled(payment.id);
        if (!before && !this.#observed.has(payment.id)) addToEntity(this.#state, payment);
        if (isDeclined && !before?.isDeclined) declineInEntity(this.#state, payment);
        this.#stored.saveSettled(payment.id, isDeclined, now);
      }
    });
    for (const { payment } of settlements) this.#observed.delete(payment.id);
    this.#wakeBy(now + DAY);
  }

  /**
   * Decides on a payment of this payer, once: the decision, the windows and the outbox commit together, and whoever asks
   * again gets the first answer. One payment at a time, since two of one card cannot both be the first of the hour.
   */
  assess(order: AssessmentOrder): Promise<Assessed> {
    const turn = this.#queue.then(() => this.#assess(order));
    this.#queue = turn.catch(() => {});
    return turn;
  }

  /** The stored decision of a transaction, or null. */
  recall(transactionId: string): DecisionMade | null {
    return this.#stored.findDecision(transactionId)?.event ?? null;
  }

  async #assess(order: AssessmentOrder): Promise<Assessed> {
    const known = this.#stored.findDecision(order.brief.payment.id);
    if (known)
      return known.fingerprint === order.fingerprint
        ? { status: "repeated", answer: known.event.answer }
        : { status: "conflict" };
    if (!("payer" in this.#state)) throw new Error("Only cards and users decide");
    const { event, payment } = await makeDecision(order, this.#state.payer);
    const settlement = settlementOf(order, payment);
    this.#commit(() => {
      addToEntity(this.#state, payment);
      this.#stored.saveDecision(payment.id, order.fingerprint, event, settlement);
    });
    this.#wakeBy(event.decidedAt + TELL_AFTER_MS);
    this.ctx.waitUntil(this.#publish(event));
    // Declines are what card testing shows by, so they do not wait for the others.
    if (settlement?.isDeclined)
      this.ctx.waitUntil(this.#tell([{ transactionId: payment.id, settlement }]).catch(() => {}));
    return { status: "decided", answer: event.answer };
  }

  /** Changes state and tables together; memory goes back to what is stored where that fails. */
  #commit(change: () => void): void {
    try {
      this.#stored.commit(() => {
        change();
        this.#stored.saveState(this.#state);
      });
    } catch (failure) {
      this.#state = this.#stored.loadState(this.#kind);
      throw failure;
    }
  }

  /** Sends the event once the commit is durable: the platform holds back what leaves an object until then. */
  async #publish(event: DecisionMade): Promise<void> {
    try {
      await this.env.EVENTS.send(event);
      this.#published.add(event.transactionId);
    } catch (failure) {
      log("warn", "event not published, the alarm will", describeFailure(failure));
    }
  }

  /** Tells what is untold, forgets what is too old, and says when to wake again. */
  override async alarm(): Promise<void> {
    this.#nextAlarm = undefined;
    if (!this.#stored.isOpen) return;
    this.#stored.commit(() => this.#stored.markPublished(this.#published));
    this.#published.clear();
    const untold = this.#stored.listUntold(TOLD_AT_ONCE);
    await Promise.all(untold.map(({ event, isPublished }) => (isPublished ? undefined : this.#publish(event))));
    const told = await this.#tell(
      untold.flatMap(({ transactionId, settlement }) => (settlement ? [{ transactionId, settlement }] : [])),
    );
    const now = Date.now();
    const givenUp = untold
      .filter(({ event, settlement }) => settlement && event.decidedAt < now - PAYER_GIVES_UP_MS)
      .map(({ transactionId }) => transactionId);
    if (givenUp.length > 0) log("error", "payments could not be settled with an entity", { payments: givenUp.length });
    this.#stored.commit(() => {
      this.#stored.markPublished(this.#published);
      this.#stored.markSettled([...told, ...givenUp]);
    });
    this.#published.clear();
    if (this.#stored.listUntold(1).length > 0)
      return this.#wakeBy(now + (untold.length === TOLD_AT_ONCE ? SECOND : TELL_AGAIN_MS));
    await this.#forget(now);
  }

  async #forget(now: number): Promise<void> {
    const decisionsLeft = this.#stored.forgetBefore(now - FORGET_AFTER_MS, now - SETTLED_KEPT_MS);
    const isQuiet = lastSeenAt(this.#state) < now - FORGET_AFTER_MS;
    if (decisionsLeft > 0 || !isQuiet || this.#observed.size > 0) return this.#wakeBy(now + DAY);
    await this.#stored.erase();
    this.#state = this.#stored.loadState(this.#kind);
  }

  /** Settles payments with every entity that observed them, each entity in one call; returns the ids that all have taken. */
  async #tell(owed: { transactionId: string; settlement: Settlement }[]): Promise<string[]> {
    const byEntity = new Map<string, Settlement[]>();
    for (const { settlement } of owed) {
      for (const name of settlement.entities) byEntity.set(name, [...(byEntity.get(name) ?? []), settlement]);
    }
    const failed = new Set<string>();
    await Promise.all(
      [...byEntity].map(async ([name, settlements]) => {
        try {
          await entityActivity(this.env, name).settle(settlements);
        } catch {
          for (const { payment } of settlements) failed.add(payment.id);
        }
      }),
    );
    return owed.map(({ transactionId }) => transactionId).filter((id) => !failed.has(id));
  }

  /** Keeps the earliest of the times asked for; one alarm serves all. */
  #wakeBy(time: number): void {
    if (this.#nextAlarm !== undefined && this.#nextAlarm <= time) return;
    this.#nextAlarm = time;
    void this.ctx.storage.setAlarm(time);
  }
}

/** What is owed to the entities that observed a payment. `isDeclined` is our own decline: the issuer's was counted when observed. */
function settlementOf(order: AssessmentOrder, decided: Payment): Settlement | null {
  if (order.observed.length === 0) return null;
  const { payment } = order.brief;
  return {
    payment,
    isDeclined: decided.outcome === "declined" && payment.outcome === "attempted",
    entities: order.observed,
  };
}

function lastSeenAt(state: EntityState): number {
  if ("payer" in state) return state.payer.lastAt ?? 0;
  const { days }: CrowdState["tiles"] = state.crowd.tiles;
  return ((days.at(-1)?.[0] ?? 0) + 1) * DAY;
}
