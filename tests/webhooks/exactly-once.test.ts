import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createPlatform } from "../../workers/platform/platform.ts";
import { attemptDelivery } from "../../workers/webhooks/attempt-delivery.ts";
import { api, bodyOf } from "../support/api.ts";
import { decided } from "../support/decided.ts";
import { evictEverything } from "../support/objects.ts";
import { payment } from "../support/samples.ts";
import {
  added,
  consumed,
  crash,
  deliveriesOf,
  everythingStored,
  keeper,
  objectOf,
  receiver,
  runDue,
} from "../support/webhooks.ts";

const START = Date.UTC(2031, 2, 1);

describe("one event, one delivery", () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["Date"], now: START });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("however often, late and side by side the queue brings it", async () => {
    const caller = await keeper();
    const [one, other] = [await receiver(), await receiver()];
    const endpoints = [await added(caller, one.url), await added(caller, other.url)];
    const events = Array.from({ length: 20 }, () => decided(caller.organizationId, { at: START }));
    await Promise.all([consumed(events), consumed([...events].reverse()), consumed(events.slice(5, 10))]);
    for (const endpoint of endpoints) await runDue(caller, endpoint);
    await evictEverything();
    vi.setSystemTime(START + 3_600_000);
    await consumed([...events, ...events]);
    for (const endpoint of endpoints) await runDue(caller, endpoint);
    for (const target of [one, other]) {
      const requests = await target.received();
      expect(requests.length).toBe(20);
      expect(new Set(requests.map(({ headers }) => headers["webhook-id"])).size).toBe(20);
      const told = requests.map(({ body }) => JSON.parse(body).data.transaction_id).sort();
      expect(told).toEqual(events.map(({ transactionId }) => transactionId).sort());
    }
    const ids = async (target: typeof one) =>
      (await target.received()).map(({ headers }) => headers["webhook-id"]).sort();
    expect(await ids(one)).toEqual(await ids(other));
  });

  it("also of a transaction id that two organisations use", async () => {
    const [alfa, beta] = [await keeper(), await keeper()];
    const [one, other] = [await receiver(), await receiver()];
    const endpoints = [
      [alfa, await added(alfa, one.url)],
      [beta, await added(beta, other.url)],
    ] as const;
    const event = decided(alfa.organizationId, { at: START });
    await consumed([event, { ...event, organizationId: beta.organizationId }]);
    for (const [caller, endpoint] of endpoints) await runDue(caller, endpoint);
    const [first, second] = [await one.received(), await other.received()];
    expect([first.length, second.length]).toEqual([1, 1]);
    expect(first[0]!.headers["webhook-id"]).not.toBe(second[0]!.headers["webhook-id"]);
  });

  it("when the object dies in the middle of an attempt: tried again under the same id, and noted", async () => {
    const caller = await keeper();
    const target = await receiver([{ hold: true }]);
    const endpoint = await added(caller, target.url);
    await consumed([decided(caller.organizationId, { at: START })]);
    const attempt = runDue(caller, endpoint).catch(() => {});
    expect((await target.got(1)).length).toBe(1);
    expect(await deliveriesOf(caller, endpoint)).toMatchObject([{ status: "sending", attempts: 0 }]);
    await crash(caller, endpoint);
    await target.release();
    await attempt;
    await runDue(caller, endpoint);
    const requests = await target.got(2);
    expect(requests.length).toBe(2);
    expect(requests[0]!.headers["webhook-id"]).toBe(requests[1]!.headers["webhook-id"]);
    expect(requests[0]!.body).toBe(requests[1]!.body);
    const [delivery] = await deliveriesOf(caller, endpoint);
    expect(delivery).toMatchObject({ status: "succeeded", attempts: 2 });
    const detail = await bodyOf<{ attempt_log: { outcome: string }[] }>(
      await api(caller).get(`/api/webhooks/deliveries/${delivery!.id}`),
    );
    expect(detail.attempt_log.map(({ outcome }) => outcome)).toEqual(["interrupted", "succeeded"]);
  });

  it("when the event comes again while it is being attempted", async () => {
    const caller = await keeper();
    const target = await receiver([{ hold: true }]);
    const endpoint = await added(caller, target.url);
    const event = decided(caller.organizationId, { at: START });
    await consumed([event]);
    const attempt = runDue(caller, endpoint);
    await target.got(1);
    await consumed([event]);
    const again = runDue(caller, endpoint);
    await target.release();
    await Promise.all([attempt, again]);
    await runDue(caller, endpoint);
    expect((await target.received()).length).toBe(1);
  });

  it("of hundreds at once, and the endpoint's filter lets through what it follows only", async () => {
    const caller = await keeper();
    const [all, labels] = [await receiver(), await receiver()];
    const everything = await added(caller, all.url);
    const some = await added(caller, labels.url, { event_types: ["transaction.labelled"] });
    const events = Array.from({ length: 700 }, () => decided(caller.organizationId, { at: START }));
    await consumed(events);
    await runDue(caller, everything);
    await runDue(caller, some);
    expect((await all.received()).length).toBe(700);
    expect((await labels.received()).length).toBe(0);
    expect(await deliveriesOf(caller, some)).toEqual([]);
  });

  it("goes back to the queue while the endpoint's object takes nothing, and is delivered once it does", async () => {
    const caller = await keeper();
    const target = await receiver();
    const endpoint = await added(caller, target.url);
    const event = decided(caller.organizationId, { at: START });
    const takeNothing = vi.spyOn(env.WEBHOOK_ENDPOINT, "getByName").mockImplementation(() => {
      throw new Error("unreachable");
    });
    expect(await consumed([event])).toBe(1);
    takeNothing.mockRestore();
    expect(await consumed([event])).toBe(0);
    await runDue(caller, endpoint);
    expect((await target.received()).length).toBe(1);
  });

  it("asks and stores nothing for an organisation without endpoints, and looks it up once a second", async () => {
    const caller = await keeper();
    const before = await everythingStored();
    const prepare = vi.spyOn(env.DB, "prepare");
    const asked = () => prepare.mock.calls.filter(([sql]) => sql.includes("webhook_endpoints")).length;
    for (let i = 0; i < 20; i++) await consumed([decided(caller.organizationId, { at: START + i })]);
    expect(asked()).toBe(1);
    vi.setSystemTime(START + 1000);
    await consumed([decided(caller.organizationId, { at: START })]);
    expect(asked()).toBe(2);
    prepare.mockRestore();
    expect(await everythingStored()).toBe(before);
  });

  it("does not wait longer for an answer than it is told", async () => {
    const target = await receiver([{ delayMs: 5000 }]);
    const attempt = await attemptDelivery(
      createPlatform(env),
      { url: target.url, keys: [] },
      { id: "msg_1", body: "{}" },
      100,
    );
    expect(attempt).toMatchObject({ outcome: "timeout", responseStatus: null });
  });
});

describe("from the payment to the receiver", () => {
  it("tells what was decided, and how it turned out, through the queue and the alarm", async () => {
    const caller = await keeper();
    const target = await receiver();
    const endpoint = await added(caller, target.url);
    const paid = payment();
    const answer = await bodyOf<{ decision: string; risk_score: number }>(await api(caller).submit(paid));
    const [request] = await target.got(1);
    const { type, timestamp, data } = JSON.parse(request!.body);
    expect(type).toBe("transaction.decided");
    expect(new Date(timestamp).toISOString()).toBe(timestamp);
    expect(data).toEqual({
      transaction_id: paid.transaction_id,
      decision: answer.decision,
      risk_score: answer.risk_score,
      amount: paid.amount,
      currency: paid.currency,
      reasons: expect.any(Array),
      ml_model_version: expect.any(String),
    });
    for (const personal of [paid.user_id, paid.ip_address, paid.device_id, paid.merchant])
      expect(request!.body).not.toContain(personal);
    const report = { transaction_id: paid.transaction_id, source: "chargeback", source_id: "CB-1" };
    const labels = api(caller).post("/api/antifraud/labels", { labels: [report] });
    expect((await labels).status).toBeLessThan(300);
    const [, second] = await target.got(2);
    expect(JSON.parse(second!.body)).toMatchObject({
      type: "transaction.labelled",
      data: { ...report, is_fraud: true },
    });
    expect(await objectOf(caller, endpoint).list(10, null, null)).toHaveLength(2);
  });
});
