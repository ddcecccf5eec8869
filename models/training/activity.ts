import { completeFeatures } from "../../workers/antifraud/complete-features.ts";
import { describePayment, type PaymentBrief } from "../../workers/antifraud/describe-payment.ts";
import {
  addToEntity,
  type EntityState,
  emptyEntity,
  kindOf,
  labelInEntity,
  observedEntities,
  readEntity,
} from "../../workers/antifraud/observe-entity.ts";
import type { Transaction } from "../../workers/antifraud/schemas.ts";
import { type Features, missingFeatures } from "../../workers/antifraud/signals/features.ts";
import { FRAUD, UNKNOWN } from "../../workers/antifraud/signals/labels.ts";
import { DAY } from "../../workers/antifraud/signals/windows.ts";
import { usdPerUnit } from "../../workers/platform/money.ts";

const ORGANIZATION = "org_training";
/** As long as the service keeps an entity that nobody touches. */
const ENTITIES_KEPT_MS = 31 * DAY;

type Kept = { state: EntityState; touchedAt: number };
type Owed = { dueAt: number; brief: PaymentBrief };

/**
 * The activity of every entity of one organisation, in memory: what the Durable Objects hold in service. Payments come in
 * time order; the label of a fraud takes effect with the first payment after it is due.
 */
export class Activity {
  readonly #entities = new Map<string, Kept>();
  readonly #labelDelayMs: number;
  /** Frauds whose labels are not due yet, the next one last. */
  readonly #owed: Owed[] = [];

  constructor(labelDelayMs: number) {
    this.#labelDelayMs = labelDelayMs;
  }

  /**
   * The features that the service would have computed for a transaction, in the order of the service: the observed
   * entities answer and count it, the payer answers, then counts it. A decline is taken from `issuer_response` alone; in
   * service a payment that we block counts as declined too.
   */
  replay(transaction: Transaction): { features: Features; brief: PaymentBrief } {
    const brief = describePayment(ORGANIZATION, transaction, usdPerUnit(transaction.currency) ?? 0);
    const { payment, entities } = brief;
    this.#takeLabels(payment.at);
    const features = missingFeatures();
    for (const { name } of observedEntities(brief)) {
      const state = this.#stateOf(name, payment.at);
      readEntity(features, state, payment, this.#labelDelayMs);
      addToEntity(state, payment);
    }
    const payer = this.#stateOf(entities.payer, payment.at);
    if (!("payer" in payer)) throw new TypeError(`${entities.payer} is no payer`);
    completeFeatures(features, brief, payer.payer);
    addToEntity(payer, payment);
    return { features, brief };
  }

  /** Says of a payment that it was fraud, which becomes known at a time, or after the usual delay. */
  reportFraud(brief: PaymentBrief, knownAt: number | null): void {
    const dueAt = knownAt ?? brief.payment.at + this.#labelDelayMs;
    let position = this.#owed.length;
    while (position > 0 && this.#owed[position - 1]!.dueAt <= dueAt) position--;
    this.#owed.splice(position, 0, { dueAt, brief });
  }

  #takeLabels(now: number): void {
    while (this.#owed.length > 0 && this.#owed.at(-1)!.dueAt <= now) {
      const { brief } = this.#owed.pop()!;
      const names = [brief.entities.payer, ...observedEntities(brief).map(({ name }) => name)];
      for (const name of names) labelInEntity(this.#stateOf(name, now), brief.payment, UNKNOWN, FRAUD);
    }
  }

  #stateOf(name: string, now: number): EntityState {
    const known = this.#entities.get(name);
    if (known && known.touchedAt >= now - ENTITIES_KEPT_MS) {
      known.touchedAt = now;
      return known.state;
    }
    const state = emptyEntity(kindOf(name));
    this.#entities.set(name, { state, touchedAt: now });
    return state;
  }
}
