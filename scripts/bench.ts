import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { measureIdentity } from "./bench/identity.ts";
import { measureModel } from "./bench/inference.ts";
import { measureLiveFeed } from "./bench/live-feed.ts";
import { atRate, type Client, createClient, type LoadResult, percentile, saturate } from "./bench/load.ts";
import { LOAD, loadTenant } from "./bench/loaded-tenant.ts";
import { paymentSource } from "./bench/payments.ts";
import { openReport } from "./bench/report.ts";
import { buildSite, buildWorker, root } from "./build.ts";
import { demoApiKey, seedDemo } from "./demo.ts";
import { type LocalServer, startServer } from "./server.ts";

const { values: options } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    json: { type: "string", default: "dist/bench.json" },
  },
});
const seconds = (full: number) => (options.quick ? Math.ceil(full / 6) : full);

const { add, close } = openReport();

/** Starts a server on an empty state folder with a payment provider's key. */
async function open(parent: string): Promise<{ server: LocalServer; client: Client; close: () => Promise<void> }> {
  const stateFolder = mkdtempSync(join(parent, "foundry-bench-"));
  const server = await startServer({ port: 0, stateFolder });
  await seedDemo(server);
  const client = createClient(server.url, await demoApiKey(server.url), 256);
  const close = async () => {
    client.close();
    await server.stop();
    rmSync(stateFolder, { recursive: true, force: true });
  };
  return { server, client, close };
}

/** Time from the start of the process to the first decision, on a state folder that exists already. */
async function coldStart(parent: string): Promise<number> {
  const stateFolder = mkdtempSync(join(parent, "foundry-cold-"));
  const first = await startServer({ port: 0, stateFolder });
  await seedDemo(first);
  const key = await demoApiKey(first.url);
  await first.stop();
  const next = paymentSource(9, 10);
  const startedAt = performance.now();
  const server = await startServer({ port: 0, stateFolder });
  const client = createClient(server.url, key, 1);
  const firstByteAt = performance.now();
  await client.post(next());
  const decision = performance.now() - firstByteAt;
  client.close();
  await server.stop();
  rmSync(stateFolder, { recursive: true, force: true });
  add("runtime start, process to listening", firstByteAt - startedAt, "ms");
  return decision;
}

/** Resident memory of the workerd process that this process started, in MiB. */
function runtimeMemory(): number {
  const own = readdirSync("/proc").filter((pid) => /^\d+$/.test(pid));
  for (const pid of own) {
    try {
      const status = readFileSync(`/proc/${pid}/status`, "utf8");
      if (/^Name:\s+workerd/m.test(status) && new RegExp(`^PPid:\\s+${process.pid}$`, "m").test(status)) {
        return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024;
      }
    } catch {
      // The process ended between listing and reading.
    }
  }
  return 0;
}

function describe(name: string, { latencies, errors, sent, seconds: took, failures }: LoadResult): void {
  console.log(
    `  ${name}: ${sent} sent in ${took.toFixed(1)} s, ${errors} errors ${[...failures].map(([what, n]) => `${what} ×${n}`).join(", ")}`,
  );
  if (latencies.length === 0) throw new Error(`${name}: no answer at all`);
}

await buildSite();
await buildWorker();
console.log(`\nBench on ${cpus().length} × ${cpus()[0]?.model}, load generator on the same machine\n`);

const fileMB = statSync(join(root, "models/fraud-risk/model.onnx")).size / 1e6;
add("model file", fileMB, "MB", "≤ 5", fileMB <= 5);
const { loadMs, inferenceMs, explanationMs, memoryMB } = await measureModel(seconds(3000));
add("model load in a new isolate, median", loadMs, "ms", "≤ 400", loadMs <= 400);
add("isolate memory with ONNX Runtime", memoryMB, "MB", "≤ 96", memoryMB <= 96);
add("one warm inference in workerd, mean", inferenceMs, "ms", "≤ 0.3", inferenceMs <= 0.3);
add("explanation of one reviewed payment, mean", explanationMs, "ms", "≤ 2", explanationMs <= 2);
const cold = await coldStart(tmpdir());
add("cold start: first decision of a new runtime", cold, "ms", "≤ 1000", cold <= 1000);

const people = await open(tmpdir());
const identity = await measureIdentity(people.server.url, seconds(600));
await people.close();
add("sign-in, p95", identity.loginMs, "ms", "≤ 400", identity.loginMs <= 400);
const { overheadKnownMs, overheadAskedMs, revokedKeyMs, endedSessionMs } = identity;
add("authentication of a request, p95", overheadKnownMs, "ms", "≤ 3", overheadKnownMs <= 3);
add("authentication asked of the objects anew, p95", overheadAskedMs, "ms", "≤ 3", overheadAskedMs <= 3);
add("revoked key still accepted, longest", revokedKeyMs, "ms", "≤ 1000", revokedKeyMs <= 1000);
add("ended session still accepted, longest", endedSessionMs, "ms", "≤ 1000", endedSessionMs <= 1000);

const watched = await open(tmpdir());
const { sockets, openedASecond, toLastMs, broadcastMs } = await measureLiveFeed(
  { url: watched.server.url, client: watched.client, next: paymentSource(5, 1000) },
  options.quick ? 1000 : 5000,
);
await watched.close();
add(`live feed: one event to ${sockets} sockets, median`, broadcastMs.median, "ms", "≤ 500", broadcastMs.median <= 500);
add(`live feed: one event to ${sockets} sockets, longest`, broadcastMs.longest, "ms");
add("live feed: from a decision's answer to the last socket", toLastMs.median, "ms", "≤ 1000", toLastMs.median <= 1000);
add("live feed: sockets opened, each with its ticket", openedASecond, "a second");

const disk = await open(tmpdir());
const next = paymentSource(1, 60_000);
await saturate(disk.client, 8, 3, next);
const steady = await atRate(disk.client, 100, seconds(60), next);
describe("100 requests/s", steady);
const [p50, p99] = [percentile(steady.latencies, 0.5), percentile(steady.latencies, 0.99)];
add("decision at 100 requests/s, p50", p50, "ms", "≤ 8", p50 <= 8);
add("decision at 100 requests/s, p95", percentile(steady.latencies, 0.95), "ms");
add("decision at 100 requests/s, p99", p99, "ms", "≤ 40", p99 <= 40);
add("decision at 100 requests/s, errors", steady.errors, "", "0", steady.errors === 0);
const hourly = await atRate(disk.client, 30, seconds(120), next);
describe("30 transactions/s", hourly);
add("30 transactions/s (108,000 an hour), errors", hourly.errors, "", "0", hourly.errors === 0);
add("30 transactions/s, p99", percentile(hourly.latencies, 0.99), "ms");
const saturatedDisk = await saturate(disk.client, 32, seconds(30), next);
describe("saturation, disk", saturatedDisk);
const diskRate = saturatedDisk.latencies.length / saturatedDisk.seconds;
add("saturation, state on disk", diskRate, "decisions/s", "≥ 600", diskRate >= 600);
add("saturation, state on disk, errors", saturatedDisk.errors, "", "0", saturatedDisk.errors === 0);
add("memory of the runtime after saturation", runtimeMemory(), "MiB");
await disk.close();

const loaded = await open(tmpdir());
await loadTenant(loaded.server.url);
const nextLoaded = paymentSource(3, 60_000);
await saturate(loaded.client, 8, 3, nextLoaded);
const own = await atRate(loaded.client, 100, seconds(30), nextLoaded);
describe("100 requests/s with everything of the organisation's own", own);
const [ownP50, ownP99] = [percentile(own.latencies, 0.5), percentile(own.latencies, 0.99)];
const limits = `${LOAD.rules} own rules, ${LOAD.lists} lists, ${LOAD.aggregates} aggregates`;
add(`${limits}, 100/s, p50`, ownP50, "ms", "≤ 8", ownP50 <= 8);
add(`${limits}, 100/s, p99`, ownP99, "ms", "≤ 40", ownP99 <= 40);
add(`${limits}, 100/s, errors`, own.errors, "", "0", own.errors === 0);
await loaded.close();

const memory = await open("/dev/shm");
const nextInMemory = paymentSource(2, 60_000);
await saturate(memory.client, 32, 3, nextInMemory);
const saturatedMemory = await saturate(memory.client, 32, seconds(30), nextInMemory);
describe("saturation, memory", saturatedMemory);
const memoryRate = saturatedMemory.latencies.length / saturatedMemory.seconds;
add("saturation, state in memory", memoryRate, "decisions/s", "≥ 1000", memoryRate >= 1000);
await memory.close();

close(options.json);
process.exit(0);
