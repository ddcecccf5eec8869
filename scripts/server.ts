import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { unstable_getMiniflareWorkerOptions, unstable_readConfig, unstable_splitSqlQuery } from "wrangler";
import { root, workerFolder } from "./build.ts";
import { isDue } from "./crons.ts";
import { localSecrets } from "./secrets.ts";

type LocalRuntime = {
  ready: Promise<URL>;
  getInspectorURL: () => Promise<URL>;
  unsafeGetDirectURL: (worker: string) => Promise<URL>;
  getD1Database: (binding: string) => Promise<D1Database>;
  getWorker: (
    worker: string,
  ) => Promise<{ scheduled: (job: { cron: string; scheduledTime: Date }) => Promise<unknown> }>;
  dispose: () => Promise<void>;
};

const WORKER = "ai-foundry";
const HOST = "127.0.0.1";

// The very copy that wrangler brings: it knows the options that wrangler derives from wrangler.toml.
// SAFETY: the nested package's own types are out of reach; these are its documented constructor and converter.
const { Miniflare, convertV4MiniflareOptions } = createRequire(createRequire(import.meta.url).resolve("wrangler"))(
  "miniflare",
) as {
  Miniflare: new (options: unknown) => LocalRuntime;
  convertV4MiniflareOptions: (options: unknown) => unknown;
};

export type LocalServer = {
  url: string;
  database: D1Database;
  secrets: Record<string, string>;
  /** Runs the jobs that are due in the minute of `at`, as the platform does by itself in production. */
  runDueJobs: (at: Date) => Promise<void>;
  stop: () => Promise<void>;
};

/** Read once, since wrangler says each time where it found the secrets. */
let configuration: ReturnType<typeof unstable_getMiniflareWorkerOptions> | undefined;

/**
 * Starts the built Worker and site in workerd, with the Worker straight on the port: the local proxy and asset router
 * would cost more than a decision. Files of the site come through the ASSETS binding. State is kept in `stateFolder`, or
 * in a temporary folder without one. `INSPECT=9229` opens V8's inspector on that port, for a profile.
 */
export async function startServer(options: {
  port: number;
  stateFolder?: string;
  secrets?: Record<string, string>;
}): Promise<LocalServer> {
  const secrets = options.secrets ?? localSecrets();
  configuration ??= unstable_getMiniflareWorkerOptions(join(root, "wrangler.toml"));
  const { workerOptions } = configuration;
  if (options.stateFolder) mkdirSync(options.stateFolder, { recursive: true });
  const { assets, ...worker } = workerOptions;
  const runtime = createRuntime({
    resourcePersistencePath: options.stateFolder,
    host: HOST,
    port: 0,
    ...(process.env.INSPECT && { inspectorPort: Number(process.env.INSPECT) }),
    workers: [
      {
        ...worker,
        name: WORKER,
        bindings: { ...(worker.bindings as object), ...secrets },
        rootPath: workerFolder,
        modulesRoot: workerFolder,
        modules: modulesOf(workerFolder, "index.js"),
        serviceBindings: { ASSETS: "site" },
        unsafeDirectSockets: [{ host: HOST, port: options.port }],
      },
      {
        name: "site",
        modules: true,
        script: "export default {}",
        compatibilityDate: "2026-09-18",
        assets: { ...(assets as object), routerConfig: {} },
      },
    ],
  });
  await runtime.ready;
  const url = await runtime.unsafeGetDirectURL(WORKER);
  const database = await runtime.getD1Database("DB");
  await migrate(database);
  const runDueJobs = async (at: Date) => {
    const { triggers } = unstable_readConfig({ config: join(root, "wrangler.toml") });
    const due = (triggers.crons ?? []).filter((cron: string) => isDue(cron, at));
    for (const cron of due) await (await runtime.getWorker(WORKER)).scheduled({ cron, scheduledTime: at });
  };
  return { url: url.origin, database, secrets, runDueJobs, stop: () => runtime.dispose() };
}

/** A workerd process with one Worker in it. */
export const createRuntime = (options: object): LocalRuntime => new Miniflare(convertV4MiniflareOptions(options));

/** The files of a bundle, its entry first. */
export function modulesOf(folder: string, entry: string) {
  const types: Record<string, string> = { js: "ESModule", wasm: "CompiledWasm", onnx: "Data" };
  const typeOf = (file: string) => types[file.split(".").at(-1) ?? ""];
  return readdirSync(folder)
    .filter(typeOf)
    .sort((a, b) => Number(b === entry) - Number(a === entry))
    .map((file) => ({ type: typeOf(file), path: join(folder, file) }));
}

/** Applies the D1 migrations that are missing, in the table that wrangler keeps for it too. */
export async function migrate(database: D1Database): Promise<void> {
  await database
    .prepare(
      "CREATE TABLE IF NOT EXISTS d1_migrations (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL)",
    )
    .run();
  const { results } = await database.prepare("SELECT name FROM d1_migrations").all<{ name: string }>();
  const applied = new Set(results.map(({ name }) => name));
  const folder = join(root, "d1-migrations");
  const missing = existsSync(folder)
    ? readdirSync(folder).filter((name) => name.endsWith(".sql") && !applied.has(name))
    : [];
  for (const name of missing.sort()) {
    const statements = unstable_splitSqlQuery(readFileSync(join(folder, name), "utf8"));
    await database.batch([
      ...statements.map((statement) => database.prepare(statement)),
      database.prepare("INSERT INTO d1_migrations (name) VALUES (?)").bind(name),
    ]);
  }
}
