import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { buildSite, buildWorker } from "../../scripts/build.ts";
import { demoPassword, seedDemo } from "../../scripts/demo.ts";
import { type LocalServer, startServer } from "../../scripts/server.ts";

const stateFolder = mkdtempSync(join(tmpdir(), "foundry-state-"));
let server: LocalServer;
let token = "";

beforeAll(async () => {
  await buildSite();
  await buildWorker();
  server = await startServer({ port: 0, stateFolder });
  await seedDemo(server);
  const login = await call("/api/auth/login", { email: "fraud@alfabank.uz", password: demoPassword });
  token = (login as { access_token: string }).access_token;
}, 180_000);
afterAll(async () => {
  await server.stop();
  rmSync(stateFolder, { recursive: true, force: true });
});

async function call(path: string, body: object | FormData): Promise<Record<string, unknown>> {
  const isForm = body instanceof FormData;
  const answer = await fetch(server.url + path, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, ...(!isForm && { "content-type": "application/json" }) },
    body: isForm ? body : JSON.stringify(body),
  });
  return (await answer.json()) as Record<string, unknown>;
}

const pay = () =>
  call("/api/antifraud/transactions/submit", {
    transaction_id: crypto.randomUUID(),
    user_id: "user_malika",
    amount: 90_000,
    currency: "UZS",
    merchant: "Korzinka",
    timestamp: new Date().toISOString(),
  });

it("takes what the training exports, and a promoted model decides in a runtime that never saw it", async () => {
  const form = new FormData();
  const version = ["--version", "v2.0.0-bank"];
  form.set("manifest", execFileSync("node", ["models/training/manifest.ts", ...version], { encoding: "utf8" }));
  form.set("model", new Blob([readFileSync("models/fraud-risk/model.onnx")]));
  const { id, status } = await call("/api/antifraud/models", form);
  expect(status).toBe("candidate");
  for (const action of ["shadow", "promote"]) await call(`/api/antifraud/models/${id}/${action}`, {});
  expect(await pay()).toMatchObject({ ml_model_version: "v2.0.0-bank" });
  await server.stop();
  server = await startServer({ port: 0, stateFolder });
  const first = await pay();
  expect(first).toMatchObject({ ml_model_version: "v2.0.0-bank" });
  expect(first).not.toHaveProperty("degraded");
  await call(`/api/antifraud/models/${id}/rollback`, {});
  expect(await pay()).toMatchObject({ ml_model_version: "v1.1.0-ensemble" });
});

it("runs the jobs that are due, such as the nightly look at models", async () => {
  const yesterday = new Date(Date.now() - 86_400_000);
  const asked = () =>
    fetch(`${server.url}/api/antifraud/models/bundled/health`, { headers: { authorization: `Bearer ${token}` } });
  await pay();
  await expect.poll(() => moveDecisionsTo(yesterday), { timeout: 10_000 }).toBeGreaterThan(0);
  const night = new Date();
  night.setUTCHours(0, 22);
  await server.runDueJobs(night);
  expect(await (await asked()).json()).toMatchObject({ as_of: null });
  night.setUTCMinutes(23);
  await server.runDueJobs(night);
  await expect
    .poll(async () => ((await (await asked()).json()) as { as_of: string | null }).as_of, { timeout: 10_000 })
    .toBe(yesterday.toISOString().slice(0, 10));
});

/** Moves what the projection holds to another day, as decided by the model that comes with the service. */
async function moveDecisionsTo(day: Date): Promise<number> {
  const { meta } = await server.database
    .prepare("UPDATE antifraud_transactions SET created_at = ?, ml_model_version = 'v1.1.0-ensemble'")
    .bind(day.getTime())
    .run();
  return meta.changes;
}
