import { builtInRules, type RuleBook, type RulesInForce, type RulesWord, rulesInForce } from "#antifraud";
import type { ShardDatabase } from "./entity-activity.database.ts";

/** The organisation's rules that are evaluated here, as D1 said it last; kept, so that an object that opens need not ask. */
export class DecidingRules {
  readonly #database: ShardDatabase;
  #revision: number;
  #inForce: RulesInForce;

  constructor(database: ShardDatabase) {
    this.#database = database;
    const row = database.first<RulesWord>("SELECT revision, book FROM rules");
    this.#revision = row?.revision ?? 0;
    this.#inForce = row ? rulesInForce(read(row.book)) : builtInRules;
  }

  /** Every rule that a payment is held against, compiled. */
  get inForce(): RulesInForce {
    return this.#inForce;
  }

  /** Whether the organisation ever had rules. */
  get isTold(): boolean {
    return this.#revision > 0;
  }

  /** Takes the organisation's rules from the next payment on. An older word than the last changes nothing. */
  assign({ revision, book: text }: RulesWord, commitWith: (change: () => void, book: RuleBook) => void): void {
    if (revision <= this.#revision) return;
    const book = read(text);
    const inForce = rulesInForce(book);
    commitWith(() => {
      this.#database.run("DELETE FROM rules");
      this.#database.run("INSERT INTO rules (revision, book) VALUES (?, ?)", revision, text);
    }, book);
    this.#revision = revision;
    this.#inForce = inForce;
  }
}

// SAFETY: written by tellRules().
const read = (book: string) => JSON.parse(book) as RuleBook;
