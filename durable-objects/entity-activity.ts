import { DurableObject } from "cloudflare:workers";
import {
  type Assessed,
  type AssessmentOrder,
  type Features,
  makeDecision,
  type Payment,
  type Settlement,
} from "#antifraud";
import type { DecisionMade } from "#platform/events";
import { Outbox } from "./entity-activity.outbox.ts";
import { EntityStates } from "./entity-activity.states.ts";
import { EntityStorage } from "./entity-activity.storage.ts";

const SECOND = 1000;
const DAY = 24 * 3600 * SECOND;

/** Counts of a few seconds become durable in one commit; an idle object is put out of memory only after ten. */
const PERSIST_AFTER_MS = 5 * SECOND;
/** How long settling may wait, so that the payments of half a minute travel together. */
const TELL_AFTER_MS = 30 * SECOND;
const NEXT_ROUND_MS = SECOND / 2;
const TELL_AGAIN_MS = 60 * SECOND;
/** Entities and decisions are forgotten this long after they were last touched: the longest window, and a day. */
const FORGET_AFTER_MS = 31 * DAY;
/** Longer than any payer keeps trying to settle a payment. */
const SETTLED_KEPT_MS = 3 * DAY;

/**
 * The recent activity of a bucket of cards, users, devices, addresses or merchants of one organisation, named
 * `kind:organisation:bucket`. For payers also the committed decisions, their idempotency and their outbox. The single
 * writer of every entity in it. See durable-objects/README.md for what survives what.
 */
export class EntityActivity extends DurableObject<Env> {
  readonly #stored: EntityStorage;
  readonly #states: EntityStates;
  readonly #outbox: Outbox;
  /** The turn of each payer that has one: two payments of one card cannot both be the first of the hour. */
  readonly #turns = new Map<string, Promise<unknown>>();
  #isPersisting = false;
  #nextAlarm: number | undefined;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#stored = new EntityStorage(ctx.storage);
    this.#states = new EntityStates(this.#stored);
    this.#outbox = new Outbox(env, this.#stored);
  }

  /** Counts a payment at once, in memory, and says what was known of the entity before. */
  observe(name: string, payment: Payment): Partial<Features> {
    const features = this.#states.observe(name, payment);
    if (!this.#isPersisting && this.#states.hasUnsettled) {
      this.#isPersisting = true;
      setTimeout(() => this.#persist(), spread(PERSIST_AFTER_MS));
    }
    return features;
  }

  /** Makes observed payments durable with their outcome. Sent by the payer's object until it succeeds. */
  settle(settlements: { name: string; settlement: Settlement }[]): void {
    const now = Date.now();
    this.#commit(() => this.#states.settle(settlements, now));
    this.#wakeBy(now + DAY);
  }

  /**
   * Decides on a payment, once: the decision, the windows and the outbox commit together, and whoever asks again gets
   * the first answer.
   */
  async assess(order: AssessmentOrder): Promise<Assessed> {
    const { payer } = order.brief.entities;
    const turn = (this.#turns.get(payer) ?? Promise.resolve()).then(() => this.#assess(order));
    const settled = turn.catch(() => {});
    this.#turns.set(payer, settled);
    try {
      return await turn;
    } finally {
      if (this.#turns.get(payer) === settled) this.#turns.delete(payer);
    }
  }

  /** The stored decision of a transaction, or null. */
  recall(transactionId: string): DecisionMade | null {
    return this.#stored.findDecision(transactionId)?.event ?? null;
  }

  async #assess(order: AssessmentOrder): Promise<Assessed> {
    const { brief, fingerprint } = order;
    const known = this.#stored.findDecision(brief.payment.id);
    if (known)
      return known.fingerprint === fingerprint
        ? { status: "repeated", answer: known.event.answer }
        : { status: "conflict" };
    const state = this.#states.stateOf(brief.entities.payer);
    if (!("payer" in state)) throw new Error("Only cards and users decide");
    const { event, payment } = await makeDecision(order, state.payer);
    const settlement = settlementOf(order, payment);
    this.#commit(() => {
      this.#states.add(brief.entities.payer, payment, event.decidedAt);
      this.#stored.saveDecision(event, fingerprint, settlement);
    });
    this.#wakeBy(event.decidedAt + spread(TELL_AFTER_MS));
    this.ctx.waitUntil(this.#outbox.publish(event));
    // Declines are what card testing shows by, so they do not wait for the others.
    if (settlement?.isDeclined) this.ctx.waitUntil(this.#outbox.settle([{ transactionId: payment.id, settlement }]));
    return { status: "decided", answer: event.answer };
  }

  /** Tells what is untold, forgets what is too old, and says when to wake again. */
  override async alarm(): Promise<void> {
    this.#nextAlarm = undefined;
    if (!this.#stored.isOpen) return;
    const now = Date.now();
    const { isMoreLeft, isWell } = await this.#outbox.tell(now);
    if (isMoreLeft) return this.#wakeBy(now + (isWell ? NEXT_ROUND_MS : TELL_AGAIN_MS));
    if (this.#stored.forgetBefore(now - FORGET_AFTER_MS, now - SETTLED_KEPT_MS)) return this.#wakeBy(now + DAY);
    await this.#stored.erase();
    this.#states.forget();
  }

  #persist(): void {
    this.#isPersisting = false;
    this.#commit(() => this.#states.persist());
    this.#wakeBy(Date.now() + DAY);
  }

  /** Changes memory and tables together; memory goes back to what is stored where that fails. */
  #commit(change: () => void): void {
    try {
      this.#stored.commit(change);
    } catch (failure) {
      this.#states.forget();
      throw failure;
    }
  }

  /** Keeps the earliest of the times asked for; one alarm serves all. */
  #wakeBy(time: number): void {
    if (this.#nextAlarm !== undefined && this.#nextAlarm <= time) return;
    this.#nextAlarm = time;
    void this.ctx.storage.setAlarm(time);
  }
}

/** A time between half and the whole of one, so that buckets that began together do not go on together. */
const spread = (ms: number) => ms * (0.5 + Math.random() / 2);

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
