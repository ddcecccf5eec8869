import type { Breakers } from "./entity-activity.breakers.ts";
import { Claims, type StoredClaim } from "./entity-activity.claims.ts";
import type { ShardDatabase } from "./entity-activity.database.ts";
import type { EntityStates } from "./entity-activity.states.ts";
import type { EntityStorage, JournalEntry, Mark } from "./entity-activity.storage.ts";

/** Entries are written together this often at most, so that a busy shard costs few commits. */
const COMMIT_EVERY_MS = 8;
/** How often what is not urgent is written while no payment comes. */
const SAVE_EVERY_MS = 1000;
/** Events that stay in memory until they are published; beyond that they are read again. */
const MOST_UNPUBLISHED = 1000;

/** What a shard has counted, in order. Entries that come together are committed together, with the states that are due. */
export class Journal {
  readonly #database: ShardDatabase;
  readonly #stored: EntityStorage;
  readonly #claims: Claims;
  readonly #states: EntityStates;
  readonly #breakers: Breakers;
  readonly #onFailure: (failure: unknown) => void;
  #lastSeq: number;
  /** What waits for the next commit: entries and claims by transaction id, marks that moved. */
  readonly #freshEntries = new Map<string, JournalEntry>();
  readonly #freshClaims = new Map<string, StoredClaim>();
  readonly #freshMarks = new Set<Mark>();
  readonly #marks: Record<Mark, number>;
  #hasClaims: boolean;
  /** Committed events that are not published yet, complete from `#unpublishedFrom` on. */
  readonly #unpublished: { seq: number; event: string }[] = [];
  #unpublishedFrom: number;
  #commit: Promise<void> | undefined;
  #committedAt = 0;
  #isSaving = false;

  constructor(
    database: ShardDatabase,
    stored: EntityStorage,
    states: EntityStates,
    breakers: Breakers,
    onFailure: (failure: unknown) => void,
  ) {
    this.#database = database;
    this.#stored = stored;
    this.#claims = new Claims(database);
    this.#states = states;
    this.#breakers = breakers;
    this.#onFailure = onFailure;
    this.#marks = stored.marks();
    // Entries are forgotten, marks are not: a number is never given twice.
    this.#lastSeq = Math.max(stored.lastSeq(), ...Object.values(this.#marks));
    this.#unpublishedFrom = this.#lastSeq + 1;
    this.#hasClaims = this.#claims.hasAny;
    if (states.hasChanged) this.#saveLater();
  }

  /** Adds an entry and counts it in the states that it names; returns the promise of its commit. */
  add(entry: Omit<JournalEntry, "seq">): Promise<void> {
    this.#lastSeq++;
    const numbered = { ...entry, seq: this.#lastSeq };
    this.#freshEntries.set(entry.payment.id, numbered);
    this.#states.count(numbered);
    return this.durable();
  }

  /** A payment that was counted here, committed or not. */
  findCounted(transactionId: string): Pick<JournalEntry, "seq" | "counted" | "isDeclined"> | undefined {
    return this.#freshEntries.get(transactionId) ?? this.#stored.findCounted(transactionId);
  }

  /** Takes an id for a body, unless it is taken; resolves once that is committed. */
  async claim(transactionId: string, claim: StoredClaim): Promise<void> {
    if (!this.findClaim(transactionId)) this.#freshClaims.set(transactionId, claim);
    if (this.#freshClaims.has(transactionId)) await this.durable();
  }

  findClaim(transactionId: string): StoredClaim | undefined {
    const fresh = this.#freshClaims.get(transactionId);
    return fresh ?? (this.#hasClaims ? this.#claims.find(transactionId) : undefined);
  }

  /** Resolves once everything that was added or marked is committed. */
  durable(): Promise<void> {
    this.#commit ??= this.#commitSoon();
    return this.#commit;
  }

  /** Commits what waits together with a change that stands or falls as a whole, now. */
  commitWith(change: () => void): void {
    this.#write(() => this.#database.together(change));
    this.#hasClaims = this.#claims.hasAny;
  }

  /** The last entry, committed or not. */
  get lastSeq(): number {
    return this.#lastSeq;
  }

  /** The last entry that is both published and in every state's row. */
  get doneUpTo(): number {
    return Math.min(this.#marks.published, this.#marks.saved);
  }

  markOf(mark: Mark): number {
    return this.#marks[mark];
  }

  /** How far a reader has come; kept with the next commit. Lost before that, the reader repeats itself, which others ignore. */
  mark(mark: Mark, seq: number): void {
    this.#marks[mark] = seq;
    this.#freshMarks.add(mark);
    this.#saveLater();
  }

  /** Events that are committed and not published, in order. */
  unpublished(limit: number): { seq: number; event: string }[] {
    const published = this.#marks.published;
    if (published + 1 < this.#unpublishedFrom) return this.#stored.eventsAfter(published, limit);
    const next = this.#unpublished.findIndex(({ seq }) => seq > published);
    this.#unpublished.splice(0, next < 0 ? this.#unpublished.length : next);
    return this.#unpublished.slice(0, limit);
  }

  /** One commit for all who ask meanwhile: at once when the shard was idle, else in step. */
  async #commitSoon(): Promise<void> {
    // Waits in any case: the caller has to have this promise before it is cleared below.
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, this.#committedAt + COMMIT_EVERY_MS - Date.now())));
    this.#commit = undefined;
    this.#committedAt = Date.now();
    this.#write(() => this.#states.saveDue(this.#committedAt));
    this.#saveLater();
  }

  /** Without a savepoint, which copies every page: the order is such that a part of it is true without the rest. */
  #write(change: () => void): void {
    try {
      this.#database.open();
      for (const entry of this.#freshEntries.values()) this.#stored.addEntry(entry);
      this.#breakers.save();
      for (const [id, claim] of this.#freshClaims) this.#claims.save(id, claim);
      change();
      const saved = this.#states.savedUpTo(this.#lastSeq);
      if (saved !== this.#marks.saved) this.#freshMarks.add("saved");
      this.#marks.saved = saved;
      for (const mark of this.#freshMarks) this.#stored.setMark(mark, this.#marks[mark]);
    } catch (failure) {
      this.#onFailure(failure);
      throw failure;
    }
    this.#remember();
    this.#hasClaims ||= this.#freshClaims.size > 0;
    this.#freshEntries.clear();
    this.#freshClaims.clear();
    this.#freshMarks.clear();
  }

  /** Keeps the events that were just committed for their publication. */
  #remember(): void {
    for (const { seq, decision } of this.#freshEntries.values())
      if (decision) this.#unpublished.push({ seq, event: decision.event });
    const dropped = this.#unpublished.splice(0, this.#unpublished.length - MOST_UNPUBLISHED).at(-1);
    if (dropped) this.#unpublishedFrom = dropped.seq + 1;
  }

  #saveLater(): void {
    if (this.#isSaving) return;
    this.#isSaving = true;
    setTimeout(() => {
      this.#isSaving = false;
      if (this.#freshMarks.size > 0 || this.#states.hasChanged) void this.durable();
    }, SAVE_EVERY_MS);
  }
}
