import type { SchemaMigration } from "./shared/migrate.ts";

export const migrations: readonly SchemaMigration[] = [
  {
    // `touched_at` stands before `state`, so that a look for what is old reads no long rows.
    id: "001_entities",
    sql: "CREATE TABLE entities (id INTEGER PRIMARY KEY, touched_at INTEGER NOT NULL, seq INTEGER NOT NULL, name TEXT NOT NULL UNIQUE, state TEXT NOT NULL)",
  },
  {
    // One row a payment that was counted here. `fingerprint` and `event` are of decisions made here, `owed` names the
    // entities of other shards that are to be settled with.
    id: "002_journal",
    sql: `CREATE TABLE journal (
        seq INTEGER PRIMARY KEY,
        at INTEGER NOT NULL,
        transaction_id TEXT NOT NULL UNIQUE,
        is_declined INTEGER NOT NULL,
        payment TEXT NOT NULL,
        counted TEXT NOT NULL,
        owed TEXT,
        fingerprint TEXT,
        event TEXT
      );
      CREATE INDEX journal_owed ON journal (seq) WHERE owed IS NOT NULL;
      CREATE TABLE marks (name TEXT PRIMARY KEY, seq INTEGER NOT NULL) WITHOUT ROWID`,
  },
  {
    id: "003_claims",
    sql: `CREATE TABLE claims (
      transaction_id TEXT PRIMARY KEY,
      fingerprint TEXT NOT NULL,
      holder INTEGER NOT NULL,
      claimed_at INTEGER NOT NULL
    ) WITHOUT ROWID`,
  },
  {
    // States are kept as lists of numbers and know of labels from here on; those of older builds were never in service.
    id: "004_states_anew",
    sql: "DELETE FROM entities",
  },
  {
    id: "005_labels",
    sql: `CREATE TABLE labels (
      transaction_id TEXT PRIMARY KEY,
      is_fraud INTEGER NOT NULL,
      reported_at INTEGER NOT NULL,
      received_at INTEGER NOT NULL
    ) WITHOUT ROWID`,
  },
  {
    // Which models decide, as the registry said it last.
    id: "006_models",
    sql: "CREATE TABLE models (revision INTEGER PRIMARY KEY, assignment TEXT NOT NULL)",
  },
  {
    // The organisation's rules that are evaluated, as D1 said it last.
    id: "007_rules",
    sql: "CREATE TABLE rules (revision INTEGER PRIMARY KEY, book TEXT NOT NULL)",
  },
  {
    // How often each rule, and the model, was asked and wanted to block, by the minute; what was stopped from it, and the news
    // of that until it is published.
    id: "008_breakers",
    sql: `CREATE TABLE block_counts (minute INTEGER PRIMARY KEY, counts TEXT NOT NULL);
      CREATE TABLE breakers (
        ref TEXT PRIMARY KEY,
        generation INTEGER NOT NULL,
        is_tripped INTEGER NOT NULL,
        news TEXT
      ) WITHOUT ROWID`,
  },
  {
    // The organisation's lists, as D1 said them last. Of entries only those count that were added up to the book's revision
    // and not removed up to it; what is beyond waits for its book.
    id: "009_lists",
    sql: `CREATE TABLE lists (revision INTEGER PRIMARY KEY, book TEXT NOT NULL);
      CREATE TABLE list_members (
        key TEXT NOT NULL,
        list TEXT NOT NULL,
        added_in INTEGER NOT NULL,
        removed_in INTEGER,
        expires_at INTEGER,
        prefix TEXT,
        PRIMARY KEY (key, list, added_in)
      ) WITHOUT ROWID;
      CREATE INDEX list_members_removed ON list_members (removed_in) WHERE removed_in IS NOT NULL;
      CREATE INDEX list_members_prefixes ON list_members (prefix) WHERE prefix IS NOT NULL`,
  },
  {
    // What the organisation counts beside, as D1 said it last; since which entry of the journal each is counted here, from
    // which time on it is whole, and how far it is filled in.
    id: "010_aggregates",
    sql: `CREATE TABLE aggregates (revision INTEGER PRIMARY KEY, book TEXT NOT NULL);
      CREATE TABLE aggregate_starts (
        key TEXT PRIMARY KEY,
        seq INTEGER NOT NULL,
        since INTEGER,
        filled_seq INTEGER NOT NULL,
        cursor_at INTEGER NOT NULL,
        cursor_id TEXT NOT NULL
      ) WITHOUT ROWID`,
  },
];
