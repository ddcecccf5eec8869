import { knownFeatures, missingFeatures, type Observation, type Payment, type Settlement } from "#antifraud";
import type { Journal } from "./entity-activity.journal.ts";
import { type EntityStates, withOutcome } from "./entity-activity.states.ts";
import type { Counted, EntityStorage } from "./entity-activity.storage.ts";

/** What was said to other shards is remembered for those who ask again at once. */
const MOST_SAID = 2000;

/** Counts a payment of another shard; its sender repeats what is lost before the commit. */
type Count = (payment: Payment, by: Omit<Counted, "payer">, isDeclined: boolean) => void;
type Parts = { stored: EntityStorage; states: EntityStates; journal: Journal };

/** Payments that other shards decide on, whose entities live here. */
export class ObservedPayments {
  readonly #said = new Map<string, Observation>();
  readonly #count: Count;

  constructor(count: Count) {
    this.#count = count;
  }

  /** Counts a payment at once, in memory, and says what was known of the entities before. */
  observe(payment: Payment, names: string[], { states, journal }: Parts): Observation {
    const said = this.#said.get(payment.id);
    if (said) return said;
    const read = missingFeatures();
    states.read(read, names, payment);
    const aggregates = states.readAggregates(names, payment.at);
    const observation = { features: knownFeatures(read), aggregates };
    if (journal.findCounted(payment.id)) return observation;
    this.#count(payment, { others: names, ...(payment.outcome === "attempted" && { isProvisional: true }) }, false);
    if (this.#said.size >= MOST_SAID) this.#said.clear();
    this.#said.set(payment.id, observation);
    return observation;
  }

  /** Makes observed payments whole: counts those that were lost, and notes what became of them. */
  settle(settlements: Settlement[], { stored, states, journal }: Parts, now: number): void {
    const known = settlements.flatMap((settlement) => {
      const { payment, names, isDeclined } = settlement;
      const counted = journal.findCounted(payment.id);
      if (!counted) this.#count(payment, { others: names }, isDeclined);
      const isNews = counted && (counted.counted.isProvisional || (isDeclined && !counted.isDeclined));
      return isNews ? [{ ...settlement, counted }] : [];
    });
    if (known.length === 0) return;
    journal.commitWith(() => {
      for (const { payment, names, isDeclined, counted } of known) {
        stored.markSettled(payment.id, isDeclined);
        if (isDeclined && !counted.isDeclined) states.decline(names, payment, now);
        if (counted.counted.isProvisional) states.settle(names, counted.seq, withOutcome(payment, isDeclined), now);
      }
    });
  }
}
