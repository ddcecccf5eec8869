import {
  addToEntity,
  declineInEntity,
  type EntityState,
  type Features,
  type Payment,
  readEntity,
  type Settlement,
} from "#antifraud";
import type { EntityStorage } from "./entity-activity.storage.ts";

/** States that are kept in memory beside those that wait to be made durable; at 64 kB each at the most, usually 3. */
const MOST_REMEMBERED = 256;
/** More unsettled payments than that are made durable without waiting for their payers. */
const MOST_UNSETTLED = 2000;

/**
 * The states of a bucket's entities: counted in memory at once, durable seconds later. What memory loses before that is
 * counted when the payer settles, since a payment is known by its id.
 */
export class EntityStates {
  readonly #stored: EntityStorage;
  readonly #remembered = new Map<string, EntityState>();
  /** What was answered about payments that are counted but not durable, by transaction id. */
  readonly #unsettled = new Map<string, { name: string; features: Partial<Features> }>();

  /** The entities of the unsettled payments, whose states must not be forgotten. */
  readonly #waiting = new Set<string>();

  constructor(stored: EntityStorage) {
    this.#stored = stored;
  }

  /** The state of an entity, most recently used last. */
  stateOf(name: string): EntityState {
    const state = this.#remembered.get(name) ?? this.#stored.loadState(name);
    this.#remembered.delete(name);
    this.#remembered.set(name, state);
    if (this.#remembered.size > MOST_REMEMBERED) this.#makeRoom();
    return state;
  }

  /** Counts a payment and says what was known before; asked again, gives the same answer and counts nothing. */
  observe(name: string, payment: Payment): Partial<Features> {
    const answered = this.#unsettled.get(payment.id);
    if (answered) return answered.features;
    const state = this.stateOf(name);
    const features = readEntity(state, payment);
    if (this.#stored.findSettled(payment.id)) return features;
    addToEntity(state, payment);
    this.#unsettled.set(payment.id, { name, features });
    this.#waiting.add(name);
    if (this.#unsettled.size > MOST_UNSETTLED) this.#stored.commit(() => this.persist());
    return features;
  }

  /** Makes payments durable with their outcome; what is settled already changes nothing. To be called within a commit. */
  settle(settlements: readonly { name: string; settlement: Settlement }[], now: number): void {
    const touched = new Set<string>();
    for (const { name, settlement } of settlements) {
      const { payment, isDeclined } = settlement;
      const before = this.#stored.findSettled(payment.id);
      if (before && (before.isDeclined || !isDeclined)) continue;
      const state = this.stateOf(name);
      if (!before && !this.#unsettled.has(payment.id)) addToEntity(state, payment);
      if (isDeclined) declineInEntity(state, payment);
      this.#stored.saveSettled(payment.id, isDeclined, now);
      this.#unsettled.delete(payment.id);
      touched.add(name);
    }
    if (touched.size === 0) return;
    // The stored state holds every unsettled payment of the entity too, so those are settled with it.
    for (const [id, { name }] of this.#unsettled) {
      if (!touched.has(name)) continue;
      this.#stored.saveSettled(id, false, now);
      this.#unsettled.delete(id);
    }
    for (const name of touched) {
      this.#stored.saveState(name, this.stateOf(name), now);
      this.#waiting.delete(name);
    }
  }

  /** Takes a payment into its payer's state and stores it. To be called within a commit. */
  add(name: string, payment: Payment, now: number): void {
    const state = this.stateOf(name);
    addToEntity(state, payment);
    this.#stored.saveState(name, state, now);
  }

  /** Memory goes back to what is stored, after a commit that failed. */
  forget(): void {
    this.#remembered.clear();
    this.#unsettled.clear();
    this.#waiting.clear();
  }

  get hasUnsettled(): boolean {
    return this.#unsettled.size > 0;
  }

  /** Makes everything that is counted durable, without waiting for the payers. To be called within a commit. */
  persist(): void {
    if (this.#unsettled.size === 0) return;
    const now = Date.now();
    for (const id of this.#unsettled.keys()) this.#stored.saveSettled(id, false, now);
    for (const name of this.#waiting) this.#stored.saveState(name, this.stateOf(name), now);
    this.#unsettled.clear();
    this.#waiting.clear();
  }

  /** Forgets the least recently used state that is durable as it is; looks only at a few, so that a miss stays cheap. */
  #makeRoom(): void {
    let looked = 0;
    for (const name of this.#remembered.keys()) {
      if (!this.#waiting.has(name)) {
        this.#remembered.delete(name);
        return;
      }
      if (++looked === 8) return;
    }
  }
}
