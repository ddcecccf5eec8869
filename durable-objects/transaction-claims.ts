import { DurableObject } from "cloudflare:workers";
import type { Claim, ClaimVerdict } from "#antifraud";
import { isStored, migrate } from "./shared/migrate.ts";
import { migrations } from "./transaction-claims.migrations.ts";

/** Claims are written together this often at most, so that a busy organisation costs few commits. */
const COMMIT_EVERY_MS = 8;
/** As long as a transaction may lie in the past, so that a retry of an accepted body is always known. */
const REMEMBERED_MS = 2 * 366 * 24 * 3600 * 1000;

/**
 * Which transaction ids of an organisation are taken, by whom, with what body; keyed by organisation and the id's shard.
 * Cards cannot know of each other, so this is where the same id with another card is noticed. A verdict is durable when
 * it is given. Attempts at one id may still overtake each other, so the objects behind it know ids as well.
 */
export class TransactionClaims extends DurableObject<Env> {
  /** Claims that wait for the next commit. */
  readonly #fresh = new Map<string, Claim>();
  #isOpen: boolean;
  #commit: Promise<void> | undefined;
  #committedAt = 0;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#isOpen = isStored(ctx.storage);
    if (this.#isOpen) migrate(ctx.storage, migrations);
  }

  /** Takes an id for a body, or tells who has it. */
  async claim(claim: Claim): Promise<ClaimVerdict> {
    const known = this.#fresh.get(claim.transactionId) ?? this.#find(claim.transactionId);
    if (known) {
      if (known.fingerprint !== claim.fingerprint) return { verdict: "conflict" };
      return { verdict: "repeated", claimedAt: known.claimedAt };
    }
    this.#fresh.set(claim.transactionId, claim);
    this.#commit ??= this.#commitSoon();
    await this.#commit;
    return { verdict: "new" };
  }

  /** The payer whose object holds the decision of an id. */
  find(transactionId: string): string | null {
    return (this.#fresh.get(transactionId) ?? this.#find(transactionId))?.payer ?? null;
  }

  override async alarm(): Promise<void> {
    this.ctx.storage.sql.exec("DELETE FROM claims WHERE claimed_at < ?", Date.now() - REMEMBERED_MS);
    const left = this.ctx.storage.sql.exec<{ n: number }>("SELECT count(*) AS n FROM claims").one().n;
    if (left > 0) return this.ctx.storage.setAlarm(Date.now() + REMEMBERED_MS / 24);
    await this.ctx.storage.deleteAll();
    this.#isOpen = false;
  }

  #find(transactionId: string): Claim | undefined {
    if (!this.#isOpen) return undefined;
    const [row] = this.ctx.storage.sql
      .exec<{ fingerprint: string; payer: string; claimed_at: number }>(
        "SELECT fingerprint, payer, claimed_at FROM claims WHERE transaction_id = ?",
        transactionId,
      )
      .toArray();
    return row && { transactionId, fingerprint: row.fingerprint, payer: row.payer, claimedAt: row.claimed_at };
  }

  /** One commit for all who ask meanwhile: at once when the object was idle, else in step. */
  async #commitSoon(): Promise<void> {
    // Waits in any case: the caller has to have this promise before it is cleared below.
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, this.#committedAt + COMMIT_EVERY_MS - Date.now())));
    this.#commit = undefined;
    this.#committedAt = Date.now();
    if (!this.#isOpen) {
      migrate(this.ctx.storage, migrations);
      void this.ctx.storage.setAlarm(Date.now() + REMEMBERED_MS / 24);
      this.#isOpen = true;
    }
    for (const { transactionId, fingerprint, payer, claimedAt } of this.#fresh.values()) {
      this.ctx.storage.sql.exec(
        "INSERT OR IGNORE INTO claims (transaction_id, fingerprint, payer, claimed_at) VALUES (?, ?, ?, ?)",
        transactionId,
        fingerprint,
        payer,
        claimedAt,
      );
    }
    this.#fresh.clear();
  }
}
