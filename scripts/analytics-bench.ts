import { mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import { percentile } from "./bench/load.ts";
import { runtimeCpuMs } from "./bench/runtime-cpu.ts";
import { seedDecisions } from "./bench/seed-decisions.ts";
import { buildSite, buildWorker } from "./build.ts";
import { demoPassword, seedDemo } from "./demo.ts";
import { startServer } from "./server.ts";

/**
 * Times the analytics of an organisation over its stored decisions: `npm run analytics:bench -- --decisions 1000000`. With `--state`
 * the decisions stay in that folder, and are there the next time.
 */
const { values } = parseArgs({
  options: {
    decisions: { type: "string", default: "1000000" },
    days: { type: "string", default: "90" },
    merchants: { type: "string", default: "2000" },
    requests: { type: "string", default: "40" },
    state: { type: "string" },
  },
});
const MOST_MS = 200;

await buildSite();
await buildWorker();
const stateFolder = values.state ?? mkdtempSync(join(tmpdir(), "foundry-analytics-"));
const server = await startServer({ port: 0, stateFolder });
try {
  await seedDemo(server);
  const organization = await server.database
    .prepare("SELECT id FROM organizations WHERE name LIKE 'Alfa%'")
    .first<{ id: string }>();
  if (!organization) throw new Error("The demo organisation is missing");
  const decisions = Number(values.decisions);
  console.log(
    `\n${decisions} decisions in ${values.days} days, ${values.merchants} merchants, ${cpus().length} cores\n`,
  );
  const seconds = async (what: string, work: () => Promise<unknown>) => {
    const startedAt = performance.now();
    await work();
    console.log(`  ${what.padEnd(44)} ${((performance.now() - startedAt) / 1000).toFixed(1).padStart(8)} s`);
  };
  const stored = await server.database.prepare("SELECT 1 FROM antifraud_transactions LIMIT 1").first();
  if (!stored) {
    const [days, merchants] = [Number(values.days), Number(values.merchants)];
    await seconds("storing them", () =>
      seedDecisions(server.database, organization.id, { decisions, days, merchants }),
    );
    const root = await signIn("root@aifoundry.uz");
    await seconds("counting them, and once more from the front", () => rebuild(root));
  }
  for (const table of ["hour_rollups", "score_rollups", "merchant_rollups", "rule_rollups", "outcomes"]) {
    const counted = await server.database
      .prepare(`SELECT count(*) AS n FROM antifraud_${table}`)
      .first<{ n: number }>();
    console.log(`  ${`rows of ${table}`.padEnd(44)} ${String(counted?.n).padStart(8)}`);
  }
  const token = await signIn("fraud@alfabank.uz");
  for (const path of [
    "overview?period=90d",
    "fraud-trends?period=90d",
    "fraud-trends?period=30d&bucket=hour",
    "merchant-risk?period=90d",
    "rules?period=90d",
    "thresholds?period=90d",
  ])
    await measure(path, token);
} finally {
  await server.stop();
  if (!values.state) rmSync(stateFolder, { recursive: true, force: true });
}
process.exit(process.exitCode ?? 0);

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

async function signIn(email: string): Promise<string> {
  const body = { email, password: demoPassword };
  return (await ask<{ access_token: string }>("POST", "/api/auth/login", undefined, body)).access_token;
}

/** Counts everything, behind the queue, until both counts are compared. */
async function rebuild(token: string): Promise<void> {
  const path = "/api/admin/analytics/rebuilds";
  const { id } = await ask<{ id: string }>("POST", path, token, {});
  for (;;) {
    const { data } = await ask<{ data: { id: string; status: string; is_equal: boolean | null }[] }>(
      "GET",
      path,
      token,
    );
    const found = data.find((rebuild) => rebuild.id === id);
    if (found?.is_equal === false) throw new Error("Both counts differ");
    if (found?.status === "done") return;
    await wait(1000);
  }
}

async function measure(path: string, token: string): Promise<void> {
  const latencies: number[] = [];
  const before = runtimeCpuMs();
  for (let i = 0; i < Number(values.requests); i++) {
    const startedAt = performance.now();
    await ask("GET", `/api/antifraud/analytics/${path}`, token);
    latencies.push(performance.now() - startedAt);
  }
  const cpu = (runtimeCpuMs() - before) / latencies.length;
  const [p50, p95] = [percentile(latencies, 0.5), percentile(latencies, 0.95)];
  if (p95 > MOST_MS) process.exitCode = 1;
  console.log(
    `  ${path.padEnd(44)} ${p50.toFixed(0).padStart(8)} ms p50 ${p95.toFixed(0).padStart(6)} ms p95  ≤ ${MOST_MS}  ${cpu.toFixed(0).padStart(5)} ms of CPU${p95 > MOST_MS ? "  MISSED" : ""}`,
  );
}
