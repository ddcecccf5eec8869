import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./build.ts";

const environment = join(root, ".venv");
const requirements = join(root, "models", "training", "requirements.txt");
const folder = process.platform === "win32" ? "Scripts" : "bin";

/** The Python of the repository's own environment, made where it is missing; throws what to do where it cannot be. */
export async function preparePython(): Promise<string> {
  const python = join(environment, folder, "python");
  const wanted = createHash("sha256").update(readFileSync(requirements)).digest("hex");
  const stamp = join(environment, ".installed-requirements");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return python;
  const system = ["python3", "python"].find(isNewEnough);
  if (!system) throw new Error("Training needs Python 3.11 or newer: install it, then run the same command again.");
  console.log("Preparing Python (one to three minutes on the first run)…");
  try {
    await runProgram(system, ["-m", "venv", environment]);
    await runProgram(python, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", requirements]);
  } catch {
    throw new Error(
      "The Python packages could not be installed: check the connection and that Python has venv (Debian: apt install python3-venv), then run the same command again.",
    );
  }
  writeFileSync(stamp, wanted);
  return python;
}

function isNewEnough(command: string): boolean {
  const { status } = spawnSync(command, ["-c", "import sys; sys.exit(sys.version_info < (3, 11))"]);
  return status === 0;
}

/** Runs a program to its end in a folder, its output on ours; throws where it fails. */
export function runProgram(command: string, args: string[], cwd = root): Promise<void> {
  const child = spawn(command, args, { cwd, stdio: "inherit" });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code) =>
      code === 0 ? resolve() : reject(new Error(`${command} ${args[0]} ended with code ${code}`)),
    );
  });
}
