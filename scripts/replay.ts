import { parseArgs } from "node:util";
import type { LabelledTransaction } from "../models/training/transaction-file.ts";
import type { Transaction } from "../workers/antifraud/schemas.ts";
import { createClient, percentile } from "./bench/load.ts";
import { demoApiKey } from "./demo.ts";
import { averagePrecision, recallAt, rocAuc } from "./replay/quality.ts";
import { readRows } from "./replay/rows.ts";

const { values } = parseArgs({
  options: {
    data: { type: "string" },
    format: { type: "string", default: "handbook" },
    rate: { type: "string", default: "400" },
    limit: { type: "string" },
    url: { type: "string", default: `http://localhost:${process.env.PORT ?? 8787}` },
    "api-key": { type: "string" },
    concurrency: { type: "string", default: "16" },
  },
});

function stop(message: string): never {
  console.error(`✗ ${message}`);
  process.exit(1);
}

const { format, url } = values;
if (!values.data) stop("Name the file: npm run replay -- --data FILE --format handbook|csv --rate R [--limit N]");
if (format !== "handbook" && format !== "csv") stop("--format is handbook or csv");
const rate = Number(values.rate);
const limit = values.limit === undefined ? Number.POSITIVE_INFINITY : Number(values.limit);
const concurrency = Number(values.concurrency);
if (!(rate > 0) || !(limit > 0) || !(concurrency > 0)) stop("--rate, --limit and --concurrency are numbers above 0");

const key =
  values["api-key"] ?? (await demoApiKey(url).catch((failure: Error) => stop(`${failure.message}, or pass --api-key`)));
const client = createClient(url, key, concurrency);
const rows = await readRows(values.data, format, limit).catch((failure: Error) => stop(failure.message));
console.log(`Replaying ${rows.length} transactions at up to ${rate} a second against ${url}`);

const latencies: number[] = [];
const failures = new Map<string, number>();
const decisions = new Map<string, number>();
const scored: { score: number; label: number }[] = [];
let next = 0;
const startedAt = performance.now();

/** Sends row after row in the file's order, never ahead of the rate. */
async function lane(): Promise<void> {
  while (next < rows.length) {
    const index = next++;
    const wait = startedAt + (index * 1000) / rate - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    await send(rows[index]!);
  }
}

async function send({ transaction, label }: LabelledTransaction): Promise<void> {
  const sentAt = performance.now();
  try {
    const { status, text } = await client.post({
      path: "/api/antifraud/transactions/submit",
      body: JSON.stringify(transaction satisfies Transaction),
    });
    latencies.push(performance.now() - sentAt);
    if (status !== 200) return count(failures, `${status} ${(JSON.parse(text) as { code?: string }).code ?? ""}`);
    const { decision, risk_score } = JSON.parse(text) as { decision: string; risk_score: number };
    count(decisions, decision);
    if (label !== null) scored.push({ score: risk_score, label });
  } catch (failure) {
    count(failures, (failure as Error).message);
  }
}

const count = (counts: Map<string, number>, what: string) => void counts.set(what, (counts.get(what) ?? 0) + 1);

const progress = setInterval(() => {
  const share = latencies.length / rows.length;
  const bar = "█".repeat(Math.round(share * 30)).padEnd(30, "░");
  const perSecond = latencies.length / ((performance.now() - startedAt) / 1000);
  if (process.stdout.isTTY)
    process.stdout.write(`\r  ${bar} ${(share * 100).toFixed(0).padStart(3)} %  ${perSecond.toFixed(0)} decisions/s `);
}, 200);
await Promise.all(Array.from({ length: concurrency }, lane));
clearInterval(progress);
client.close();

const seconds = (performance.now() - startedAt) / 1000;
const errors = [...failures.values()].reduce((sum, n) => sum + n, 0);
const line = (what: string, figure: string) => console.log(`  ${what.padEnd(34)} ${figure}`);
console.log(`${process.stdout.isTTY ? "\r" : ""}${" ".repeat(70)}`);
line("transactions", String(rows.length));
line("decisions/s", (latencies.length / seconds).toFixed(0));
line(
  "latency p50 / p95 / p99, ms",
  [0.5, 0.95, 0.99].map((share) => percentile(latencies, share).toFixed(1)).join(" / "),
);
line("errors", `${errors}${errors > 0 ? `  ${[...failures].map(([what, n]) => `${what} ×${n}`).join(", ")}` : ""}`);
line("decisions", [...decisions].map(([what, n]) => `${what} ${n}`).join(", "));
const frauds = scored.filter(({ label }) => label === 1).length;
if (frauds > 0 && frauds < scored.length) {
  line("labelled frauds", `${frauds} (${((100 * frauds) / scored.length).toFixed(2)} %)`);
  line("AUC", rocAuc(scored).toFixed(3));
  line("average precision", averagePrecision(scored).toFixed(3));
  for (const share of [0.001, 0.005, 0.01])
    line(`recall at ${share * 100} % false positives`, recallAt(scored, share).toFixed(3));
}
process.exit(errors === 0 ? 0 : 1);
