import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { api, bodyOf } from "../support/api.ts";
import { decided } from "../support/decided.ts";
import {
  added,
  alarmOf,
  type Caller,
  consumed,
  deliveriesOf,
  type Endpoint,
  keeper,
  objectOf,
  receiver,
  runDue,
} from "../support/webhooks.ts";

const DAY_MS = 24 * 3_600_000;
const START = Date.UTC(2031, 5, 1);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: START });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const happen = (caller: Caller) => consumed([decided(caller.organizationId, { at: Date.now() })]);
const stateOf = async (caller: Caller, { id }: Endpoint) =>
  bodyOf<Endpoint>(await api(caller).get(`/api/webhooks/endpoints/${id}`));

/** Lets D1 answer nothing until the returned function is called. */
function stopDatabase(): () => void {
  const fail = () => {
    throw new Error("D1_ERROR: Network connection lost.");
  };
  const stopped = [
    vi.spyOn(env.DB, "prepare").mockImplementation(fail),
    vi.spyOn(env.DB, "batch").mockImplementation(fail),
  ];
  return () => {
    for (const spy of stopped) spy.mockRestore();
  };
}

describe("while the database does not answer", () => {
  it("nothing is attempted or lost, and it is tried again soon", async () => {
    const caller = await keeper();
    const target = await receiver();
    const endpoint = await added(caller, target.url);
    await happen(caller);
    const restart = stopDatabase();
    await runDue(caller, endpoint);
    restart();
    expect((await target.received()).length).toBe(0);
    expect(await alarmOf(caller, endpoint)).toBe(START + 15_000);
    vi.setSystemTime(START + 15_000);
    await runDue(caller, endpoint);
    expect(await deliveriesOf(caller, endpoint)).toMatchObject([{ status: "succeeded", attempts: 1 }]);
  });

  it("an endpoint that answers 410 is disabled as soon as it does again, across the end of its object", async () => {
    const caller = await keeper();
    const target = await receiver([{ status: 410, hold: true }]);
    const endpoint = await added(caller, target.url);
    await happen(caller);
    const attempt = runDue(caller, endpoint);
    await target.got(1);
    const restart = stopDatabase();
    await target.release();
    await attempt;
    restart();
    expect(await stateOf(caller, endpoint)).toMatchObject({ enabled: true });
    vi.setSystemTime(START + 15_000);
    await happen(caller);
    await runDue(caller, endpoint);
    expect(await stateOf(caller, endpoint)).toMatchObject({ enabled: false, disabled_reason: "gone" });
    expect((await target.received()).length).toBe(1);
    const { results } = await env.DB.prepare(
      "SELECT action, actor FROM audit_events WHERE organization_id = ? AND action = 'webhook_endpoint.disabled'",
    )
      .bind(caller.organizationId)
      .all();
    expect(results).toEqual([{ action: "webhook_endpoint.disabled", actor: "system" }]);
  });

  it("a request to replay changes nothing", async () => {
    const caller = await keeper();
    const target = await receiver();
    const endpoint = await added(caller, target.url);
    await happen(caller);
    await runDue(caller, endpoint);
    const [delivery] = await deliveriesOf(caller, endpoint);
    const restart = stopDatabase();
    expect((await api(caller).post(`/api/webhooks/deliveries/${delivery!.id}/replay`, undefined)).status).toBe(500);
    restart();
    expect(await deliveriesOf(caller, endpoint)).toEqual([delivery]);
  });
});

describe("while an endpoint's object does not answer", () => {
  it("its deliveries are asked for in vain, with a hint to come back", async () => {
    const caller = await keeper();
    const { id } = await added(caller, (await receiver()).url);
    vi.spyOn(env.WEBHOOK_ENDPOINT, "getByName").mockImplementation(() => {
      throw new Error("unreachable");
    });
    const answer = await api(caller).get(`/api/webhooks/endpoints/${id}/deliveries`);
    expect(answer.status).toBe(503);
    expect(answer.headers.get("retry-after")).toBe("1");
    expect(await bodyOf(answer)).toMatchObject({ code: "webhooks.unavailable" });
  });
});

describe("a slow answer", () => {
  it("holds up no message that comes meanwhile", async () => {
    const caller = await keeper();
    const target = await receiver([{ hold: true }]);
    const endpoint = await added(caller, target.url);
    await happen(caller);
    const attempt = runDue(caller, endpoint);
    await target.got(1);
    for (let i = 2; i <= 9; i++) {
      await happen(caller);
      expect((await target.got(i)).length).toBe(i);
    }
    await target.release();
    await attempt;
    expect((await deliveriesOf(caller, endpoint, "?status=succeeded")).length).toBe(9);
  });
});

describe("a delivery that cannot be opened", () => {
  it("holds up no other, speaks against nobody, and is given up in the end", async () => {
    const caller = await keeper();
    const target = await receiver();
    const endpoint = await added(caller, target.url);
    for (let i = 0; i < 8; i++) await happen(caller);
    const lines = vi.spyOn(console, "error").mockImplementation(() => {});
    await runInDurableObject(objectOf(caller, endpoint), (_, state) => {
      state.storage.sql.exec("UPDATE deliveries SET body = 'v1.lost.AAAA.AAAA'");
    });
    await happen(caller);
    await runDue(caller, endpoint);
    expect((await target.received()).length).toBe(1);
    expect((await deliveriesOf(caller, endpoint, "?status=waiting")).map(({ outcome }) => outcome)).toEqual(
      Array(8).fill("interrupted"),
    );
    while ((await deliveriesOf(caller, endpoint, "?status=waiting")).length > 0) {
      vi.setSystemTime(Math.max(Date.now(), (await alarmOf(caller, endpoint))!));
      await runDue(caller, endpoint);
    }
    expect((await deliveriesOf(caller, endpoint, "?status=failed")).length).toBe(8);
    expect(lines).toHaveBeenCalledTimes(80);
    expect(await stateOf(caller, endpoint)).toMatchObject({ enabled: true });
  });
});

describe("an owner's change", () => {
  it("stands against a disabling that was decided on before it", async () => {
    const caller = await keeper();
    const [gone, mended] = [await receiver([{ status: 410, hold: true }]), await receiver()];
    const endpoint = await added(caller, gone.url);
    await happen(caller);
    const attempt = runDue(caller, endpoint);
    await gone.got(1);
    await api(caller).send("PUT", `/api/webhooks/endpoints/${endpoint.id}`, { url: mended.url });
    await gone.release();
    await attempt;
    expect(await stateOf(caller, endpoint)).toMatchObject({ enabled: true, url: mended.url });
    vi.setSystemTime(START + 6000);
    await runDue(caller, endpoint);
    expect((await mended.received()).length).toBe(1);
  });
});

describe("an answer of an address that was replaced meanwhile", () => {
  it("says nothing of the new one, which another attempt has found already", async () => {
    const caller = await keeper();
    const [gone, mended] = [await receiver([{ status: 410, hold: true }]), await receiver()];
    const endpoint = await added(caller, gone.url);
    await consumed([decided(caller.organizationId, { at: START }), decided(caller.organizationId, { at: START })]);
    await gone.answer([{ status: 410, hold: true }, { hold: true }]);
    const attempt = runDue(caller, endpoint);
    await gone.got(2);
    await api(caller).send("PUT", `/api/webhooks/endpoints/${endpoint.id}`, { url: mended.url });
    await happen(caller);
    expect((await mended.got(1)).length).toBe(1);
    await gone.release();
    await attempt;
    expect(await stateOf(caller, endpoint)).toMatchObject({ enabled: true });
    vi.setSystemTime(START + 6000);
    await runDue(caller, endpoint);
    expect((await deliveriesOf(caller, endpoint)).map(({ status }) => status)).toEqual(Array(3).fill("succeeded"));
  });
});

describe("an event that comes again long after", () => {
  it("is no second delivery while the first is kept", async () => {
    const caller = await keeper();
    const target = await receiver();
    const endpoint = await added(caller, target.url);
    const event = decided(caller.organizationId, { at: START });
    await consumed([event]);
    await runDue(caller, endpoint);
    vi.setSystemTime(START + 2 * DAY_MS);
    await runDue(caller, endpoint);
    await consumed([event]);
    await runDue(caller, endpoint);
    expect((await target.received()).length).toBe(1);
    expect(await objectOf(caller, endpoint).list(10, null, null)).toHaveLength(1);
  });
});
