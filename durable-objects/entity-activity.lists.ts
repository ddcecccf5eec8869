import {
  type BookWord,
  evidenceOf,
  formsThatHold,
  type ListBook,
  ListKeys,
  type ListSubject,
  type ListsOnPayment,
  type MembersWord,
  NEVER_TOLD,
  type PaymentSubjects,
} from "#antifraud";
import { publishEvent } from "#platform/events";
import { describeFailure, log } from "#platform/log";
import { sealerOf } from "#platform/platform";
import type { ShardDatabase } from "./entity-activity.database.ts";

/** Rows that nobody sees any more are dropped so many at a time, since payments wait meanwhile. */
const DROPPED_AT_ONCE = 2000;

/** One look into the index for everything that a payment names, however many lists and entries there are. */
const HELD = `SELECT DISTINCT list FROM list_members WHERE key IN (SELECT value FROM json_each(?1))
  AND added_in <= ?2 AND (removed_in IS NULL OR removed_in > ?2) AND (expires_at IS NULL OR expires_at > ?3)`;

/**
 * The organisation's lists as D1 said them last; kept, so that a payment asks nobody. Entries come in pieces, which nobody
 * sees before the book of their revision: a change holds as a whole.
 */
export class DecidingLists {
  readonly #env: Env;
  readonly #database: ShardDatabase;
  #book: ListBook;
  #known: ReadonlyMap<string, ListSubject>;
  #prefixes: readonly string[];
  #keys: ListKeys | undefined;
  #isExpected = false;

  constructor(env: Env, database: ShardDatabase) {
    this.#env = env;
    this.#database = database;
    const row = database.first<{ book: string }>("SELECT book FROM lists");
    // SAFETY: written by assign().
    this.#book = row ? (JSON.parse(row.book) as ListBook) : { revision: NEVER_TOLD, lists: [] };
    this.#known = knownOf(this.#book);
    this.#prefixes = this.#readPrefixes();
  }

  get revision(): number {
    return this.#book.revision;
  }

  /** Whether D1 ever said which lists there are, be it none. */
  get isTold(): boolean {
    return this.revision > NEVER_TOLD;
  }

  /**
   * Has somebody tell us the organisation's lists, where nobody ever did. An only shard hears of every change; one that was added
   * later heard of none.
   */
  async expect(organizationId: string): Promise<void> {
    if (this.isTold || this.#isExpected) return;
    this.#isExpected = true;
    try {
      await publishEvent(this.#env, { type: "antifraud.lists_changed", organizationId });
    } catch (failure) {
      this.#isExpected = false;
      log("warn", "lists could not be asked for", { organizationId, ...describeFailure(failure) });
    }
  }

  /** What the lists say of a payment at a time, epoch milliseconds; null where there are none. */
  ask(organizationId: string, subjects: PaymentSubjects, at: number): ListsOnPayment | null {
    if (this.#book.lists.length === 0) return null;
    this.#keys ??= new ListKeys(sealerOf(this.#env), organizationId);
    const keys: string[] = [];
    const lacks: ListSubject[] = [];
    for (const subject of new Set(this.#known.values())) {
      const value = subjects[subject];
      if (value === null) lacks.push(subject);
      else for (const form of formsThatHold(subject, value, this.#prefixes)) keys.push(this.#keys.of(subject, form));
    }
    const held = this.#database.all<{ list: string }>(HELD, JSON.stringify(keys), this.revision, at);
    const evidence = evidenceOf(this.#book, new Set(held.map(({ list }) => list)), lacks);
    return { evidence, known: this.#known };
  }

  /** Takes entries that changed; false where the object is not at the revision any more that they changed since. */
  take({ since, members }: MembersWord, commitWith: (change: () => void) => void): boolean {
    if (since !== this.revision) return false;
    const rows = members.map((one) => [one.key, one.list, one.addedIn, one.removedIn, one.expiresAt, one.prefix]);
    commitWith(() => {
      // Two who tell at the same time may come in any order: what was once removed stays so.
      this.#database.run(
        `INSERT INTO list_members (key, list, added_in, removed_in, expires_at, prefix)
        SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5 FROM json_each(?) WHERE true
        ON CONFLICT DO UPDATE SET removed_in = coalesce(excluded.removed_in, removed_in)`,
        JSON.stringify(rows),
      );
      this.#dropRemoved();
    });
    return true;
  }

  /** Brings a revision into force whose entries were taken; false where the object is elsewhere by now. */
  assign({ since, revision, book }: BookWord, commitWith: (change: () => void) => void): boolean {
    if (revision <= this.revision) return true;
    if (since !== this.revision) return false;
    // SAFETY: written by tellLists().
    const next = JSON.parse(book) as ListBook;
    commitWith(() => {
      this.#database.run("DELETE FROM lists");
      this.#database.run("INSERT INTO lists (revision, book) VALUES (?, ?)", revision, book);
    });
    this.#book = next;
    this.#known = knownOf(next);
    this.#prefixes = this.#readPrefixes();
    return true;
  }

  /** Drops some of the entries that were removed up to the revision in force. */
  #dropRemoved(): void {
    this.#database.run(
      `DELETE FROM list_members WHERE (key, list, added_in) IN
        (SELECT key, list, added_in FROM list_members WHERE removed_in <= ? LIMIT ${DROPPED_AT_ONCE})`,
      this.revision,
    );
  }

  #readPrefixes(): string[] {
    const rows = this.#database.all<{ prefix: string }>(
      "SELECT DISTINCT prefix FROM list_members WHERE prefix IS NOT NULL",
    );
    return rows.map(({ prefix }) => prefix);
  }
}

const knownOf = ({ lists }: ListBook) => new Map(lists.map(({ id, subject }) => [id, subject]));
