import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { root, run } from "../build.ts";
import { createRuntime, modulesOf } from "../server.ts";

/** Mean milliseconds of one warm inference inside workerd: the time of many in one call, less that of an empty call. */
export async function measureInference(times: number): Promise<number> {
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
    const call = async (n: number) => {
      const startedAt = performance.now();
      await (await fetch(new URL(`/?times=${n}`, url))).text();
      return performance.now() - startedAt;
    };
    await call(500);
    const empty = await call(0);
    const full = await call(times);
    await runtime.dispose();
    return (full - empty) / times;
  } finally {
    if (existsSync(folder)) rmSync(folder, { recursive: true });
  }
}
