import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { RETRY_DELAYS_MS } from "../../workers/webhooks/retry-schedule.ts";
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
  receiver,
  runDue,
} from "../support/webhooks.ts";

const HOUR_MS = 3_600_000;
/** Far ahead of the machine's clock, so that no alarm goes off by itself. */
const START = Date.UTC(2031, 0, 1);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: START });
});
afterEach(() => {
  vi.useRealTimers();
});

const happen = (caller: Caller) => consumed([decided(caller.organizationId, { at: Date.now() })]);

/** Moves the clock to when the endpoint's object wakes, and lets it work. */
async function passToNext(caller: Caller, endpoint: Endpoint): Promise<number> {
  const before = Date.now();
  const at = await alarmOf(caller, endpoint);
  vi.setSystemTime(Math.max(before, at!));
  await runDue(caller, endpoint);
  return Date.now() - before;
}

const stateOf = async (caller: Caller, { id }: Endpoint) =>
  bodyOf<Endpoint>(await api(caller).get(`/api/webhooks/endpoints/${id}`));

describe("the schedule", () => {
  it("is the one of Standard Webhooks: ten attempts over 75 hours 35 minutes", () => {
    expect(RETRY_DELAYS_MS.map((ms) => ms / 1000)).toEqual([
      5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400,
    ]);
    expect(RETRY_DELAYS_MS.reduce((sum, ms) => sum + ms, 0)).toBe((75 * 60 + 35) * 60_000 + 5000);
  });

  it("is followed attempt by attempt, with up to a tenth more, then the delivery is given up", async () => {
    const caller = await keeper();
    const target = await receiver([], { status: 500, body: "no" });
    const endpoint = await added(caller, target.url);
    await happen(caller);
    await runDue(caller, endpoint);
    for (const delay of RETRY_DELAYS_MS) {
      const [waiting] = await deliveriesOf(caller, endpoint);
      expect(waiting).toMatchObject({ status: "waiting", outcome: "refused", response_status: 500 });
      const due = Date.parse(waiting!.next_attempt_at!) - Date.now();
      expect(due).toBeGreaterThanOrEqual(delay);
      expect(due).toBeLessThanOrEqual(delay * 1.1);
      vi.setSystemTime(Date.now() + due);
      await runDue(caller, endpoint);
    }
    const [failed] = await deliveriesOf(caller, endpoint);
    expect(failed).toMatchObject({ status: "failed", attempts: 10, next_attempt_at: null });
    const requests = await target.received();
    expect(requests.length).toBe(10);
    expect(new Set(requests.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    expect(new Set(requests.map(({ headers }) => headers["webhook-timestamp"])).size).toBe(10);
    expect((await stateOf(caller, endpoint)).enabled).toBe(true);
  });

  it("ends with the first success", async () => {
    const caller = await keeper();
    const target = await receiver([{ status: 503 }, { status: 500 }], { status: 204 });
    const endpoint = await added(caller, target.url);
    await happen(caller);
    await runDue(caller, endpoint);
    await passToNext(caller, endpoint);
    await passToNext(caller, endpoint);
    expect(await deliveriesOf(caller, endpoint)).toMatchObject([{ status: "succeeded", attempts: 3 }]);
    await passToNext(caller, endpoint);
    expect((await target.received()).length).toBe(3);
  });

  it.each([
    ["a redirect, which is not followed", { status: 302, headers: { location: "/hooks/elsewhere" } }, "refused", 302],
    ["a client error", { status: 404 }, "refused", 404],
    ["a broken connection", { reset: true }, "connection_failed", null],
  ] as const)("takes %s for a failure", async (_, answer, outcome, status) => {
    const caller = await keeper();
    const target = await receiver([answer]);
    const endpoint = await added(caller, target.url);
    await happen(caller);
    await runDue(caller, endpoint);
    expect(await deliveriesOf(caller, endpoint)).toMatchObject([
      { status: "waiting", outcome, response_status: status, attempts: 1 },
    ]);
    const elsewhere = await fetch(new URL("/_control/hooks/elsewhere", target.url));
    expect(await elsewhere.json()).toEqual([]);
  });
});

describe("a receiver that asks for patience", () => {
  it.each([
    ["429 with seconds", { status: 429, headers: { "retry-after": "600" } }, 600_000],
    ["503 with a date", { status: 503, headers: { "retry-after": new Date(START + 900_000).toUTCString() } }, 900_000],
  ] as const)("gets it: %s", async (_, answer, ms) => {
    const caller = await keeper();
    const target = await receiver([answer]);
    const endpoint = await added(caller, target.url);
    await happen(caller);
    await runDue(caller, endpoint);
    await consumed([decided(caller.organizationId, { at: Date.now() })]);
    await runDue(caller, endpoint);
    expect((await target.received()).length).toBe(1);
    expect(await alarmOf(caller, endpoint)).toBe(START + ms);
    vi.setSystemTime(START + ms);
    await runDue(caller, endpoint);
    expect((await deliveriesOf(caller, endpoint)).map(({ status }) => status)).toEqual(["succeeded", "succeeded"]);
  });

  it("gets no more than a day for a delivery, and an hour for all others", async () => {
    const caller = await keeper();
    const target = await receiver([{ status: 429, headers: { "retry-after": "999999999" } }]);
    const endpoint = await added(caller, target.url);
    await happen(caller);
    await runDue(caller, endpoint);
    const [delivery] = await deliveriesOf(caller, endpoint);
    expect(Date.parse(delivery!.next_attempt_at!)).toBe(START + 24 * HOUR_MS);
    await happen(caller);
    expect(await alarmOf(caller, endpoint)).toBe(START + HOUR_MS);
  });

  it("gets none for a status that is no throttling", async () => {
    const caller = await keeper();
    const endpoint = await added(caller, (await receiver([{ status: 500, headers: { "retry-after": "600" } }])).url);
    await happen(caller);
    await runDue(caller, endpoint);
    expect(await alarmOf(caller, endpoint)).toBeLessThan(START + 6000);
  });
});

describe("an endpoint is disabled", () => {
  it("at once when it answers 410, and keeps what it misses", async () => {
    const caller = await keeper();
    const target = await receiver([{ status: 410 }]);
    const endpoint = await added(caller, target.url);
    await happen(caller);
    await runDue(caller, endpoint);
    expect(await stateOf(caller, endpoint)).toMatchObject({ enabled: false, disabled_reason: "gone" });
    await happen(caller);
    await runDue(caller, endpoint);
    const statuses = async () => (await deliveriesOf(caller, endpoint)).map(({ status }) => status);
    expect(await statuses()).toEqual(["held", "held"]);
    expect((await target.received()).length).toBe(1);
  });

  it("after 120 hours of nothing but failure", async () => {
    const caller = await keeper();
    const target = await receiver([], { status: 500 });
    const endpoint = await added(caller, target.url);
    while (Date.now() < START + 118 * HOUR_MS) {
      await happen(caller);
      await runDue(caller, endpoint);
      expect((await stateOf(caller, endpoint)).enabled).toBe(true);
      vi.setSystemTime(Date.now() + 12 * HOUR_MS);
    }
    await happen(caller);
    await runDue(caller, endpoint);
    expect(await stateOf(caller, endpoint)).toMatchObject({ enabled: false, disabled_reason: "failing" });
    expect((await deliveriesOf(caller, endpoint, "?status=waiting")).length).toBe(0);
  });

  it("never by sporadic failure, however long it goes on", async () => {
    const caller = await keeper();
    const target = await receiver();
    const endpoint = await added(caller, target.url);
    for (let day = 0; day < 14; day++) {
      await target.answer([{ status: 500 }], { status: 200 });
      await happen(caller);
      await runDue(caller, endpoint);
      await passToNext(caller, endpoint);
      vi.setSystemTime(START + (day + 1) * 24 * HOUR_MS);
    }
    expect((await stateOf(caller, endpoint)).enabled).toBe(true);
    expect((await deliveriesOf(caller, endpoint)).every(({ status }) => status === "succeeded")).toBe(true);
  });

  it("never by two failures that lie far apart, with nothing between them", async () => {
    const caller = await keeper();
    const target = await receiver([], { status: 500 });
    const endpoint = await added(caller, target.url);
    await happen(caller);
    await runDue(caller, endpoint);
    while ((await deliveriesOf(caller, endpoint, "?status=waiting")).length > 0) await passToNext(caller, endpoint);
    expect(await deliveriesOf(caller, endpoint)).toMatchObject([{ status: "failed", attempts: 10 }]);
    vi.setSystemTime(Date.now() + 120 * HOUR_MS);
    await happen(caller);
    await runDue(caller, endpoint);
    expect((await stateOf(caller, endpoint)).enabled).toBe(true);
  });

  it("but not while its owner mends it: a change clears its record", async () => {
    const caller = await keeper();
    const [broken, mended] = [await receiver([], { status: 500 }), await receiver([{ status: 500 }])];
    const endpoint = await added(caller, broken.url);
    for (let hours = 0; hours < 119; hours += 17) {
      await happen(caller);
      await runDue(caller, endpoint);
      vi.setSystemTime(START + (hours + 17) * HOUR_MS);
    }
    const put = await api(caller).send("PUT", `/api/webhooks/endpoints/${endpoint.id}`, { url: mended.url });
    expect(put.status).toBe(200);
    vi.setSystemTime(START + 130 * HOUR_MS);
    await happen(caller);
    await runDue(caller, endpoint);
    expect((await mended.received()).length).toBeGreaterThan(0);
    expect(await stateOf(caller, endpoint)).toMatchObject({ enabled: true } satisfies Partial<Endpoint>);
    expect((await deliveriesOf(caller, endpoint)).every(({ status }: Delivery) => status !== "held")).toBe(true);
  });
});
