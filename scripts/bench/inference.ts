import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { root, run } from "../build.ts";
import { createRuntime, modulesOf } from "../server.ts";
import { isolateMemory } from "./isolate-memory.ts";
import { percentile } from "./load.ts";

const WORKER = "inference";
const LOADS = 7;

/** Milliseconds that the Worker takes for something, so many times in one call. */
type Call = (what: "nothing" | "inference" | "explanation", times: number) => Promise<number>;

/**
 * What the model costs inside workerd, each from runtimes of its own: milliseconds from a new isolate to a session, the
 * median of several; mean milliseconds of one warm inference and of one explanation; memory of the isolate in MB, see
 * `isolateMemory`, after 500 inferences and 500 explanations.
 */
export async function measureModel(times: number) {
  const folder = mkdtempSync(join(root, "dist", "inference-"));
  try {
    await run("wrangler", ["deploy", "--config", "scripts/bench/inference.toml", "--dry-run", "--outdir", folder], {
      quiet: true,
    });
    const loads: number[] = [];
    while (loads.length < LOADS) loads.push(await inNewRuntime(folder, loadTime));
    const means = await inNewRuntime(folder, async (call) => ({
      inferenceMs: await meanTime(call, "inference", times),
      explanationMs: await meanTime(call, "explanation", Math.ceil(times / 3)),
    }));
    const memoryMB = await inNewRuntime(folder, memoryInUse, { inspectorPort: 0 });
    return { loadMs: percentile(loads, 0.5), ...means, memoryMB };
  } finally {
    if (existsSync(folder)) rmSync(folder, { recursive: true });
  }
}

/** The first call that needs the model, which starts onnxruntime-web and reads the model, less one that needs nothing. */
async function loadTime(call: Call): Promise<number> {
  // Opens the connection.
  await call("nothing", 1);
  const nothing = await call("nothing", 1);
  return (await call("inference", 0)) - nothing;
}

/** The time of many in one call, less that of an empty call. */
async function meanTime(call: Call, what: "inference" | "explanation", times: number): Promise<number> {
  await call(what, Math.ceil(times / 6));
  const empty = await call(what, 0);
  return ((await call(what, times)) - empty) / times;
}

async function memoryInUse(call: Call, inspector: () => Promise<URL>): Promise<number> {
  await call("inference", 500);
  await call("explanation", 500);
  return isolateMemory(await inspector(), WORKER);
}

async function inNewRuntime<Result>(
  folder: string,
  use: (call: Call, inspector: () => Promise<URL>) => Promise<Result>,
  options: { inspectorPort?: number } = {},
): Promise<Result> {
  const runtime = createRuntime({
    name: WORKER,
    compatibilityDate: "2026-09-18",
    compatibilityFlags: ["nodejs_compat"],
    rootPath: folder,
    modulesRoot: folder,
    modules: modulesOf(folder, "inference-worker.js"),
    port: 0,
    host: "127.0.0.1",
    ...options,
  });
  try {
    const url = await runtime.ready;
    const call: Call = async (what, times) => {
      const startedAt = performance.now();
      await (await fetch(new URL(`/?what=${what}&times=${times}`, url))).text();
      return performance.now() - startedAt;
    };
    return await use(call, () => runtime.getInspectorURL());
  } finally {
    await runtime.dispose();
  }
}
