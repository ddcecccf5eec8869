import {
  type AggregateInForce,
  type AggregateReadings,
  type AggregatesInForce,
  addToEntity,
  countInAggregate,
  declineInEntity,
  dropObsolete,
  type EntityState,
  type Features,
  kindOf,
  type Label,
  type LabelNotice,
  labelInEntity,
  noReadings,
  type Payment,
  readAggregates,
  readEntity,
  weightOf,
} from "#antifraud";
import type { Counted, EntityStorage, JournalEntry, KeptState } from "./entity-activity.storage.ts";

/** Weight (see `weightOf`) of the states that are kept in memory, twice that at the most: about 64 MB. */
const MOST_WEIGHT = 450_000;
/** A changed state is saved this long after its change, so that a busy merchant is written once for many payments. */
const SAVE_AFTER_MS = 3000;
/** More changed states than that are saved without waiting. */
const MOST_CHANGED = 4000;
/** Few at a time, since payments wait meanwhile. */
const SAVED_AT_ONCE = 64;

/**
 * The states of a shard's entities, in memory. They follow the journal: a state names the last entry that it holds, so
 * what memory loses is counted again from the journal, once.
 */
export class EntityStates {
  readonly #stored: EntityStorage;
  readonly #aggregates: { readonly inForce: AggregatesInForce };
  /** Two generations: what was used since the last turn, and what was used in the one before. */
  #recent = new Map<string, KeptState>();
  #older = new Map<string, KeptState>();
  #weight = 0;
  /** States that are ahead of their rows: the first entry that the row lacks, and since when. Oldest first. */
  readonly #changed = new Map<string, { seq: number; since: number }>();

  /** Opens the states of a shard and counts again what was not saved. */
  constructor(stored: EntityStorage, aggregates: { readonly inForce: AggregatesInForce }, now: number) {
    this.#stored = stored;
    this.#aggregates = aggregates;
    for (const entry of stored.entriesAfter(stored.marks().saved)) this.count({ ...entry, at: now });
  }

  stateOf(name: string): EntityState {
    return this.#kept(name).state;
  }

  /** Writes what entities say of a payment. */
  read(into: Features, names: readonly string[], payment: Payment): void {
    for (const name of names) readEntity(into, this.stateOf(name), payment);
  }

  /** Counts an entry of the journal in the states that it names. */
  count({ seq, at, payment, counted, isDeclined }: Omit<JournalEntry, "decision">): void {
    for (const name of namesOf(counted)) {
      const kept = this.#kept(name);
      if (kept.seq >= seq) continue;
      const known = withOutcome(payment, isDeclined);
      addToEntity(kept.state, known);
      for (const aggregate of this.#aggregates.inForce.of(kindOf(name))) {
        const waits = counted.isProvisional && aggregate.asksOutcome;
        if (seq > aggregate.start.seq && !waits) countInAggregate(kept.state, aggregate, known);
      }
      kept.seq = seq;
      if (!this.#changed.has(name)) this.#changed.set(name, { seq, since: at });
    }
  }

  /** What the organisation's aggregates say of a payment at a time, for the entities that are here. */
  readAggregates(names: readonly string[], at: number): AggregateReadings {
    const read = noReadings();
    const { inForce } = this.#aggregates;
    if (inForce.all.length === 0) return read;
    for (const name of names) readAggregates(read, this.stateOf(name), inForce, at);
    return read;
  }

  aggregateOf(key: string): AggregateInForce | undefined {
    return this.#aggregates.inForce.all.find((aggregate) => aggregate.key === key);
  }

  /** Counts payments that came before an aggregate did, with the outcome that is known, and saves the states at once. */
  fill(
    aggregate: AggregateInForce,
    payments: readonly { names: readonly string[]; payment: Payment }[],
    now: number,
  ): void {
    const { entity } = aggregate.definition;
    const own = payments.flatMap(({ names, payment }) =>
      names.filter((name) => kindOf(name) === entity).map((name) => ({ name, payment })),
    );
    const names = [...new Set(own.map(({ name }) => name))];
    this.load(names);
    for (const { name, payment } of own) countInAggregate(this.stateOf(name), aggregate, payment);
    if (names.length > 0) this.#save(names, now);
  }

  /** Counts a payment of an entry in the aggregates that waited for what became of it, and saves the states at once. */
  settle(names: readonly string[], seq: number, payment: Payment, now: number): void {
    for (const aggregate of this.#aggregates.inForce.all) {
      const { start, asksOutcome } = aggregate;
      // What is to be filled in is counted then, with the outcome that is known then.
      const isDue = seq > start.seq || seq <= start.filledSeq;
      if (asksOutcome && isDue) this.fill(aggregate, [{ names, payment }], now);
    }
  }

  get hasChanged(): boolean {
    return this.#changed.size > 0;
  }

  /** Saves states that changed some time ago, a few. To be called within a commit that leaves no entry of the journal behind. */
  saveDue(now: number): void {
    const due: string[] = [];
    for (const [name, { since }] of this.#changed) {
      const isEarly = since > now - SAVE_AFTER_MS && this.#changed.size - due.length <= MOST_CHANGED;
      if (isEarly || due.length === SAVED_AT_ONCE) break;
      due.push(name);
    }
    if (due.length > 0) this.#save(due, now);
  }

  /** Marks a counted payment as declined and saves the states at once, since the journal repeats only what was not saved. */
  decline(names: readonly string[], payment: Payment, now: number): void {
    for (const name of names) declineInEntity(this.stateOf(name), payment);
    this.#save(names, now);
  }

  /** Notes how a payment turned out and saves the states at once, since the journal does not hold labels. */
  label(names: readonly string[], payment: LabelNotice["payment"], before: Label, now: Label, savedAt: number): void {
    for (const name of names) labelInEntity(this.stateOf(name), payment, before, now);
    this.#save(names, savedAt);
  }

  /** Saves those of the named states that are ahead of their rows, without waiting for their time. */
  saveAhead(names: readonly string[], now: number): void {
    const ahead = [...new Set(names)].filter((name) => this.#changed.has(name));
    if (ahead.length > 0) this.#save(ahead, now);
  }

  /** Forgets an entity, in memory and at rest. */
  forget(name: string): void {
    this.#recent.delete(name);
    this.#older.delete(name);
    this.#changed.delete(name);
    this.#stored.deleteState(name);
  }

  /** The last entry that every state has been saved with. */
  savedUpTo(lastSeq: number): number {
    for (const { seq } of this.#changed.values()) return seq - 1;
    return lastSeq;
  }

  #save(names: readonly string[], now: number): void {
    for (const name of names) dropObsolete(this.stateOf(name), this.#aggregates.inForce);
    this.#stored.saveStates(
      names.map((name) => [name, this.#kept(name)]),
      now,
    );
    for (const name of names) this.#changed.delete(name);
  }

  #kept(name: string): KeptState {
    if (!this.#recent.has(name)) this.load([name]);
    return this.#recent.get(name)!;
  }

  /** Brings states into memory, those that are not there in one query. */
  load(names: readonly string[]): void {
    const missing = names.filter((name) => !this.#recent.has(name));
    if (missing.length === 0) return;
    const unknown = missing.filter((name) => !this.#older.has(name));
    const found = unknown.length > 0 ? this.#stored.loadStates(unknown) : this.#older;
    const loaded = missing.map((name) => [name, (this.#older.get(name) ?? found.get(name))!] as const);
    if (this.#weight > MOST_WEIGHT) this.#makeRoom();
    for (const [name, kept] of loaded) {
      this.#recent.set(name, kept);
      this.#weight += weightOf(kept.state);
    }
  }

  /** Forgets what was not used since the last time, but nothing that its row lacks. */
  #makeRoom(): void {
    for (const [name, kept] of this.#older) if (this.#changed.has(name)) this.#recent.set(name, kept);
    this.#older = this.#recent;
    this.#recent = new Map();
    this.#weight = 0;
  }
}

/** A payment with what became of it, as a copy: a ring keeps it. What we declined forms no habit of anyone. */
export const withOutcome = (payment: Payment, isDeclined: boolean): Payment => ({
  ...payment,
  outcome: isDeclined ? "declined" : payment.outcome,
});

export const namesOf = ({ payer, others }: Counted): string[] => (payer === null ? others : [payer, ...others]);
