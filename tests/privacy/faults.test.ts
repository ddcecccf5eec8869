import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { privacyParts } from "../../workers/modules.ts";
import { createPlatform } from "../../workers/platform/platform.ts";
import type { PrivacyPart } from "../../workers/platform/privacy.ts";
import { runRequests, sweepRequests } from "../../workers/privacy/index.ts";
import type { RequestView } from "../../workers/privacy/schemas.ts";
import { api, bodyOf } from "../support/api.ts";
import { given } from "../support/given.ts";
import { type ExportDocument, settled } from "../support/privacy.ts";
import { payment } from "../support/samples.ts";

type Person = Awaited<ReturnType<typeof given.person>>;

/** Asks while the queue is down, so that nobody begins. */
async function askedUnheard(admin: Person, path: "export" | "erase", user: string): Promise<string> {
  const send = env.EVENTS.send;
  env.EVENTS.send = () => Promise.reject(new Error("queue is down"));
  try {
    const order = { subject: { type: "payer", id: user }, ...(path === "erase" && { reason: "asked" }) };
    const answer = await api(admin).post(`/api/privacy/${path}`, order);
    expect(answer.status).toBe(202);
    return (await bodyOf<RequestView>(answer)).id;
  } finally {
    env.EVENTS.send = send;
  }
}

async function paid(admin: Person, user: string, times: number) {
  const ids = await Promise.all(
    Array.from({ length: times }, async () => {
      const transaction = payment({ user_id: user, device_id: `device-of-${user}` });
      await (await api(admin).submit(transaction)).text();
      return transaction.transaction_id;
    }),
  );
  await expect.poll(() => paymentsOf(admin, user)).toBe(times);
  return ids;
}

async function paymentsOf({ organizationId }: Person, user: string) {
  const found = env.DB.prepare(
    "SELECT count(*) AS n FROM antifraud_transactions WHERE organization_id = ? AND user_id = ?",
  );
  return (await found.bind(organizationId, user).first<{ n: number }>())?.n;
}

const eventOf = ({ organizationId }: Person, id: string) => ({
  type: "privacy.requested" as const,
  organizationId,
  id,
});

const read = async (admin: Person, id: string) =>
  bodyOf<RequestView>(await api(admin).get(`/api/privacy/requests/${id}`));

it("is found by the sweep when nobody could be told, and when whoever did it died", async () => {
  const admin = await given.person("org_admin");
  await paid(admin, "user_swept", 2);
  const [unheard, orphaned] = [
    await askedUnheard(admin, "erase", "user_swept"),
    await askedUnheard(admin, "export", "user_else"),
  ];
  await env.DB.prepare("UPDATE privacy_requests SET state = 'running', run = 'run_dead', lease_until = ? WHERE id = ?")
    .bind(Date.now() - 1, orphaned)
    .run();
  await sweepRequests(createPlatform(env));
  expect((await read(admin, unheard)).state).toBe("received");
  await sweepRequests(createPlatform(env, { now: () => Date.now() + 120_000 }));
  expect(await settled(admin, unheard)).toMatchObject({ state: "done", counts: { payments: 2 } });
  expect(await settled(admin, orphaned)).toMatchObject({ state: "done" });
});

it("goes on where a fault stopped it, and counts nothing twice", async () => {
  const admin = await given.person("org_admin");
  await paid(admin, "user_interrupted", 3);
  const id = await askedUnheard(admin, "erase", "user_interrupted");
  const fault: PrivacyPart = { classes: [], retention: [], forget: () => Promise.reject(new Error("storage is down")) };
  const platform = createPlatform(env);
  await expect(runRequests([...privacyParts, fault])(platform, [eventOf(admin, id)])).rejects.toThrow(
    "storage is down",
  );
  expect(await read(admin, id)).toMatchObject({ state: "running", counts: { payments: 3 } });
  // Paid between both runs: by somebody who is no more of the past.
  await paid(admin, "user_interrupted", 1);
  await runRequests(privacyParts)(platform, [eventOf(admin, id)]);
  expect(await read(admin, id)).toMatchObject({ state: "done", counts: { payments: 3 } });
  expect(await paymentsOf(admin, "user_interrupted")).toBe(1);
});

it("is done by one of many who are told at the same time", async () => {
  const admin = await given.person("org_admin");
  await paid(admin, "user_twice", 3);
  const id = await askedUnheard(admin, "export", "user_twice");
  const platform = createPlatform(env);
  await Promise.all(Array.from({ length: 5 }, () => runRequests(privacyParts)(platform, [eventOf(admin, id)])));
  expect(await read(admin, id)).toMatchObject({ state: "done", counts: { payments: 3 } });
  const { objects } = await env.PRIVACY.list({ prefix: `exports/${admin.organizationId}/${id}/` });
  expect(objects).toHaveLength(1);
  const document = await bodyOf<ExportDocument>(await api(admin).get(`/api/privacy/requests/${id}/download`));
  expect(document.records).toHaveLength(3);
  expect(await (await env.PRIVACY.get(objects[0]!.key))!.text()).toMatch(/^v2\./);
});

it("writes a large export into several files, which make one document", async () => {
  const admin = await given.person("org_admin");
  const id = await askedUnheard(admin, "export", "user_large");
  const wide: PrivacyPart = {
    classes: [],
    retention: [],
    async *exportOf() {
      for (let i = 0; i < 30; i++) yield [{ class: "wide", number: i, text: "x".repeat(100_000) }];
    },
  };
  await runRequests([wide, ...privacyParts])(createPlatform(env), [eventOf(admin, id)]);
  expect((await env.PRIVACY.list({ prefix: `exports/${admin.organizationId}/${id}/` })).objects.length).toBe(3);
  const document = await bodyOf<ExportDocument>(await api(admin).get(`/api/privacy/requests/${id}/download`));
  expect(document.records.map(({ number }) => number)).toEqual(Array.from({ length: 30 }, (_, i) => i));
});

it("is refused with the place of what is wrong, and takes nothing", async () => {
  const admin = await given.person("org_admin");
  const wrong: [path: string, body: unknown, place: string][] = [
    ["export", {}, "subject"],
    ["export", { subject: { type: "organization", id: "x" } }, "subject.type"],
    ["export", { subject: { type: "payer", id: "" } }, "subject.id"],
    ["erase", { subject: { type: "payer", id: "x" } }, "reason"],
    ["erase", { subject: { type: "payer", id: "x" }, reason: "  " }, "reason"],
    ["erase", { subject: { type: "payer", id: "x", more: 1 }, reason: "asked" }, "subject.more"],
  ];
  for (const [path, body, place] of wrong) {
    const answer = await api(admin).post(`/api/privacy/${path}`, body);
    expect(answer.status).toBe(422);
    const { errors } = await bodyOf<{ errors: { path: string }[] }>(answer);
    expect(errors.map((error) => error.path)).toContain(place);
  }
  const { data } = await bodyOf<{ data: unknown[] }>(await api(admin).get("/api/privacy/requests"));
  expect(data).toEqual([]);
});
