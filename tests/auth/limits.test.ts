import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import { tellStanding } from "../../workers/auth/organizations/standing.ts";
import type { SubscriptionTier } from "../../workers/platform/caller.ts";
import { api, bodyOf } from "../support/api.ts";
import { given } from "../support/given.ts";
import { inParallel } from "../support/parallel.ts";

type Caller = { token: string };

/** Requests that reach no handler, and count like any other. */
const ask = (caller: Caller) => api(caller).get("/api/nowhere");
const askTimes = (caller: Caller, times: number) => inParallel(Array(times).fill(caller), 40, ask);
const passed = (answers: Response[]) => answers.filter(({ status }) => status === 404).length;
const onPlan = ({ organizationId }: { organizationId: string }, subscriptionTier: SubscriptionTier) =>
  tellStanding(env, organizationId, {
    modules: ["antifraud"],
    subscriptionTier,
    secondFactor: "optional",
    updatedAt: Date.now() + 1,
  });

afterEach(() => {
  vi.restoreAllMocks();
});

describe("a person", () => {
  it("has a thousand requests an hour, then is told when to come back", async () => {
    const person = await given.person();
    const first = await ask(person);
    expect(first.headers.get("ratelimit-policy")).toBe(
      '"burst";q=20000;w=10, "user";q=1000;w=3600, "plan";q=10000;w=3600',
    );
    expect(first.headers.get("ratelimit")).toBe('"user";r=999;t=3600, "plan";r=9999;t=3600');
    const answers = await askTimes(person, 1100);
    const through = 1 + passed(answers);
    expect(through).toBeLessThanOrEqual(1000);
    // What an isolate leased and did not use within a second is all that may be missing.
    expect(through).toBeGreaterThanOrEqual(950);
    const refused = answers.find(({ status }) => status === 429)!;
    expect(await bodyOf(refused)).toMatchObject({
      code: "request.too_many",
      detail: 'The quota "user" of 1000 requests an hour is used up',
    });
    const wait = Number(refused.headers.get("retry-after"));
    expect(wait).toBeGreaterThan(3500);
    expect(wait).toBeLessThanOrEqual(3601);
    expect(refused.headers.get("ratelimit")).toContain('"user";r=0;t=');
    expect((await ask(await given.colleague(person.organizationId, "viewer"))).status).toBe(404);
  });

  it("shares the quota of the plan with everyone of the organisation", async () => {
    const first = await given.person();
    await onPlan(first, "trial");
    const second = await given.colleague(first.organizationId, "viewer");
    const through = passed(await askTimes(first, 60)) + passed(await askTimes(second, 60));
    expect(through).toBeLessThanOrEqual(100);
    expect(through).toBeGreaterThanOrEqual(90);
    const refused = await ask(second);
    expect(await bodyOf(refused)).toMatchObject({ detail: 'The quota "plan" of 100 requests an hour is used up' });
    expect(passed([await ask(await given.person())])).toBe(1);
  });

  it.each<[SubscriptionTier, string | null]>([
    ["trial", '"user";q=1000;w=3600, "plan";q=100;w=3600'],
    ["starter", '"user";q=1000;w=3600, "plan";q=1000;w=3600'],
    ["business", '"user";q=1000;w=3600, "plan";q=10000;w=3600'],
    ["enterprise", '"user";q=1000;w=3600'],
  ])("on the plan %s is told so", async (tier, policy) => {
    const person = await given.person();
    await onPlan(person, tier);
    expect((await ask(person)).headers.get("ratelimit-policy")).toBe(`"burst";q=20000;w=10, ${policy}`);
  });

  it("gets the quota of another plan within a second", async () => {
    const person = await given.person();
    await onPlan(person, "trial");
    await askTimes(person, 120);
    expect((await ask(person)).status).toBe(429);
    await onPlan(person, "starter");
    await new Promise((wait) => setTimeout(wait, 1_050));
    expect((await ask(person)).status).toBe(404);
  });
});

describe("a key", () => {
  it("has a quota of its own, which people do not use up", async () => {
    const person = await given.person();
    await onPlan(person, "trial");
    const { key } = await bodyOf<{ key: string }>(
      await api(person).post("/api/api-keys", { name: "Gateway", scopes: ["write:transactions"] }),
    );
    await askTimes(person, 120);
    expect((await ask(person)).status).toBe(429);
    const answers = await askTimes({ token: key }, 1060);
    expect(answers[0]!.headers.get("ratelimit-policy")).toBe('"burst";q=20000;w=10, "key";q=1000;w=3600');
    const through = passed(answers);
    expect(through).toBeLessThanOrEqual(1000);
    expect(through).toBeGreaterThanOrEqual(950);
  });
});

describe("a window", () => {
  it("is kept behind, and goes on after an eviction", async () => {
    const window = env.RATE_WINDOW.getByName(`test:${crypto.randomUUID()}`);
    expect(await window.take(8, 10, 3600, Date.now())).toMatchObject({ granted: 8, remaining: 2 });
    const isKept = () => runInDurableObject(window, (_, { storage }) => storage.kv.get("window") !== undefined);
    await vi.waitFor(async () => expect(await isKept()).toBe(true), { timeout: 10_000, interval: 200 });
    await evictDurableObject(window);
    expect(await window.take(8, 10, 3600, Date.now())).toMatchObject({ granted: 2, remaining: 0 });
  });

  it("that cannot be asked lets requests pass", async () => {
    const person = await given.person();
    vi.spyOn(env.RATE_WINDOW, "getByName").mockImplementation(() => {
      throw new Error("object overloaded");
    });
    expect((await ask(person)).status).toBe(404);
  });
});
