// The one file that may run on an older Node with nothing installed: it installs what is missing, then hands over to the
// pinned Node. Usage: node scripts/run.mjs NAME [ARG…] runs scripts/NAME.ts.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname ?? new URL(".", import.meta.url).pathname, "..");
const [name, ...args] = process.argv.slice(2);
const bin = join(root, "node_modules", ".bin");
const stamp = join(root, "node_modules", ".installed-lock");

function stop(message) {
  console.error(`\n✗ ${message}`);
  process.exit(1);
}

/**
 * Installs when the lock file is not the one that was installed last. Not `npm ci`: it insists on the optional packages
 * of every other platform, which a lock written on one machine need not list.
 */
function install() {
  const lock = createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === lock) return;
  console.log("Installing packages (about a minute on the first run)…");
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const { status } = spawnSync(npm, ["install", "--no-save", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    stdio: "inherit",
  });
  if (status !== 0)
    stop("npm install failed: check the connection to the package registry, then run the same command again.");
  writeFileSync(stamp, lock);
}

/** The pinned Node of node_modules, or the running one where it is new enough. */
function pickNode() {
  const pinned = join(bin, "node");
  if (existsSync(pinned) && spawnSync(pinned, ["--version"]).status === 0) return pinned;
  if (Number(process.versions.node.split(".")[0]) >= 24) return process.execPath;
  return stop(
    "Node 24 could not be installed for this platform: install Node 24 or newer, then run the same command again.",
  );
}

install();
const child = spawn(
  pickNode(),
  ["--disable-warning=ExperimentalWarning", join(root, "scripts", `${name}.ts`), ...args],
  {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, PATH: `${bin}${process.platform === "win32" ? ";" : ":"}${process.env.PATH}` },
  },
);
// Ctrl-C reaches the child through the terminal; a signal sent to this process alone is passed on.
process.on("SIGINT", () => {});
process.on("SIGTERM", () => child.kill("SIGTERM"));
child.on("exit", (code, signal) => process.exit(signal ? 130 : (code ?? 1)));
