import { mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import { paymentSource } from "./bench/payments.ts";
import { runtimeCpuMs } from "./bench/runtime-cpu.ts";
import { copyDecisions } from "./bench/seed-decisions.ts";
import { buildSite, buildWorker } from "./build.ts";
import { demoPassword, seedDemo } from "./demo.ts";
import { startServer } from "./server.ts";

/**
 * Times backtests over stored decisions: `npm run backtest:bench -- --decisions 1000000 --rules 20`. Some hundred payments are decided
 * in earnest, with so many rules of the organisation in force, and copied. With `--state` the decisions stay in that folder, and are
 * there the next time.
 */
const { values } = parseArgs({
  options: {
    decisions: { type: "string", default: "1000000" },
    rules: { type: "string", default: "20" },
    days: { type: "string", default: "89" },
    state: { type: "string" },
  },
});
const PAYMENTS = 400;
/** Seldom enough for the quota of a person. */
const POLLED_EVERY_MS = 2000;
const SMALLEST_RATE = 1_000_000 / 600;

type Backtest = {
  status: string;
  started_at: string;
  finished_at: string;
  result: { replayed: number; decisions_changed: number; scores_changed: number };
};

await buildSite();
await buildWorker();
const stateFolder = values.state ?? mkdtempSync(join(tmpdir(), "foundry-backtest-"));
const server = await startServer({ port: 0, stateFolder });
try {
  await seedDemo(server);
  const organization = await server.database
    .prepare("SELECT id FROM organizations WHERE name LIKE 'Alfa%'")
    .first<{ id: string }>();
  if (!organization) throw new Error("The demo organisation is missing");
  const login = { email: "fraud@alfabank.uz", password: demoPassword };
  const { access_token: token } = await ask<{ access_token: string }>("POST", "/api/auth/login", undefined, login);
  const decisions = Number(values.decisions);
  console.log(`\n${decisions} decisions in ${values.days} days, ${values.rules} own rules, ${cpus().length} cores\n`);
  if ((await storedDecisions()) < decisions) {
    await decideInEarnest(token);
    await copyDecisions(server.database, organization.id, { decisions, days: Number(values.days) });
  }
  const unchanged = await measure("no changes", token, {});
  if (unchanged.decisions_changed + unchanged.scores_changed > 0) throw new Error("Without changes something differs");
  const rules = ["BLOCK", "REVIEW", "ALLOW"].map((action, i) => ({
    ...ruleNumber(i),
    rule_id: `rule_bench_draft_${i}`,
    action,
  }));
  await measure("three drafts", token, { rules });
} finally {
  await server.stop();
  if (!values.state) rmSync(stateFolder, { recursive: true, force: true });
}
process.exit(process.exitCode ?? 0);

async function storedDecisions(): Promise<number> {
  const stored = await server.database
    .prepare("SELECT count(*) AS n FROM antifraud_transactions")
    .first<{ n: number }>();
  return stored?.n ?? 0;
}

/** A rule that holds for few payments. */
function ruleNumber(i: number) {
  return {
    name: `Rule ${i}`,
    conditions: {
      amount: { operator: "greater_than", value: 100 + 10 * i },
      payer_count_24h: { operator: "greater_or_equal", value: i % 7 },
      merchant_category: { operator: "in", value: ["Electronics", `Category ${i}`] },
    },
    action: "REVIEW",
  };
}

async function decideInEarnest(token: string): Promise<void> {
  for (let i = 0; i < Number(values.rules); i++) await ask("POST", "/api/antifraud/rules", token, ruleNumber(i));
  await wait(5000);
  const next = paymentSource(7, PAYMENTS);
  for (let i = 0; i < PAYMENTS; i++) {
    const { path, body } = next();
    await ask("POST", path, token, JSON.parse(body));
  }
  while ((await storedDecisions()) < PAYMENTS) await wait(200);
}

/** Runs a backtest to its end, and tells what it found. */
async function measure(what: string, token: string, changes: object) {
  const period = {
    from: new Date(Date.now() - 90 * 86_400_000 + 60_000).toISOString(),
    to: new Date(Date.now() + 30_000).toISOString(),
  };
  const cpuBefore = runtimeCpuMs();
  const { id } = await ask<{ id: string }>("POST", "/api/antifraud/backtests", token, { ...period, changes });
  for (;;) {
    await wait(POLLED_EVERY_MS);
    const read = await ask<Backtest>("GET", `/api/antifraud/backtests/${id}`, token);
    if (read.status === "failed") throw new Error("The backtest failed");
    if (read.status !== "done") continue;
    const seconds = (Date.parse(read.finished_at) - Date.parse(read.started_at)) / 1000;
    const cpuSeconds = (runtimeCpuMs() - cpuBefore) / 1000;
    const { replayed, decisions_changed } = read.result;
    const isMissed = replayed / seconds < SMALLEST_RATE;
    if (isMissed) process.exitCode = 1;
    const rates = [replayed / seconds, replayed / cpuSeconds].map((rate) => rate.toFixed(0).padStart(7));
    console.log(
      `  ${what.padEnd(14)} ${seconds.toFixed(1).padStart(7)} s  ${rates[0]} a second  ≥ ${SMALLEST_RATE.toFixed(0)}  ${rates[1]} a second of processor time  ${String(decisions_changed).padStart(7)} changed${isMissed ? "  MISSED" : ""}`,
    );
    return read.result;
  }
}

async function ask<T>(method: "GET" | "POST", path: string, token?: string, body?: object): Promise<T> {
  const answer = await fetch(server.url + path, {
    method,
    headers: { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) },
    ...(body && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(120_000),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}
