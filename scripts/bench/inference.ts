import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { root, run } from "../build.ts";
import { createRuntime, modulesOf } from "../server.ts";

/**
 * Mean milliseconds of one warm inference and of one explanation inside workerd: the time of many in one call, less that of
 * an empty call.
 */
export async function measureInference(times: number): Promise<{ inferenceMs: number; explanationMs: number }> {
  const folder = mkdtempSync(join(root, "dist", "inference-"));
  try {
    await run("wrangler", ["deploy", "--config", "scripts/bench/inference.toml", "--dry-run", "--outdir", folder], {
      quiet: true,
    });
    const runtime = createRuntime({
      name: "inference",
      compatibilityDate: "2026-09-18",
      compatibilityFlags: ["nodejs_compat"],
      rootPath: folder,
      modulesRoot: folder,
      modules: modulesOf(folder, "inference-worker.js"),
      port: 0,
      host: "127.0.0.1",
    });
    const url = await runtime.ready;
    const call = async (what: string, n: number) => {
      const startedAt = performance.now();
      await (await fetch(new URL(`/?what=${what}&times=${n}`, url))).text();
      return performance.now() - startedAt;
    };
    const meanOf = async (what: string, n: number) => {
      await call(what, Math.ceil(n / 6));
      const empty = await call(what, 0);
      return ((await call(what, n)) - empty) / n;
    };
    const inferenceMs = await meanOf("inference", times);
    const explanationMs = await meanOf("explanation", Math.ceil(times / 3));
    await runtime.dispose();
    return { inferenceMs, explanationMs };
  } finally {
    if (existsSync(folder)) rmSync(folder, { recursive: true });
  }
}
