import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import lighthouse from "lighthouse";
import { chromium } from "playwright-core";
import { findBrowser } from "../../browser.ts";
import type { SiteBench } from "./open-bench.ts";

export const categories = ["performance", "accessibility", "best-practices", "seo"] as const;
/** From 0 to 100 each, and the audits that keep a category from 100. */
export type Scores = Record<(typeof categories)[number], number> & { failed: string[] };

/** Lighthouse, as it comes (a phone's screen, its simulated network), on some pages; signed in where cookies are handed in. */
export async function runLighthouse(
  bench: SiteBench,
  asked: readonly { path: string; isPublic: boolean }[],
): Promise<Scores[]> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), "foundry-lighthouse-"));
  const { executablePath, args } = await findBrowser();
  const context = await chromium.launchPersistentContext(folder, {
    executablePath,
    args: [...args, `--remote-debugging-port=${port}`],
  });
  const scores: Scores[] = [];
  try {
    for (const { path, isPublic } of asked) {
      await context.clearCookies();
      if (!isPublic) await context.addCookies(bench.cookies);
      const asking = { port, onlyCategories: [...categories], disableStorageReset: true };
      const result = await lighthouse(bench.url + path, { ...asking, logLevel: "error" });
      if (!result || result.lhr.runtimeError) throw new Error(`Lighthouse: ${result?.lhr.runtimeError?.message}`);
      const { lhr } = result;
      const scoreOf = (category: string) => Math.round(100 * (lhr.categories[category]?.score ?? 0));
      scores.push({
        performance: scoreOf("performance"),
        accessibility: scoreOf("accessibility"),
        "best-practices": scoreOf("best-practices"),
        seo: scoreOf("seo"),
        failed: Object.values(lhr.audits).flatMap(({ id, score }) => (score !== null && score < 0.9 ? [id] : [])),
      });
    }
  } finally {
    await context.close();
    rmSync(folder, { recursive: true, force: true });
  }
  return scores;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
