import { checkpointName, type Head, type SignedCheckpoint, signCheckpoint } from "#auth";

const HOUR_MS = 3_600_000;
const STORED_AT_ONCE = 100;

/** The signed checkpoints of one chain: kept here first, then in R2 under names that never repeat. */
export class ChainCheckpoints {
  readonly #sql: SqlStorage;
  readonly #bucket: R2Bucket;

  constructor(storage: DurableObjectStorage, bucket: R2Bucket) {
    this.#sql = storage.sql;
    this.#bucket = bucket;
  }

  /** When the next one is due, epoch milliseconds: an hour after the last; undefined while nothing new is to be said. */
  dueAt(): number | undefined {
    const [due] = this.#sql
      .exec<{ since: number }>(
        `SELECT coalesce(last.made_at, begun_at) AS since
         FROM chain LEFT JOIN (SELECT sequence, made_at FROM checkpoints ORDER BY sequence DESC LIMIT 1) AS last
         WHERE chain.sequence > coalesce(last.sequence, 0)`,
      )
      .toArray();
    return due && due.since + HOUR_MS;
  }

  /** Signs what the chain is now. */
  make(env: Env, organizationId: string, { sequence, hash }: Head, now: number): void {
    const time = new Date(now).toISOString();
    const signed = signCheckpoint(env, { organization_id: organizationId, sequence, hash, time });
    this.#sql.exec(
      "INSERT INTO checkpoints (sequence, hash, made_at, document) VALUES (?, ?, ?, ?)",
      sequence,
      hash,
      now,
      JSON.stringify(signed),
    );
  }

  get hasUnstored(): boolean {
    return this.#unstored(1).length > 0;
  }

  /** Stores in R2 what is not there yet. A name that is taken holds the same: the answer to an earlier attempt was lost. */
  async store(): Promise<void> {
    for (const checkpoint of this.#unstored(STORED_AT_ONCE)) {
      await this.#bucket.put(checkpointName(checkpoint), JSON.stringify(checkpoint), {
        onlyIf: { etagDoesNotMatch: "*" },
        httpMetadata: { contentType: "application/json" },
      });
      this.#sql.exec("UPDATE checkpoints SET stored_at = ? WHERE sequence = ?", Date.now(), checkpoint.sequence);
    }
  }

  /** Those before a sequence, the newest first. */
  list(limit: number, before: number): (SignedCheckpoint & { stored_at: string | null })[] {
    return this.#sql
      .exec<{ document: string; storedAt: number | null }>(
        "SELECT document, stored_at AS storedAt FROM checkpoints WHERE sequence < ? ORDER BY sequence DESC LIMIT ?",
        before,
        limit,
      )
      .toArray()
      .map(({ document, storedAt }) => ({
        ...toCheckpoint(document),
        stored_at: storedAt === null ? null : new Date(storedAt).toISOString(),
      }));
  }

  #unstored(limit: number): SignedCheckpoint[] {
    return this.#sql
      .exec<{ document: string }>(
        "SELECT document FROM checkpoints WHERE stored_at IS NULL ORDER BY sequence LIMIT ?",
        limit,
      )
      .toArray()
      .map(({ document }) => toCheckpoint(document));
  }
}

// SAFETY: written by make().
const toCheckpoint = (document: string) => JSON.parse(document) as SignedCheckpoint;
