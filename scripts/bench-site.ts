import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { percentile } from "./bench/load.ts";
import { openReport } from "./bench/report.ts";
import { type LoadFigures, loadEveryAppPage, loadPage, pages } from "./bench/site/load-page.ts";
import { openSiteBench } from "./bench/site/open-bench.ts";
import { categories, runLighthouse } from "./bench/site/run-lighthouse.ts";
import { ROWS, scrollDecisions } from "./bench/site/scroll-decisions.ts";
import { filterDecisions, workQueue } from "./bench/site/work-keyboard.ts";
import { buildSite, buildWorker } from "./build.ts";

/** Measures the built site in a real browser, each figure the median of some runs: `npm run bench:site -- --runs 3`. */
const { values: options } = parseArgs({
  options: {
    runs: { type: "string", default: "3" },
    json: { type: "string", default: "dist/bench-site.json" },
    /** Names what Lighthouse finds fault with, and which interactions were slow. */
    verbose: { type: "boolean", default: false },
  },
});
const runs = Number(options.runs);
const { add, close } = openReport();
const median = (figures: readonly number[]) => percentile([...figures], 0.5);
const tell = (what: string, details: unknown) => options.verbose && console.log(`    ${what}:`, details);

async function repeat<T>(work: () => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (let run = 0; run < runs; run++) results.push(await work());
  return results;
}

await buildSite();
await buildWorker();
console.log(`\nThe site in Chromium on ${cpus().length} × ${cpus()[0]?.model}, server on the same machine\n`);
const bench = await openSiteBench();
try {
  for (const page of pages) {
    const loads = await repeat(() => loadPage(bench, page));
    const of = (name: keyof LoadFigures) => median(loads.map((load) => load[name]));
    const [content, lcp, cls, tbt] = [of("content"), of("lcp"), of("cls"), of("tbt")];
    add(`${page.name}: content shown`, content, "ms", "≤ 2000", content <= 2000);
    add(`${page.name}: largest contentful paint`, lcp, "ms", "≤ 2500", lcp <= 2500);
    add(`${page.name}: layout shift`, cls, "", "≤ 0.1", cls <= 0.1);
    add(`${page.name}: total blocking time`, tbt, "ms", "≤ 200", tbt <= 200);
  }

  const every = await loadEveryAppPage(bench);
  const slowest = every[0]!;
  tell("pages of the application", every);
  add(
    `${every.length} pages of the application, the slowest (${slowest.path}): content shown`,
    slowest.content,
    "ms",
    "≤ 2000",
    slowest.content <= 2000,
  );

  for (const [what, work] of [
    ["review queue by J, K, A, U", workQueue],
    ["filtering decisions", filterDecisions],
  ] as const) {
    const worked = await repeat(() => work(bench));
    const worst = median(worked.map((interactions) => interactions[0]?.duration ?? 16));
    tell(
      what,
      worked.map((interactions) => interactions.slice(0, 3)),
    );
    add(`${what}: worst interaction to next paint`, worst, "ms", "≤ 200", worst <= 200);
  }

  const scrolls = await repeat(() => scrollDecisions(bench));
  const frame = median(scrolls.map((scroll) => scroll.median));
  const mostRows = Math.max(...scrolls.map((scroll) => scroll.mostRows));
  add(`scrolling ${ROWS} decisions: frame, median`, frame, "ms", "≤ 17", frame <= 17);
  const worst = median(scrolls.map((scroll) => scroll.worst));
  add(`scrolling ${ROWS} decisions: frame, worst 1 %`, worst, "ms", "≤ 34", worst <= 34);
  add(`scrolling ${ROWS} decisions: rows drawn at most`, mostRows, "", "≤ 100", mostRows <= 100);

  const judged = pages.filter(({ name }) => name !== "decisions" && name !== "reviews");
  const scores = await runLighthouse(bench, judged);
  for (const [i, { name, isPublic }] of judged.entries()) {
    const found = scores[i]!;
    tell(name, found.failed);
    for (const category of categories) {
      // Search engines are told to stay away from the application.
      const isJudged = isPublic || category !== "seo";
      const score = found[category];
      add(`Lighthouse, ${name}: ${category}`, score, "", isJudged ? "≥ 95" : "", isJudged ? score >= 95 : null);
    }
  }
} finally {
  await bench.close();
}
close(options.json);
process.exit(0);
