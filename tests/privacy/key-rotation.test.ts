import { env } from "cloudflare:workers";
import { afterEach, expect, it } from "vitest";
import { privacyParts } from "../../workers/modules.ts";
import { createPlatform } from "../../workers/platform/platform.ts";
import { resealColumn } from "../../workers/platform/reseal.ts";
import { sandboxOf } from "../../workers/platform/sandbox.ts";
import { resealOrganizations } from "../../workers/privacy/index.ts";
import type { KeysView } from "../../workers/privacy/schemas.ts";
import { api, bodyOf } from "../support/api.ts";
import { exported, extend, verified } from "../support/audit.ts";
import { given } from "../support/given.ts";
import { evictEverything } from "../support/objects.ts";
import { everythingAtRest, exportedAbout } from "../support/privacy.ts";
import { payment } from "../support/samples.ts";
import { added } from "../support/webhooks.ts";

const oldRing = env.SEAL_KEYS;
const fresh = `s2:${btoa("another-key-for-tests-of-32-byte")}`;

/** What the operator does: another ring, and a deployment that begins everything anew. */
async function turnTo(ring: string) {
  env.SEAL_KEYS = ring;
  await evictEverything();
}

afterEach(() => turnTo(oldRing));

const due = ({ organizationId }: { organizationId: string }) => ({
  type: "privacy.reseal_due" as const,
  organizationId,
});

/** Everything that is sealed anywhere, laid down under the old key. */
async function settledIn() {
  const admin = await given.person("org_admin");
  const from = api(admin, { headers: { "cf-connecting-ip": "198.51.100.23" } });
  const transaction = payment({ device_id: "device-of-rotation" });
  await from.submit(transaction);
  const id = transaction.transaction_id;
  const label = { transaction_id: id, source: "chargeback", source_id: `cb-${id}`, note: "a note of rotation" };
  expect((await from.post("/api/antifraud/labels", { labels: [label] })).status).toBe(200);
  const invited = { email: "invited@bank.uz", role: "viewer" };
  await from.post(`/api/organizations/${admin.organizationId}/invite-user`, invited);
  await from.send("PUT", `/api/organizations/${admin.organizationId}`, { billing_email: "bills@bank.uz" });
  const endpoint = await added(admin, "https://hooks.bank.uz/rotation");
  await from.post(`/api/webhooks/endpoints/${endpoint.id}/test`, { type: "model.alert" });
  await from.post("/api/privacy/erase", { subject: { type: "payer", id: "nobody" }, reason: "a reason of rotation" });
  await extend(admin);
  const sealed = () => env.DB.prepare("SELECT sealed FROM antifraud_transactions WHERE transaction_id = ?").bind(id);
  await expect.poll(async () => (await sealed().first<{ sealed: string }>())?.sealed).toMatch(/^v2\./);
  return { ...admin, id, endpoint };
}

/** Where anything stands that the old key sealed; events of the journal are gone by themselves after three days. */
const underOldKey = async () =>
  (await everythingAtRest()).filter(([place, text]) => place !== "object journal" && text.includes("v1.s1."));

it("brings everything under the new key while people go on working, and does without the old one", async () => {
  const admin = await settledIn();
  expect((await underOldKey()).length).toBeGreaterThan(5);
  const root = await given.colleague(admin.organizationId, "super_admin");
  await turnTo(`${fresh},${oldRing}`);

  const platform = createPlatform(env);
  const traffic = Array.from({ length: 10 }, async (_, i) => {
    expect((await api(admin).submit(payment({ user_id: `user_traffic_${i}` }))).status).toBe(200);
    expect((await api(admin).send("PUT", "/api/users/me", { full_name: `Name ${i}` })).status).toBe(200);
    expect((await api(admin).get("/api/webhooks/endpoints")).status).toBe(200);
  });
  const job = resealOrganizations(privacyParts);
  await Promise.all([job(platform, [due(admin)]), ...traffic]);
  await extend(admin);
  for (let i = 0; i < 3; i++)
    await job(platform, [due(admin), due({ organizationId: sandboxOf(admin.organizationId) })]);
  expect(await underOldKey()).toEqual([]);

  const keys = async () => bodyOf<KeysView>(await api(root).get("/api/admin/keys"));
  expect(await keys()).toMatchObject({ current: "s2", older: ["s1"], stuck: 0, may_drop: [] });
  const { organizations, organizations_done } = await keys();
  expect(organizations_done).toBe(organizations);
  await env.DB.prepare("UPDATE privacy_resealed SET done_at = done_at - ?")
    .bind(6 * 24 * 3600 * 1000)
    .run();
  expect((await keys()).may_drop).toEqual(["s1"]);

  await turnTo(fresh);
  const profile = await bodyOf<{ email: string; full_name: string }>(await api(admin).get("/api/users/me"));
  expect(profile).toMatchObject({ email: admin.email, full_name: expect.stringMatching(/^Name \d$/) });
  const organization = await bodyOf(await api(admin).get(`/api/organizations/${admin.organizationId}`));
  expect(organization).toMatchObject({ billing_email: "bills@bank.uz" });
  const detail = await bodyOf(await api(admin).get(`/api/antifraud/transactions/${admin.id}`));
  expect(detail).toMatchObject({ device_id: "device-of-rotation", reports: [{ note: "a note of rotation" }] });
  const endpoint = await bodyOf(await api(admin).get(`/api/webhooks/endpoints/${admin.endpoint.id}`));
  expect(endpoint).toMatchObject({ url: "https://hooks.bank.uz/rotation" });
  const deliveries = `/api/webhooks/endpoints/${admin.endpoint.id}/deliveries`;
  const { data } = await bodyOf<{ data: { id: string }[] }>(await api(admin).get(deliveries));
  expect((await api(admin).get(`/api/webhooks/deliveries/${data[0]!.id}`)).status).toBe(200);
  const refreshed = await api().post("/api/auth/refresh-token", { refresh_token: admin.refreshToken });
  expect(refreshed.status).toBe(200);
  expect((await api(admin).get("/api/auth/sessions")).status).toBe(200);
  const requests = await bodyOf<{ data: { reason: string }[] }>(await api(admin).get("/api/privacy/requests"));
  expect(requests.data).toMatchObject([{ reason: "a reason of rotation" }]);
  expect((await exportedAbout(admin, { type: "person", id: admin.userId })).counts.profile).toBe(1);
  expect(await verified(admin)).toMatchObject({ ok: true });
  const submitted = (await exported(admin)).find(({ action }) => action === "transaction.labelled");
  expect(submitted?.opened).toEqual({ "context.ip_address": "198.51.100.23" });
});

it("leaves a value that was written meanwhile as it was written", async () => {
  const admin = await given.person("org_admin");
  await env.DB.prepare("UPDATE users SET full_name = 'v1.s0.old' WHERE id = ?").bind(admin.userId).run();
  const column = {
    table: "users",
    column: "full_name",
    keys: ["id"],
    reseal: async () => {
      await env.DB.prepare("UPDATE users SET full_name = 'written meanwhile' WHERE id = ?").bind(admin.userId).run();
      return "v1.s1.sealed anew";
    },
  };
  await resealColumn(createPlatform(env), admin.organizationId, column);
  const row = await env.DB.prepare("SELECT full_name FROM users WHERE id = ?").bind(admin.userId).first();
  expect(row).toEqual({ full_name: "written meanwhile" });
});

it("is for super administrators alone, and audited", async () => {
  const admin = await given.person("org_admin");
  const root = await given.colleague(admin.organizationId, "super_admin");
  expect((await api(admin).get("/api/admin/keys")).status).toBe(403);
  expect((await api(admin).post("/api/admin/keys/reseal", {})).status).toBe(403);
  const begun = await api(root).post("/api/admin/keys/reseal", {});
  expect([begun.status, (await bodyOf<KeysView>(begun)).current]).toEqual([202, "s1"]);
  await extend(admin);
  expect((await exported(admin)).map(({ action }) => action)).toContain("keys.resealing_begun");
});
