import { type DrizzleD1Database, drizzle } from "drizzle-orm/d1";

/** The part of D1 that drizzle calls. */
type Client = Pick<D1Database, "prepare" | "batch">;

/**
 * The same database, whose writes carry one more statement in their transaction until one of them succeeded: whatever a
 * handler writes first, the mark is written with it or not at all. Reads pass as they are. `onRefused` hears why a write with
 * the mark failed.
 */
export function markingDatabase(
  database: D1Database,
  mark: () => D1PreparedStatement,
  onRefused: (failure: unknown) => void,
): DrizzleD1Database {
  let isMarked = false;

  async function write(statements: D1PreparedStatement[]): Promise<D1Result[]> {
    if (isMarked) return database.batch(statements);
    try {
      const [, ...results] = await database.batch([mark(), ...statements]);
      isMarked = true;
      return results;
    } catch (failure) {
      onRefused(failure);
      throw failure;
    }
  }

  const prepare = (sql: string) => new Statement(database.prepare(sql), isWrite(sql), write);
  const client: Client = {
    // SAFETY: drizzle-orm 0.45 calls bind(), run(), all() and raw() of a statement, and hands it back to batch().
    prepare: (sql) => prepare(sql) as unknown as D1PreparedStatement,
    batch: async <T>(statements: D1PreparedStatement[]) => {
      // SAFETY: prepare() above made them.
      const made = statements as unknown as Statement[];
      const inner = made.map((statement) => statement.inner);
      const results = made.some((statement) => statement.isWrite) ? await write(inner) : await database.batch(inner);
      return results as D1Result<T>[];
    },
  };
  // SAFETY: drizzle-orm 0.45 types only D1Database, and calls nothing but prepare() and batch().
  return drizzle(client as unknown as D1Database);
}

const isWrite = (sql: string) => !/^\s*select\b/i.test(sql);

class Statement {
  readonly inner: D1PreparedStatement;
  readonly isWrite: boolean;
  readonly #write: (statements: D1PreparedStatement[]) => Promise<D1Result[]>;

  constructor(
    inner: D1PreparedStatement,
    isWrite: boolean,
    write: (statements: D1PreparedStatement[]) => Promise<D1Result[]>,
  ) {
    this.inner = inner;
    this.isWrite = isWrite;
    this.#write = write;
  }

  bind(...values: unknown[]): Statement {
    return new Statement(this.inner.bind(...values), this.isWrite, this.#write);
  }

  async run(): Promise<D1Result | undefined> {
    return this.isWrite ? (await this.#write([this.inner]))[0] : this.inner.run();
  }

  all(): Promise<D1Result | undefined> {
    return this.isWrite ? this.run() : this.inner.all();
  }

  async raw(): Promise<unknown[][]> {
    if (!this.isWrite) return this.inner.raw();
    // A returning clause names its columns, so none is lost in the objects that a batch answers with.
    return ((await this.run())?.results ?? []).map((row) => Object.values(row as object));
  }
}
