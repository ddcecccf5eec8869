import { env } from "cloudflare:workers";
import { expect, it, vi } from "vitest";
import { api } from "../support/api.ts";
import { given } from "../support/given.ts";
import { type Mail, mailbox } from "../support/mailbox.ts";
import { added, crash, receiver, runDue } from "../support/webhooks.ts";

/** An organisation with two administrators, who speak different languages, and an analyst. */
async function bank() {
  const first = await given.person("org_admin");
  const second = await given.colleague(first.organizationId, "org_admin");
  const analyst = await given.colleague(first.organizationId, "antifraud_manager");
  const headers = { "accept-language": "en" };
  const signedIn = await api(undefined, { headers }).post("/api/auth/login", {
    email: second.email,
    password: "correct horse battery",
  });
  expect(signedIn.status).toBe(200);
  return { first, second, analyst };
}

const mailsTo = async (email: string) => (await mailbox.of<Mail>(email)).messages;
const queued = async (organizationId: string) =>
  (
    await env.DB.prepare(
      "SELECT count(*) AS n FROM notifications WHERE organization_id = ? AND template = 'webhook_disabled'",
    )
      .bind(organizationId)
      .first<{ n: number }>()
  )?.n;

it("the administrators of an organisation are mailed once that an endpoint was disabled, each in their language", async () => {
  const { first, second, analyst } = await bank();
  const target = await receiver([], { status: 410 });
  const endpoint = await added(first, target.url);
  const test = () => api(first).post(`/api/webhooks/endpoints/${endpoint.id}/test`, { type: "model.alert" });
  expect((await test()).status).toBe(202);
  await runDue(first, endpoint);
  await vi.waitFor(
    async () => {
      expect(await mailsTo(first.email)).toHaveLength(1);
      expect(await mailsTo(second.email)).toHaveLength(1);
    },
    { timeout: 20_000, interval: 100 },
  );
  const [[uz], [en]] = [await mailsTo(first.email), await mailsTo(second.email)];
  expect(uz!.subject).toBe("Webhook manzili oʻchirib qoʻyildi");
  expect(en!.subject).toBe("A webhook endpoint was disabled");
  expect(en!.text).toContain(endpoint.id);
  expect(await mailsTo(analyst.email)).toEqual([]);
  await crash(first, endpoint);
  await runDue(first, endpoint);
  expect(await queued(first.organizationId)).toBe(2);
});

it("nobody is mailed where the owner's change came first, which stands", async () => {
  const { first } = await bank();
  const target = await receiver([{ status: 410, hold: true }], { status: 410 });
  const endpoint = await added(first, target.url);
  await api(first).post(`/api/webhooks/endpoints/${endpoint.id}/test`, { type: "model.alert" });
  const round = runDue(first, endpoint);
  await target.got(1);
  const path = `/api/webhooks/endpoints/${endpoint.id}`;
  const etag = (await api(first).get(path)).headers.get("etag") ?? "";
  const changed = await api(first, { headers: { "if-match": etag } }).send("PUT", path, {
    url: target.url,
    enabled: false,
  });
  expect(changed.status).toBe(200);
  await target.release();
  await round;
  expect(await queued(first.organizationId)).toBe(0);
});
