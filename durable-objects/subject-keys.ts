import { DurableObject } from "cloudflare:workers";
import { Buffer } from "node:buffer";
import { randomBytes } from "node:crypto";
import { newId } from "#platform/ids";
import { sealerOf } from "#platform/platform";
import { type KeptSubjectKey, placeOfSubjectKey } from "#platform/subject-keys";
import { isStored, migrate } from "./shared/migrate.ts";
import { resealRows } from "./shared/reseal.ts";
import { migrations } from "./subject-keys.migrations.ts";

/** Longer than anything is on its way through the queue, its dead letters included. */
const ERASED_KNOWN_MS = 60 * 24 * 3600 * 1000;

const RESEALED_AT_ONCE = 1000;

type KeyRow = { id: string; wrapped: string };

/**
 * The keys by which an organisation's personal data is sealed, one a subject, named by the organisation. They are here alone,
 * apart from the rows that they seal, so that a restored database does not bring back a key that was destroyed.
 */
export class SubjectKeys extends DurableObject<Env> {
  readonly #sql: SqlStorage;
  #isStored: boolean;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#sql = ctx.storage.sql;
    this.#isStored = isStored(ctx.storage);
    if (this.#isStored) migrate(ctx.storage, migrations);
  }

  /** The keys of subjects by their index, made where there are none, in the order asked for. */
  take(owner: string, indexes: string[]): KeptSubjectKey[] {
    this.#open();
    return this.ctx.storage.transactionSync(() => {
      const asked = JSON.stringify(indexes);
      const known = new Map(
        this.#sql
          .exec<KeyRow & { subject: string }>(
            "SELECT subject, id, wrapped FROM keys WHERE subject IN (SELECT value FROM json_each(?))",
            asked,
          )
          .toArray()
          .map((row) => [row.subject, row]),
      );
      const erased = new Map(
        this.#sql
          .exec<{ subject: string; at: number }>(
            "SELECT subject, max(at) AS at FROM erased WHERE subject IN (SELECT value FROM json_each(?)) GROUP BY subject",
            asked,
          )
          .toArray()
          .map(({ subject, at }) => [subject, at]),
      );
      return indexes.map((index) => {
        const { id, wrapped } = known.get(index) ?? this.#create(owner, index);
        return { id, wrapped, erasedAt: erased.get(index) ?? null };
      });
    });
  }

  /** The keys of these ids, sealed by the ring; null of those that were destroyed. */
  read(ids: string[]): (string | null)[] {
    if (!this.#isStored) return ids.map(() => null);
    const rows = this.#sql.exec<KeyRow>(
      "SELECT id, wrapped FROM keys WHERE id IN (SELECT value FROM json_each(?))",
      JSON.stringify(ids),
    );
    const wrapped = new Map(rows.toArray().map((row) => [row.id, row.wrapped]));
    return ids.map((id) => wrapped.get(id) ?? null);
  }

  /**
   * Destroys a subject's key for a request, once however often it asks; tells when, in epoch milliseconds. What is about the
   * subject from then on is sealed by a key of its own.
   */
  destroy(index: string, request: string): number {
    this.#open();
    return this.ctx.storage.transactionSync(() => {
      const [before] = this.#sql
        .exec<{ at: number }>("SELECT at FROM erased WHERE subject = ? AND request = ?", index, request)
        .toArray();
      if (before) return before.at;
      const at = Date.now();
      this.#sql.exec("DELETE FROM keys WHERE subject = ?", index);
      this.#sql.exec("INSERT INTO erased (subject, request, at) VALUES (?, ?, ?)", index, request, at);
      this.#sql.exec("DELETE FROM erased WHERE at < ?", at - ERASED_KNOWN_MS);
      return at;
    });
  }

  /** Seals keys anew that older keys of the ring sealed, so many from an id on; `next` is null where they were the last. */
  reseal(owner: string, after: string): { resealed: number; next: string | null } {
    if (!this.#isStored) return { resealed: 0, next: null };
    const ids = this.#sql
      .exec<{ id: string }>("SELECT id FROM keys WHERE id > ? ORDER BY id LIMIT ?", after, RESEALED_AT_ONCE)
      .toArray();
    const last = ids.at(-1)?.id;
    if (last === undefined) return { resealed: 0, next: null };
    const rows = { table: "keys", column: "wrapped", keys: ["id"], where: "id > ? AND id <= ?" };
    const place = ({ id }: Record<string, string | number>) => placeOfSubjectKey(owner, String(id));
    const resealed = resealRows(this.#sql, sealerOf(this.env), rows, place, after, last);
    return { resealed, next: ids.length < RESEALED_AT_ONCE ? null : last };
  }

  #create(owner: string, index: string): KeyRow {
    const id = newId("dek");
    const key = Buffer.from(randomBytes(32)).toString("base64url");
    const wrapped = sealerOf(this.env).sealNow(key, placeOfSubjectKey(owner, id));
    this.#sql.exec(
      "INSERT INTO keys (id, subject, wrapped, created_at) VALUES (?, ?, ?, ?)",
      id,
      index,
      wrapped,
      Date.now(),
    );
    return { id, wrapped };
  }

  #open(): void {
    if (!this.#isStored) migrate(this.ctx.storage, migrations);
    this.#isStored = true;
  }
}
