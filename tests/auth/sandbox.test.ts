import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { forgetFinished, notificationInsert } from "../../workers/notifications/store.ts";
import { createPlatform } from "../../workers/platform/platform.ts";
import { sandboxOf } from "../../workers/platform/sandbox.ts";
import { api, bodyOf } from "../support/api.ts";
import { given } from "../support/given.ts";
import { mailbox } from "../support/mailbox.ts";
import { aCode, anEmail, aPhone, aReset, clockwork, committed, send, stored } from "../support/notices.ts";
import { evictEverything } from "../support/objects.ts";
import { payment } from "../support/samples.ts";

const DAY_MS = 86_400_000;
const everything = ["read:*", "write:*", "manage:*", "review:*", "export:*", "billing:*"];
const clock = ["read:sandbox", "write:sandbox", "write:transactions", "read:transactions"];
const inTestMode = { headers: { "foundry-mode": "test" } };
const forgotten = () => new Promise((wait) => setTimeout(wait, 1_050));

type Issued = { id: string; key: string; mode: string; display: string };
type Clock = { frozen_at: string | null; now: string; latest: string };

const stop = (caller: { token: string }, frozen_at: string) =>
  api(caller).send("PUT", "/api/sandbox/clock", { frozen_at });
const shown = async (caller: { token: string }) => bodyOf<Clock>(await api(caller).get("/api/sandbox/clock"));
const ahead = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();

const auditOf = async (organizationId: string) => {
  const { results } = await env.DB.prepare(
    "SELECT action, actor, target FROM audit_events WHERE organization_id = ? ORDER BY created_at, id",
  )
    .bind(organizationId)
    .all<{ action: string; actor: string; target: string }>();
  return results;
};

describe("a test key", () => {
  it("is issued beside live ones, told apart by its beginning, and stays a test key when it is rotated", async () => {
    const admin = await given.person("org_admin");
    const issue = async (body: object) =>
      bodyOf<Issued>(await api(admin).post("/api/api-keys", { name: "K", scopes: ["write:transactions"], ...body }));
    const [live, test] = [await issue({}), await issue({ mode: "test" })];
    expect(live).toMatchObject({ mode: "live", key: expect.stringMatching(/^aif_live_[0-9A-Za-z]{28}$/) });
    expect(test).toMatchObject({ mode: "test", key: expect.stringMatching(/^aif_test_[0-9A-Za-z]{28}$/) });
    const { data } = await bodyOf<{ data: Issued[] }>(await api(admin).get("/api/api-keys"));
    expect(data.map(({ id, mode }) => [id, mode])).toEqual([
      [test.id, "test"],
      [live.id, "live"],
    ]);
    const rotated = await bodyOf<Issued>(
      await api(admin).post(`/api/api-keys/${test.id}/rotate`, { overlap_hours: 0 }),
    );
    expect(rotated).toMatchObject({ mode: "test", key: expect.stringMatching(/^aif_test_/) });
    await forgotten();
    expect((await api({ token: test.key }).submit(payment())).status).toBe(401);
    expect((await api({ token: rotated.key }).submit(payment({ amount: 700_101 }))).status).toBe(200);
  });

  it("is of a mode that there is", async () => {
    const body = { name: "K", mode: "staging", scopes: ["write:transactions"] };
    const answer = await api(await given.person("org_admin")).post("/api/api-keys", body);
    expect(answer.status).toBe(422);
    expect(await bodyOf(answer)).toMatchObject({ errors: [{ path: "mode" }] });
  });

  it("opens nothing when its beginning is changed to that of a live key, nor the other way round", async () => {
    const [test, live] = [await given.testKey(everything), await given.apiKey(everything)];
    for (const token of [test.token.replace("test", "live"), live.token.replace("live", "test")])
      expect((await api({ token }).submit(payment())).status).toBe(401);
  });

  it("uses the products of its organisation, as long as the organisation has them", async () => {
    const { organizationId } = await given.person("org_admin", ["bankcall"]);
    const answer = await api(await given.testKey(everything, organizationId)).submit(payment());
    expect(answer.status).toBe(403);
    expect(await bodyOf(answer)).toMatchObject({ code: "auth.module_not_enabled" });
  });

  it("uses up the quota of the sandbox, and none of the plan", async () => {
    const admin = await given.person("org_admin");
    const key = await given.testKey(everything, admin.organizationId);
    const left = (answer: Response) =>
      Object.fromEntries(
        [...(answer.headers.get("ratelimit") ?? "").matchAll(/"(\w+)";r=(\d+)/g)].map(([, name, r]) => [
          name,
          Number(r),
        ]),
      );
    const before = left(await api(admin).get("/api/webhooks/endpoints"));
    const first = left(await api(key).get("/api/webhooks/endpoints"));
    const second = left(await api(admin, inTestMode).get("/api/webhooks/endpoints"));
    expect(Object.keys(first)).toEqual(["sandbox"]);
    expect(second).toEqual({ sandbox: first.sandbox! - 1 });
    const after = left(await api(admin).get("/api/webhooks/endpoints"));
    expect(after).toEqual({ user: before.user! - 1, plan: before.plan! - 1 });
  });
});

describe("the header Foundry-Mode", () => {
  it("takes a person to the sandbox of their organisation, and back without it", async () => {
    const admin = await given.person("super_admin");
    const transaction = payment({ amount: 700_302 });
    expect((await api(admin, inTestMode).submit(transaction)).status).toBe(200);
    const path = `/api/antifraud/transactions/${transaction.transaction_id}`;
    expect(await bodyOf(await api(admin, inTestMode).get(path))).toMatchObject({ livemode: false, risk_score: 1000 });
    expect((await api(admin).get(path)).status).toBe(404);
    const sameSandbox = await given.testKey(["read:transactions"], admin.organizationId);
    expect((await api(sameSandbox).get(path)).status).toBe(200);
    const live = { headers: { "foundry-mode": "live" } };
    expect((await api(admin, live).get(path)).status).toBe(404);
  });

  it("does not change what a key is: the wrong one is refused, the right one confirmed", async () => {
    const [test, live] = [await given.testKey(everything), await given.apiKey(everything)];
    const ask = (caller: { token: string }, mode: string) =>
      api(caller, { headers: { "foundry-mode": mode } }).get("/api/antifraud/transactions/list");
    for (const answer of [await ask(test, "live"), await ask(live, "test")]) {
      expect(answer.status).toBe(403);
      expect(await bodyOf(answer)).toMatchObject({ code: "auth.wrong_mode" });
    }
    for (const answer of [await ask(test, "Test"), await ask(live, "live")]) expect(answer.status).toBe(200);
  });

  it("keeps an Idempotency-Key of the one mode apart from the same key of the other", async () => {
    const admin = await given.person("org_admin");
    const add = async (mode: string) => {
      const headers = { "foundry-mode": mode, "idempotency-key": "one-key" };
      const answer = await api(admin, { headers }).post("/api/webhooks/endpoints", { url: "https://hooks.bank.uz/" });
      expect(answer.status).toBe(201);
      return (await bodyOf<{ id: string }>(answer)).id;
    };
    const [live, test] = [await add("live"), await add("test")];
    expect(test).not.toBe(live);
    expect([await add("live"), await add("test")]).toEqual([live, test]);
  });

  it("is refused where it names no mode, and names itself", async () => {
    const answer = await api(await given.person(), { headers: { "foundry-mode": "sandbox" } }).get("/api/users/me");
    expect(answer.status).toBe(422);
    expect(await bodyOf(answer)).toMatchObject({ errors: [{ path: "Foundry-Mode" }] });
  });
});

describe("the test clock", () => {
  it("runs with the real time until it is stopped, and again once it is reset", async () => {
    const key = await given.testKey(clock);
    expect((await shown(key)).frozen_at).toBeNull();
    const at = ahead(30);
    expect(await bodyOf(await stop(key, at))).toMatchObject({ frozen_at: at, now: at });
    expect(await shown(key)).toMatchObject({ frozen_at: at, now: at });
    await evictEverything();
    expect(await shown(key)).toMatchObject({ frozen_at: at, now: at });
    const reset = await api(key).delete("/api/sandbox/clock");
    expect(await bodyOf(reset)).toMatchObject({ frozen_at: null });
    expect((await shown(key)).frozen_at).toBeNull();
  });

  it("only goes forward: to the same time once more, but not before it", async () => {
    const key = await given.testKey(clock);
    const at = ahead(10);
    for (const _ of [1, 2]) expect((await stop(key, at)).status).toBe(200);
    for (const earlier of [ahead(9), new Date().toISOString()]) {
      const answer = await stop(key, earlier);
      expect(answer.status).toBe(409);
      expect(await bodyOf(answer)).toMatchObject({ code: "sandbox.clock_backwards", detail: `It shows ${at}` });
    }
    expect((await shown(key)).frozen_at).toBe(at);
    expect((await stop(await given.testKey(clock), ahead(-1))).status).toBe(409);
  });

  it("of calls at the same time keeps the latest, and refuses those that would take it back", async () => {
    const key = await given.testKey(clock);
    const times = Array.from({ length: 20 }, (_, i) => ahead(1 + ((i * 7) % 20)));
    const answers = await Promise.all(times.map((time) => stop(key, time)));
    expect((await shown(key)).frozen_at).toBe(times.toSorted().at(-1));
    for (const answer of answers) expect([200, 409]).toContain(answer.status);
    const taken = times.filter((_, i) => answers[i]!.status === 200);
    expect(taken).toContain(times.toSorted().at(-1));
    const rows = (await auditOf(sandboxOf(key.organizationId))).filter(
      ({ action }) => action === "sandbox.clock_stopped",
    );
    expect(rows.length).toBe(taken.length);
  });

  it("is stopped at most 400 days ahead, and at a time", async () => {
    const key = await given.testKey(clock);
    expect((await stop(key, (await shown(key)).latest)).status).toBe(200);
    for (const wrong of [ahead(402), "tomorrow", "2026-12-01"]) {
      const answer = await stop(key, wrong);
      expect(answer.status).toBe(422);
      expect(await bodyOf(answer)).toMatchObject({ errors: [{ path: "frozen_at" }] });
    }
  });

  it("is that of the sandbox: its keys and people share it, no other organisation and nothing live sees it", async () => {
    const admin = await given.person("org_admin");
    const key = await given.testKey(clock, admin.organizationId);
    const at = ahead(60);
    await stop(key, at);
    expect(await bodyOf(await api(admin, inTestMode).get("/api/sandbox/clock"))).toMatchObject({ frozen_at: at });
    expect((await shown(await given.testKey(clock))).frozen_at).toBeNull();
    const live = await given.apiKey(clock, ["antifraud"], { owner: admin.organizationId });
    const future = payment({ timestamp: at });
    expect((await api(live).submit(future)).status).toBe(422);
    expect((await api(key).submit(future)).status).toBe(200);
    expect((await api(live).get("/api/sandbox/clock")).status).toBe(403);
    expect((await stop(live, ahead(90))).status).toBe(403);
    expect((await shown(key)).frozen_at).toBe(at);
  });

  it("does not keep a credential alive, nor end one", async () => {
    const admin = await given.person("org_admin");
    const key = await given.testKey(clock, admin.organizationId);
    await stop(key, ahead(399));
    await forgotten();
    expect((await shown(key)).frozen_at).not.toBeNull();
    expect((await api(admin).get("/api/users/me")).status).toBe(200);
  });
});

describe("what happens in a sandbox", () => {
  it("is on record in a log of its own, that verifies, and not in that of the organisation", async () => {
    const admin = await given.person("super_admin");
    const before = await auditOf(admin.organizationId);
    const key = await given.testKey(everything, admin.organizationId);
    await stop(key, ahead(1));
    await api(key).delete("/api/sandbox/clock");
    await api(key).get("/api/sandbox/messages");
    const tenant = sandboxOf(admin.organizationId);
    expect((await auditOf(tenant)).map(({ action, target }) => [action, target])).toEqual([
      ["sandbox.clock_stopped", tenant],
      ["sandbox.clock_reset", tenant],
      ["sandbox.messages_read", tenant],
    ]);
    expect(await auditOf(admin.organizationId)).toEqual(before);
    const { data } = await bodyOf<{ data: { action: string }[] }>(
      await api(admin, inTestMode).get("/api/audit/events"),
    );
    expect(data.map(({ action }) => action)).toContain("sandbox.clock_stopped");
    expect(await bodyOf(await api(key).get("/api/audit/verify"))).toMatchObject({ ok: true });
    expect(await bodyOf(await api(admin).get("/api/audit/verify"))).toMatchObject({ ok: true });
  });
});

describe("mails and SMS of a sandbox", () => {
  type Message = { id: string; to: string; channel: string; subject: string | null; text: string; html: string | null };
  const messagesOf = async (caller: { token: string }, query = "") =>
    bodyOf<{ data: Message[]; next_cursor: string | null }>(await api(caller).get(`/api/sandbox/messages${query}`));

  it("are recorded as people would get them, and never sent", async () => {
    const key = await given.testKey(clock);
    const organizationId = sandboxOf(key.organizationId);
    const platform = createPlatform(env);
    const [email, phone] = [anEmail(), aPhone()];
    const mail = await committed(platform, { ...aReset(email), organizationId });
    const sms = await committed(platform, { ...aCode(phone), organizationId });
    await send(platform, mail, sms);
    for (const to of [email, phone]) expect((await mailbox.of(to)).asked).toBe(0);
    const { data } = await messagesOf(key);
    expect(data.map(({ id, channel, to }) => [id, channel, to])).toEqual([
      [sms.id, "sms", phone],
      [mail.id, "email", email],
    ]);
    expect(data[0]).toMatchObject({ text: expect.stringContaining("482913"), subject: null, html: null });
    expect(data[1]).toMatchObject({
      subject: expect.any(String),
      text: expect.stringContaining("#token=tok-1"),
      html: expect.stringContaining("<"),
    });
    expect(JSON.stringify(await stored(mail))).not.toContain(email);
    expect((await messagesOf(await given.testKey(clock))).data).toEqual([]);
  });

  it("come in pages, newest first", async () => {
    const key = await given.testKey(clock);
    const organizationId = sandboxOf(key.organizationId);
    const { platform, pass } = clockwork();
    const ids: string[] = [];
    for (let i = 0; i < 5; i++) {
      ids.unshift((await committed(platform, { ...aCode(aPhone()), organizationId })).id);
      pass(1000);
    }
    const seen: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const page = await messagesOf(key, `?limit=2${cursor && `&cursor=${cursor}`}`);
      seen.push(...page.data.map(({ id }) => id));
      cursor = page.next_cursor;
    }
    expect(seen).toEqual(ids);
    expect((await api(key).get("/api/sandbox/messages?cursor=nonsense")).status).toBe(422);
  });

  it("would not be sent even where a row waited by mistake, while those of the organisation are", async () => {
    const { platform } = clockwork();
    const organizationId = platform.newId("org");
    const [tried, real] = [anEmail(), anEmail()];
    const row = await committed(platform, { ...aReset(tried), organizationId });
    const waiting = { ...row, id: platform.newId("ntf"), organizationId: sandboxOf(organizationId) };
    await platform.db.batch([notificationInsert(platform.db, waiting)]);
    await send(platform, waiting);
    expect(await stored(waiting)).toMatchObject({ state: "waiting", attempts: 0 });
    expect((await mailbox.of(tried)).asked).toBe(0);
    await send(platform, await committed(platform, { ...aReset(real), organizationId }));
    expect((await mailbox.of(real)).messages).toHaveLength(1);
  });

  it("are forgotten by age, and nothing else is", async () => {
    const { platform, now, pass } = clockwork();
    const organizationId = platform.newId("org");
    const draft = (id: string) => committed(platform, { ...aCode(aPhone()), organizationId: id });
    const [old, live] = [await draft(sandboxOf(organizationId)), await draft(organizationId)];
    pass(1000);
    const fresh = await draft(sandboxOf(organizationId));
    const age = { from: 0, before: now() - 1, limit: 100 };
    await forgetFinished(platform.db, sandboxOf(organizationId), age);
    expect(await stored(old)).toBeNull();
    expect(await stored(live)).toMatchObject({ state: "waiting" });
    expect(await stored(fresh)).toMatchObject({ state: "recorded" });
  });
});
