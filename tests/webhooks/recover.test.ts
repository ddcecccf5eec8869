import { listDurableObjectIds, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { api, bodyOf } from "../support/api.ts";
import { decided } from "../support/decided.ts";
import {
  added,
  alarmOf,
  type Caller,
  consumed,
  type Delivery,
  deliveriesOf,
  type Endpoint,
  keeper,
  objectOf,
  receiver,
  runDue,
} from "../support/webhooks.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const START = Date.UTC(2031, 4, 1);
const PATH = "/api/webhooks/endpoints";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: START });
});
afterEach(() => {
  vi.useRealTimers();
});

const happen = (caller: Caller, times = 1) =>
  consumed(Array.from({ length: times }, () => decided(caller.organizationId, { at: Date.now() })));
const replay = (caller: Caller, { id }: { id: string }) =>
  api(caller).post(`/api/webhooks/deliveries/${id}/replay`, undefined);
const recover = (caller: Caller, { id }: Endpoint, since: number) =>
  api(caller).post(`${PATH}/${id}/recover`, { since: new Date(since).toISOString() });
const enable = (caller: Caller, { id, url }: Endpoint, enabled = true) =>
  api(caller).send("PUT", `${PATH}/${id}`, { url, enabled });

describe("a delivery", () => {
  it("is sent again on request under the same id, freshly signed, whether it failed or not", async () => {
    const caller = await keeper();
    const target = await receiver();
    const endpoint = await added(caller, target.url);
    await happen(caller);
    await runDue(caller, endpoint);
    const [done] = await deliveriesOf(caller, endpoint);
    vi.setSystemTime(START + HOUR_MS);
    const answer = await replay(caller, done!);
    expect(answer.status).toBe(202);
    expect(await bodyOf(answer)).toMatchObject({ id: done!.id, status: "waiting" });
    await runDue(caller, endpoint);
    const [first, second] = await target.received();
    expect(second!.headers["webhook-id"]).toBe(first!.headers["webhook-id"]);
    expect(second!.headers["webhook-timestamp"]).toBe(String((START + HOUR_MS) / 1000));
    expect(second!.body).toBe(first!.body);
    expect(await deliveriesOf(caller, endpoint)).toMatchObject([{ status: "succeeded", attempts: 2 }]);
    const audit = await env.DB.prepare("SELECT action FROM audit_events WHERE organization_id = ? AND target = ?")
      .bind(caller.organizationId, done!.id)
      .all();
    expect(audit.results).toEqual([{ action: "webhook_delivery.replay_requested" }]);
  });

  it("that is asked for again in the middle of an attempt is attempted once more after it", async () => {
    const caller = await keeper();
    const target = await receiver([{ hold: true }]);
    const endpoint = await added(caller, target.url);
    await happen(caller);
    const attempt = runDue(caller, endpoint);
    await target.got(1);
    const [sending] = await deliveriesOf(caller, endpoint);
    expect((await replay(caller, sending!)).status).toBe(202);
    await target.release();
    await attempt;
    await runDue(caller, endpoint);
    expect((await target.received()).length).toBe(2);
    expect(await deliveriesOf(caller, endpoint)).toMatchObject([{ status: "succeeded", attempts: 2 }]);
  });

  it("shows every attempt with what was sent, and the first kilobyte of what was answered", async () => {
    const caller = await keeper();
    const target = await receiver([
      { status: 500, body: "e".repeat(5000) },
      { status: 200, body: "ok" },
    ]);
    const endpoint = await added(caller, target.url);
    await happen(caller);
    await runDue(caller, endpoint);
    vi.setSystemTime(START + 6000);
    await runDue(caller, endpoint);
    const [delivery] = await deliveriesOf(caller, endpoint);
    const detail = await bodyOf<{ body: string; attempt_log: Record<string, unknown>[] }>(
      await api(caller).get(`/api/webhooks/deliveries/${delivery!.id}`),
    );
    const requests = await target.received();
    expect(detail.body).toBe(requests[0]!.body);
    expect(detail.attempt_log).toMatchObject([
      { number: 1, outcome: "refused", response_status: 500, response_body: "e".repeat(1024) },
      { number: 2, outcome: "succeeded", response_status: 200, response_body: "ok" },
    ]);
    detail.attempt_log.forEach(({ request_headers }, i) => {
      expect(requests[i]!.headers).toMatchObject(request_headers as object);
    });
  });

  it("is one of a list that is walked page by page, also by status", async () => {
    const caller = await keeper();
    const endpoint = await added(caller, (await receiver([{ status: 500 }])).url);
    for (let i = 0; i < 7; i++) {
      vi.setSystemTime(START + i);
      await happen(caller);
      await runDue(caller, endpoint);
    }
    const all: Delivery[] = [];
    let query = "?limit=3";
    for (;;) {
      const page: { data: Delivery[]; next_cursor: string | null } = await bodyOf(
        await api(caller).get(`${PATH}/${endpoint.id}/deliveries${query}`),
      );
      all.push(...page.data);
      if (page.next_cursor === null) break;
      query = `?limit=3&cursor=${page.next_cursor}`;
      await happen(caller);
    }
    expect(all.map(({ created_at }) => Date.parse(created_at) - START)).toEqual([6, 5, 4, 3, 2, 1, 0]);
    expect((await deliveriesOf(caller, endpoint, "?status=succeeded")).length).toBe(6);
    expect((await api(caller).get(`${PATH}/${endpoint.id}/deliveries?status=lost`)).status).toBe(422);
  });
});

describe("recovery", () => {
  it("sends again what failed since a moment, counts it, and leaves the rest", async () => {
    const caller = await keeper();
    const target = await receiver([], { status: 500 });
    const endpoint = await added(caller, target.url);
    await happen(caller, 2);
    vi.setSystemTime(START + HOUR_MS);
    await happen(caller, 3);
    const later = START + HOUR_MS;
    while ((await deliveriesOf(caller, endpoint, "?status=waiting")).length > 0) {
      vi.setSystemTime(Math.max(Date.now(), (await alarmOf(caller, endpoint))!));
      await runDue(caller, endpoint);
    }
    expect((await deliveriesOf(caller, endpoint, "?status=failed")).length).toBe(5);
    expect(await bodyOf(await recover(caller, endpoint, Date.now()))).toEqual({ recovered: 0 });
    await target.answer([], { status: 200 });
    expect(await bodyOf(await recover(caller, endpoint, later))).toEqual({ recovered: 3 });
    expect(await bodyOf(await recover(caller, endpoint, later))).toEqual({ recovered: 0 });
    await runDue(caller, endpoint);
    expect((await deliveriesOf(caller, endpoint, "?status=succeeded")).length).toBe(3);
    expect((await deliveriesOf(caller, endpoint, "?status=failed")).length).toBe(2);
  });

  it("sends what an endpoint missed while it was disabled, and nothing of it before", async () => {
    const caller = await keeper();
    const target = await receiver();
    const endpoint = await added(caller, target.url);
    await enable(caller, endpoint, false);
    await happen(caller, 4);
    await runDue(caller, endpoint);
    expect((await deliveriesOf(caller, endpoint)).map(({ status }) => status)).toEqual(Array(4).fill("held"));
    for (const refused of [
      await recover(caller, endpoint, START),
      await replay(caller, (await deliveriesOf(caller, endpoint))[0]!),
      await api(caller).post(`${PATH}/${endpoint.id}/test`, { type: "model.alert" }),
    ]) {
      expect(refused.status).toBe(409);
      expect(await bodyOf(refused)).toMatchObject({ code: "webhooks.endpoint_disabled" });
    }
    await enable(caller, endpoint);
    await runDue(caller, endpoint);
    expect((await target.received()).length).toBe(0);
    expect(await bodyOf(await recover(caller, endpoint, START))).toEqual({ recovered: 4 });
    await runDue(caller, endpoint);
    expect((await target.received()).length).toBe(4);
  });

  it.each(["yesterday", "", undefined])("does not start at %j", async (since) => {
    const caller = await keeper();
    const { id } = await added(caller, (await receiver()).url);
    const answer = await api(caller).post(`${PATH}/${id}/recover`, { since });
    expect(answer.status).toBe(422);
    expect(await bodyOf(answer)).toMatchObject({ errors: [{ path: "since" }] });
  });
});

describe("what is kept", () => {
  const tablesOf = (caller: Caller, endpoint: Endpoint) =>
    runInDurableObject(objectOf(caller, endpoint), (_, state) =>
      state.storage.sql.exec("SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'deliveries'").toArray(),
    );

  it("goes with its endpoint, also what was handed over after", async () => {
    const caller = await keeper();
    const target = await receiver([], { status: 500 });
    const endpoint = await added(caller, target.url);
    await happen(caller);
    await runDue(caller, endpoint);
    expect((await tablesOf(caller, endpoint)).length).toBe(1);
    await api(caller).delete(`${PATH}/${endpoint.id}`);
    await runDue(caller, endpoint);
    expect(await tablesOf(caller, endpoint)).toEqual([]);
    const owner = { organizationId: caller.organizationId, endpointId: endpoint.id };
    const late = [{ id: `msg_${"z".repeat(26)}`, type: "model.alert", body: "{}" }];
    await objectOf(caller, endpoint).accept(owner, late, false);
    await runDue(caller, endpoint);
    expect(await tablesOf(caller, endpoint)).toEqual([]);
    expect((await target.received()).length).toBe(1);
    expect(await alarmOf(caller, endpoint)).toBeNull();
  });

  it("is a week of what was delivered, and a month of what was not", async () => {
    const caller = await keeper();
    const target = await receiver();
    const [kept, held] = [await added(caller, target.url), await added(caller, target.url)];
    await enable(caller, held, false);
    await happen(caller);
    const pass = async (days: number) => {
      vi.setSystemTime(START + days * DAY_MS + HOUR_MS);
      for (const endpoint of [kept, held]) await runDue(caller, endpoint);
      return [(await deliveriesOf(caller, kept)).length, (await deliveriesOf(caller, held)).length];
    };
    expect(await pass(0)).toEqual([1, 1]);
    expect(await pass(6)).toEqual([1, 1]);
    expect(await pass(8)).toEqual([0, 1]);
    expect(await pass(29)).toEqual([0, 1]);
    expect(await pass(31)).toEqual([0, 0]);
  });

  it("is nothing of an endpoint that nobody told anything", async () => {
    const caller = await keeper();
    const endpoint = await added(caller, (await receiver()).url);
    expect(await deliveriesOf(caller, endpoint)).toEqual([]);
    expect((await listDurableObjectIds(env.WEBHOOK_ENDPOINT)).length).toBeGreaterThan(0);
    expect(await tablesOf(caller, endpoint)).toEqual([]);
  });
});
