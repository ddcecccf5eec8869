import { DurableObject } from "cloudflare:workers";
import { type LoggedRequest, matches, names, REQUESTS_KEPT, type RequestBatch, type RequestFilter } from "#auth";
import type { Cursor } from "#platform/page";
import { migrations } from "./request-log.migrations.ts";
import { isStored, migrate } from "./shared/migrate.ts";

type Batch = { id: number; size: number };

/**
 * What the machines of one tenant asked last, named by the tenant. A row is what an isolate told at once, since rows are what
 * writing costs; the few hundred kilobytes that are kept are looked through as a whole.
 */
export class RequestLog extends DurableObject<Env> {
  /** The rows there are, oldest first; read once. */
  #batches: Batch[] | undefined;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    if (isStored(ctx.storage)) migrate(ctx.storage, migrations);
  }

  /** Takes in what an isolate noted, and forgets what more than enough is newer than. */
  keep({ requests, leftOut }: RequestBatch): void {
    if (requests.length === 0) return;
    migrate(this.ctx.storage, migrations);
    const { sql } = this.ctx.storage;
    const batches = this.#known();
    this.ctx.storage.transactionSync(() => {
      const { id } = sql
        .exec<{ id: number }>(
          "INSERT INTO batches (size, left_out, requests) VALUES (?, ?, ?) RETURNING id",
          requests.length,
          leftOut,
          JSON.stringify(requests),
        )
        .one();
      batches.push({ id, size: requests.length });
      let kept = batches.reduce((sum, { size }) => sum + size, 0);
      for (let oldest = batches[0]!; kept - oldest.size >= REQUESTS_KEPT; oldest = batches[0]!) {
        sql.exec("DELETE FROM batches WHERE id = ?", oldest.id);
        kept -= oldest.size;
        batches.shift();
      }
    });
  }

  /** The newest that are looked for, at most so many, after a place in their order; and how many were only counted. */
  read(filter: RequestFilter, limit: number, after?: Cursor): RequestBatch {
    const rows = this.#rows();
    const requests = rows
      .flatMap((row) => row.requests)
      .sort(newestFirst)
      .slice(0, REQUESTS_KEPT)
      .filter((request) => matches(request, filter) && (after === undefined || newestFirst(after, request) < 0))
      .slice(0, limit);
    return { requests, leftOut: rows.reduce((sum, row) => sum + row.leftOut, 0) };
  }

  /** Those whose path names somebody. */
  about(id: string): LoggedRequest[] {
    return this.#rows().flatMap(({ requests }) => requests.filter(({ target }) => names(target, id)));
  }

  /** Forgets what came until a time and names somebody; tells how many. */
  forget(id: string, until: number): number {
    return this.#drop(({ at, target }) => at <= until && names(target, id));
  }

  /** Forgets what is older than a time; tells how many. */
  forgetBefore(time: number): number {
    return this.#drop(({ at }) => at < time);
  }

  #drop(isDropped: (request: LoggedRequest) => boolean): number {
    const { sql } = this.ctx.storage;
    let dropped = 0;
    this.ctx.storage.transactionSync(() => {
      for (const { id, requests } of this.#rows()) {
        const left = requests.filter((request) => !isDropped(request));
        if (left.length === requests.length) continue;
        dropped += requests.length - left.length;
        if (left.length === 0) sql.exec("DELETE FROM batches WHERE id = ?", id);
        else sql.exec("UPDATE batches SET size = ?, requests = ? WHERE id = ?", left.length, JSON.stringify(left), id);
      }
    });
    this.#batches = undefined;
    return dropped;
  }

  #known(): Batch[] {
    this.#batches ??= this.ctx.storage.sql.exec<Batch>("SELECT id, size FROM batches ORDER BY id").toArray();
    return this.#batches;
  }

  #rows(): (RequestBatch & { id: number })[] {
    if (!isStored(this.ctx.storage)) return [];
    return this.ctx.storage.sql
      .exec<{ id: number; left_out: number; requests: string }>("SELECT id, left_out, requests FROM batches")
      .toArray()
      .map(({ id, left_out, requests }) => ({
        id,
        leftOut: left_out,
        // SAFETY: written by keep() and #drop().
        requests: JSON.parse(requests) as LoggedRequest[],
      }));
  }
}

const newestFirst = (a: Cursor, b: Cursor): number => b.at - a.at || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0);
