import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { drizzle } from "drizzle-orm/d1";
import { afterAll, beforeAll, expect, it } from "vitest";
import { buildSite, buildWorker } from "../../scripts/build.ts";
import { demoPassword, seedDemo } from "../../scripts/demo.ts";
import { type LocalMessages, startMessages } from "../../scripts/messages.ts";
import { localSecrets } from "../../scripts/secrets.ts";
import { type LocalServer, startServer } from "../../scripts/server.ts";
import { composeNotification } from "../../workers/notifications/compose-notification.ts";
import { notificationInsert } from "../../workers/notifications/store.ts";
import { newId } from "../../workers/platform/ids.ts";
import { Sealer } from "../../workers/platform/seal.ts";

const stateFolder = mkdtempSync(join(tmpdir(), "foundry-state-"));
let server: LocalServer;
let messages: LocalMessages;
const shown: string[] = [];
let token = "";

/** The local server, with its messages shown here; on the state that there is. */
const started = () =>
  startServer({
    port: 0,
    stateFolder,
    secrets: { ...localSecrets(), ...messages.settings, PUBLIC_URL: "http://localhost:1" },
  });

beforeAll(async () => {
  await buildSite();
  await buildWorker();
  messages = await startMessages({}, (lines) => shown.push(lines));
  server = await started();
  await seedDemo(server);
  const login = await call("/api/auth/login", { email: "fraud@alfabank.uz", password: demoPassword });
  token = (login as { access_token: string }).access_token;
}, 180_000);
afterAll(async () => {
  await server.stop();
  await messages.stop();
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
  server = await started();
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

it("shows mails and SMS without any provider, those too that nobody announced", async () => {
  const sealer = new Sealer(server.secrets.SEAL_KEYS!, server.secrets.INDEX_SECRET!);
  const db = drizzle(server.database);
  const own = { organizationId: "org_1", language: "uz" };
  const platform = { now: Date.now, newId, sealer };
  await db.batch([
    notificationInsert(
      db,
      await composeNotification(platform, {
        ...own,
        recipient: { email: "dilnoza@bank.uz" },
        template: "reset_password",
        values: { name: "Dilnoza", token: "t0k", minutes: 60 },
      }),
    ),
    notificationInsert(
      db,
      await composeNotification(platform, {
        ...own,
        recipient: { phone: "+998901234567" },
        template: "sms_code",
        values: { code: "482913", minutes: 5 },
      }),
    ),
  ]);
  const minute = new Date();
  minute.setUTCMinutes(35);
  await server.runDueJobs(minute);
  await expect.poll(() => shown.length, { timeout: 10_000 }).toBe(2);
  expect(shown).toContain(
    "\n  Mail to dilnoza@bank.uz: Parolni tiklash\n  http://localhost:1/reset-password#token=t0k",
  );
  expect(shown).toContain(
    "\n  SMS to +998901234567\n  AI Foundry kodi: 482913. 5 daqiqa amal qiladi. Uni hech kimga aytmang.",
  );
});

it("leaves channels alone that have a provider of their own", async () => {
  const none = await startMessages({ SENDGRID_API_KEY: "SG.own", PLAYMOBILE_LOGIN: "own" });
  expect(none.settings).toEqual({});
  await none.stop();
  expect(Object.keys(messages.settings).sort()).toEqual([
    "ESKIZ_EMAIL",
    "ESKIZ_PASSWORD",
    "ESKIZ_URL",
    "PLAYMOBILE_LOGIN",
    "PLAYMOBILE_PASSWORD",
    "PLAYMOBILE_URL",
    "SENDGRID_API_KEY",
    "SENDGRID_URL",
  ]);
});

/** Moves what the projection holds to another day, as decided by the model that comes with the service. */
async function moveDecisionsTo(day: Date): Promise<number> {
  const { meta } = await server.database
    .prepare("UPDATE antifraud_transactions SET created_at = ?, ml_model_version = 'v1.1.0-ensemble'")
    .bind(day.getTime())
    .run();
  return meta.changes;
}
