import { spawn } from "node:child_process";
import { existsSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";

export const root = join(import.meta.dirname, "..");
export const workerFolder = join(root, "dist/worker");

/** Runs a command to its end; throws with its last words where it fails. */
export function run(command: string, args: string[], options: { quiet?: boolean; cwd?: string } = {}): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.cwd ?? root,
      stdio: options.quiet ? ["ignore", "pipe", "pipe"] : "inherit",
    });
    let words = "";
    child.stdout?.on("data", (chunk) => {
      words += chunk;
    });
    child.stderr?.on("data", (chunk) => {
      words += chunk;
    });
    child.on("error", reject);
    child.on("exit", (code) =>
      code === 0 ? resolve() : reject(new Error(`${command} ${args.join(" ")} failed\n${words.slice(-4000)}`)),
    );
  });
}

/** Newest change below some files and folders, epoch milliseconds. */
function newestChange(paths: string[]): number {
  return Math.max(
    0,
    ...paths
      .map((path) => join(root, path))
      .filter(existsSync)
      .map((path) => {
        const stat = statSync(path);
        if (!stat.isDirectory()) return stat.mtimeMs;
        const inner = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
        return Math.max(stat.mtimeMs, ...inner.map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs));
      }),
  );
}

const isFresh = (output: string, sources: string[]) =>
  existsSync(join(root, output)) && statSync(join(root, output)).mtimeMs > newestChange(sources);

/** Bundles the Worker as a deployment would, unless nothing changed since. */
export async function buildWorker(): Promise<void> {
  const sources = ["workers", "durable-objects", "models/fraud-risk", "wrangler.toml", "package-lock.json"];
  if (isFresh("dist/worker/index.js", sources)) return;
  console.log("Bundling the Worker…");
  rmSync(workerFolder, { recursive: true, force: true });
  await run("wrangler", ["deploy", "--dry-run", "--env=", "--outdir", "dist/worker"], { quiet: true });
}

/** Builds the static site, unless nothing changed since. */
export async function buildSite(): Promise<void> {
  // The documentation shows the repository's own documents, and tables that are made of code and migrations.
  const documents = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "durable-objects/README.md"];
  const made = ["workers", "d1-migrations", "models/fraud-risk"];
  const sources = [
    "site/src",
    "site/public",
    "site/astro.config.ts",
    "site/keep-docs-offline.ts",
    "site/preload-scripts.ts",
    ...documents,
    ...made,
    "package-lock.json",
  ];
  if (isFresh("site/dist/index.html", sources)) return;
  console.log("Building the site…");
  await run("astro", ["build", "--root", "site", "--silent"], { quiet: true });
}

if (import.meta.main) {
  await buildSite();
  await buildWorker();
}

/** The pages of the application, by their addresses below `/app/`; `folder` narrows them to those of one area. */
export const appPages = (folder = ""): string[] =>
  readdirSync(join(root, "site/src/pages/[...lang]/app", folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".astro"))
    .map((file) => join(folder, file.replace(/\.astro$/, "")));
