import { type EntityStates, namesOf } from "./entity-activity.states.ts";
import type { EntityStorage, JournalEntry, Mark, StoredClaim } from "./entity-activity.storage.ts";

/** Entries are written together this often at most, so that a busy shard costs few commits. */
const COMMIT_EVERY_MS = 8;
/** How often what is not urgent is written while no payment comes. */
const SAVE_EVERY_MS = 1000;

/** What a shard has counted, in order. Entries that come together are committed together, with the states that are due. */
export class Journal {
  readonly #stored: EntityStorage;
  readonly #states: EntityStates;
  readonly #onFailure: (failure: unknown) => void;
  #lastSeq: number;
  /** Entries that wait for the next commit, by transaction id. */
  readonly #fresh = new Map<string, JournalEntry>();
  readonly #freshClaims = new Map<string, StoredClaim>();
  readonly #marks = new Map<Mark, number>();
  #savedUpTo: number;
  #commit: Promise<void> | undefined;
  #committedAt = 0;
  #isSaving = false;

  constructor(stored: EntityStorage, states: EntityStates, onFailure: (failure: unknown) => void) {
    this.#stored = stored;
    this.#states = states;
    this.#onFailure = onFailure;
    this.#lastSeq = stored.lastSeq();
    this.#savedUpTo = stored.markOf("saved");
    if (states.hasChanged) this.#saveLater();
  }

  /** Adds an entry, which the states that it names hold already; returns the promise of its commit. */
  add(entry: Omit<JournalEntry, "seq">): Promise<void> {
    this.#lastSeq++;
    this.#fresh.set(entry.payment.id, { ...entry, seq: this.#lastSeq });
    this.#states.include(namesOf(entry.counted), this.#lastSeq, entry.at);
    return this.durable();
  }

  /** A payment that was counted here, committed or not. */
  findCounted(transactionId: string): Pick<JournalEntry, "counted" | "isDeclined"> | undefined {
    return this.#fresh.get(transactionId) ?? this.#stored.findCounted(transactionId);
  }

  /** Resolves once everything that was added or marked is committed. */
  durable(): Promise<void> {
    this.#commit ??= this.#commitSoon();
    return this.#commit;
  }

  /** How far a reader has come; kept with the next commit. Lost before that, the reader repeats itself, which others ignore. */
  mark(mark: Mark, seq: number): void {
    this.#marks.set(mark, seq);
    this.#saveLater();
  }

  markOf(mark: Mark): number {
    return this.#marks.get(mark) ?? this.#stored.markOf(mark);
  }

  /** Takes an id for a body; kept with the next commit. */
  claim(transactionId: string, claim: StoredClaim): Promise<void> {
    this.#freshClaims.set(transactionId, claim);
    return this.durable();
  }

  findClaim(transactionId: string): StoredClaim | undefined {
    return this.#freshClaims.get(transactionId) ?? this.#stored.findClaim(transactionId);
  }

  /** Commits what waits together with a change, now. */
  commitWith(change: () => void): void {
    this.#write(change);
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

  #write(change: () => void): void {
    try {
      this.#stored.commit(() => {
        for (const entry of this.#fresh.values()) this.#stored.addEntry(entry);
        for (const [id, claim] of this.#freshClaims) this.#stored.saveClaim(id, claim);
        change();
        for (const [mark, seq] of this.#marks) this.#stored.setMark(mark, seq);
        const savedUpTo = this.#states.savedUpTo(this.#lastSeq);
        if (savedUpTo !== this.#savedUpTo) this.#stored.setMark("saved", savedUpTo);
        this.#savedUpTo = savedUpTo;
      });
    } catch (failure) {
      this.#onFailure(failure);
      throw failure;
    }
    this.#fresh.clear();
    this.#freshClaims.clear();
    this.#marks.clear();
  }

  #saveLater(): void {
    if (this.#isSaving) return;
    this.#isSaving = true;
    setTimeout(() => {
      this.#isSaving = false;
      if (this.#marks.size > 0 || this.#states.hasChanged) void this.durable();
    }, SAVE_EVERY_MS);
  }
}
