import type { ShardDatabase } from "./entity-activity.database.ts";

export type StoredClaim = { fingerprint: string; holder: number; claimedAt: number };

/** The ids that are taken, each for one body: by another shard, or by a decision that is too old for the journal. */
export class Claims {
  readonly #database: ShardDatabase;

  constructor(database: ShardDatabase) {
    this.#database = database;
  }

  get hasAny(): boolean {
    return this.#database.first("SELECT 1 FROM claims LIMIT 1") !== undefined;
  }

  find(transactionId: string): StoredClaim | undefined {
    return this.#database.first(
      "SELECT fingerprint, holder, claimed_at AS claimedAt FROM claims WHERE transaction_id = ?",
      transactionId,
    );
  }

  save(transactionId: string, { fingerprint, holder, claimedAt }: StoredClaim): void {
    this.#database.run(
      "INSERT OR IGNORE INTO claims (transaction_id, fingerprint, holder, claimed_at) VALUES (?, ?, ?, ?)",
      transactionId,
      fingerprint,
      holder,
      claimedAt,
    );
  }
}
