import { type DrizzleD1Database, drizzle } from "drizzle-orm/d1";
import type { Language } from "./i18n.ts";
import { newId } from "./ids.ts";
import { Sealer } from "./seal.ts";
import type { SubjectKeyStore } from "./subject-keys.ts";

/** Everything that a use case may reach outside itself. Tests replace single fields. */
export type Platform = {
  env: Env;
  db: DrizzleD1Database;
  now: () => number;
  /** Where the clock of the caller's sandbox was stopped, epoch milliseconds; null where time runs. Read by `businessNow`. */
  testClock: number | null;
  newId: (prefix: string) => string;
  language: Language;
  sealer: Sealer;
  /** Where the request came from, as the edge saw it; null where there is no request, or it is not known. */
  clientAddress: string | null;
  /** Is told of every row that is made for an organisation's audit log. */
  audited: (organizationId: string) => void;
  /** Keeps the invocation alive for work that the answer does not wait for. */
  defer: (work: Promise<unknown>) => void;
};

export function createPlatform(env: Env, overrides: Partial<Platform> = {}): Platform {
  return {
    env,
    db: databaseOf(env),
    now: Date.now,
    testClock: null,
    newId,
    language: "uz",
    sealer: sealerOf(env),
    clientAddress: null,
    audited: () => {},
    defer: (work) => void work.catch(() => {}),
    ...overrides,
  };
}

const databases = new WeakMap<Env, DrizzleD1Database>();

/** One client an isolate, since requests that never use it should not pay for one. */
function databaseOf(env: Env): DrizzleD1Database {
  const database = databases.get(env) ?? drizzle(env.DB);
  databases.set(env, database);
  return database;
}

let sealer: { ring: string; sealer: Sealer } | undefined;

/** One sealer an isolate, since importing keys is the expensive part. */
export function sealerOf(env: Env): Sealer {
  if (sealer?.ring !== env.SEAL_KEYS)
    sealer = { ring: env.SEAL_KEYS, sealer: new Sealer(env.SEAL_KEYS, env.INDEX_SECRET, subjectKeysOf(env)) };
  return sealer.sealer;
}

/** The object that alone has the keys of an organisation's subjects. */
const subjectKeysOf = ({ SUBJECT_KEYS }: Env): SubjectKeyStore => ({
  take: (owner, indexes) => SUBJECT_KEYS.getByName(owner).take(owner, indexes),
  read: (owner, ids) => SUBJECT_KEYS.getByName(owner).read(ids),
  destroy: (owner, index, request) => SUBJECT_KEYS.getByName(owner).destroy(index, request),
});
