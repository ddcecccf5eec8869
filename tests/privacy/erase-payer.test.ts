import { createExecutionContext, createMessageBatch, getQueueResult } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { createPlatform } from "../../workers/platform/platform.ts";
import { queue } from "../../workers/queue.ts";
import { api, bodyOf } from "../support/api.ts";
import { given } from "../support/given.ts";
import { evictEverything } from "../support/objects.ts";
import {
  erased,
  everythingAtRest,
  exportedAbout,
  keptSubjectKeys,
  openWhatOpens,
  placesOf,
} from "../support/privacy.ts";
import { payment } from "../support/samples.ts";

type Detail = { user_id: string; ip_address: string | null; device_id: string | null; decision: string };

const canaries = (name: string) => ({
  user: `user_canary_${name}`,
  ip: "203.0.113.77",
  device: `device-canary-${name}`,
  card: `fp_canary_${name}`,
  note: `note-canary-${name}`,
});

/** A payment that carries a value in every personal field, projected and reported. */
async function paid(caller: { token: string }, canary: ReturnType<typeof canaries>) {
  const transaction = payment({
    user_id: canary.user,
    ip_address: canary.ip,
    device_id: canary.device,
    metadata: { card_fingerprint: canary.card, payment_method: "card" },
  });
  const answer = await (await api(caller).submit(transaction)).text();
  const id = transaction.transaction_id;
  await expect
    .poll(async () => {
      const row = await env.DB.prepare("SELECT sealed FROM antifraud_transactions WHERE transaction_id = ?").bind(id);
      return (await row.first<{ sealed: string }>())?.sealed;
    })
    .toMatch(/^v2\./);
  const label = { transaction_id: id, source: "chargeback", source_id: `cb-${id}`, note: canary.note };
  expect((await api(caller).post("/api/antifraud/labels", { labels: [label] })).status).toBeLessThan(300);
  return { id, answer, transaction };
}

const detail = async (caller: { token: string }, id: string) =>
  bodyOf<Detail>(await api(caller).get(`/api/antifraud/transactions/${id}`));

it("leaves nothing of a payer in any store, nor in a copy from before, and the decision as it was", async () => {
  const admin = await given.person("org_admin");
  const canary = canaries("a");
  const { id, answer, transaction } = await paid(admin, canary);
  const others = canaries("b");
  const other = await paid(admin, others);
  const texts = [canary.user, canary.device, canary.card, canary.note];
  expect((await placesOf(texts)).length).toBeGreaterThan(3);
  const before = await everythingAtRest();

  const request = await erased(admin, { type: "payer", id: canary.user });
  expect(request).toMatchObject({ state: "done", subject: { type: "payer", id: null }, counts: { payments: 1 } });
  expect(request.kept.map((entry) => entry.class)).toContain("payments");

  await evictEverything();
  expect(await placesOf([canary.user, canary.note])).toEqual([]);
  // A card and a device are others' too: their activity stays, without a word of who paid.
  expect(new Set(await placesOf([canary.card, canary.device]))).toEqual(new Set(["object entities"]));
  // A copy of the rows from before opens no more: envelopes of the projection are under the key that is gone.
  const keys = await keptSubjectKeys();
  const copied = before.filter(([place]) => /^antifraud_(transactions|labels)$/.test(place));
  expect(copied.flatMap(([, text]) => openWhatOpens(text, keys)).join()).not.toContain(canary.device);
  expect(copied.flatMap(([, text]) => openWhatOpens(text, keys)).join()).not.toContain(canary.note);

  expect(await detail(admin, id)).toMatchObject({ user_id: "erased", ip_address: null, device_id: null });
  expect(await (await api(admin).submit(transaction)).text()).toBe(answer);
  expect(await detail(admin, other.id)).toMatchObject({ user_id: others.user, device_id: others.device });
});

it("lets a payer who pays again begin anew, however often the erasure is told", async () => {
  const admin = await given.person("org_admin");
  const canary = canaries("again");
  await paid(admin, canary);
  const request = await erased(admin, { type: "payer", id: canary.user });
  const later = await paid(admin, canary);
  const event = { type: "privacy.requested", organizationId: admin.organizationId, id: request.id };
  for (let i = 0; i < 2; i++) await tell(event);
  expect(await detail(admin, later.id)).toMatchObject({ user_id: canary.user, device_id: canary.device });
});

it("keeps what was on its way while it ran out of the projection", async () => {
  const admin = await given.person("org_admin");
  const canary = canaries("late");
  const { id } = await paid(admin, canary);
  const found = await env.ENTITY_ACTIVITY.getByName(`${admin.organizationId}:0`).find(id);
  const event = found && "event" in found ? JSON.parse(found.event) : undefined;
  await erased(admin, { type: "payer", id: canary.user });
  await env.DB.prepare("DELETE FROM antifraud_transactions WHERE transaction_id = ?").bind(id).run();
  await tell(event);
  expect(await detail(admin, id)).toMatchObject({ user_id: "erased", ip_address: null, device_id: null });
  expect(await placesOf([canary.user])).toEqual([]);
});

it("erases a card without its payer, who stays with the payments", async () => {
  const admin = await given.person("org_admin");
  const canary = canaries("card");
  const { id } = await paid(admin, canary);
  const request = await erased(admin, { type: "card", id: canary.card });
  expect(request.counts).toEqual({ payments: 1 });
  await evictEverything();
  expect(await detail(admin, id)).toMatchObject({ user_id: canary.user, ip_address: null, device_id: null });
  expect(await placesOf([canary.card])).toEqual([]);
});

it("exports every personal field of a payer, and of nobody else", async () => {
  const admin = await given.person("org_admin");
  const canary = canaries("export");
  const others = canaries("other");
  const { id } = await paid(admin, canary);
  await paid(admin, others);
  const document = await exportedAbout(admin, { type: "payer", id: canary.user });
  expect(document.counts).toEqual({ payments: 1 });
  expect(document.records).toHaveLength(1);
  expect(document.records[0]).toMatchObject({
    class: "payments",
    transaction_id: id,
    user_id: canary.user,
    ip_address: canary.ip,
    device_id: canary.device,
    metadata: { card_fingerprint: canary.card },
    reports: [{ source: "chargeback", note: canary.note }],
  });
  expect(JSON.stringify(document)).not.toContain(others.user);
  expect(document.classes.map((entry) => entry.class)).toContain("payment_details");
});

it("answers alike about payers that nobody knows, and about those of another organisation", async () => {
  const [admin, stranger] = [await given.person("org_admin"), await given.person("org_admin")];
  const canary = canaries("foreign");
  const { id } = await paid(admin, canary);
  const unknown = await erased(stranger, { type: "payer", id: "nobody" });
  const foreign = await erased(stranger, { type: "payer", id: canary.user });
  expect([unknown.state, foreign.state, unknown.counts, foreign.counts]).toEqual(["done", "done", {}, {}]);
  expect(await detail(admin, id)).toMatchObject({ user_id: canary.user, device_id: canary.device });
  expect((await exportedAbout(stranger, { type: "payer", id: canary.user })).records).toEqual([]);
});

async function tell(event: object) {
  const message = { id: "m", timestamp: new Date(), attempts: 1, body: JSON.stringify([event]) };
  const batch = createMessageBatch("events", [message]);
  await queue(batch, env, createExecutionContext());
  expect(await getQueueResult(batch, createExecutionContext())).toMatchObject({ ackAll: true });
  return createPlatform(env);
}
