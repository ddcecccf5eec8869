import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import { keepTrips } from "../../workers/antifraud/breakers/keep-trips.ts";
import type { BreakerView } from "../../workers/antifraud/breakers/schemas.ts";
import type { BreakerTripped } from "../../workers/platform/events.ts";
import { createPlatform } from "../../workers/platform/platform.ts";
import { api, bodyOf } from "../support/api.ts";
import { heldEvents } from "../support/events.ts";
import { given } from "../support/given.ts";
import { mailbox } from "../support/mailbox.ts";
import { stumpModel, stumpRows, uploaded } from "../support/models.ts";
import { crashActivities, evictEverything, runAlarms } from "../support/objects.ts";
import { type Detail, looked, putPolicy, ruled } from "../support/rules.ts";
import { payment } from "../support/samples.ts";

type Person = Awaited<ReturnType<typeof given.person>>;
type Evidence = { evidence: { model: { tripped: boolean } | null } };
const BREAKERS = "/api/antifraud/breakers";

afterEach(() => {
  vi.restoreAllMocks();
});

/** Trips where more than half of twenty payments in ten minutes are blocked. */
const band = { enabled: true, window_minutes: 10, min_payments: 20, max_block_rate: 0.5, max_factor: 1000 };
/** An administrator of an organisation that blocks whatever is paid at the sample merchant. */
async function blocking(changes: object = {}) {
  const caller = await given.person("org_admin");
  expect((await putPolicy(caller, { breaker: { ...band, ...changes } })).status).toBe(200);
  const email = `fraud-${crypto.randomUUID()}@bank.uz`;
  const conditions = { merchant: { operator: "contains", value: "korzinka" } };
  const rule = await ruled(caller, { name: "Everything at Korzinka", conditions, notify: [email] });
  return { caller, rule_id: rule.rule_id, email };
}
/** Somebody new each time, so that no other rule has anything to say. */
const somebody = (changes: object = {}) =>
  payment({
    user_id: crypto.randomUUID(),
    metadata: undefined,
    device_id: undefined,
    ip_address: undefined,
    ...changes,
  });
async function pay(caller: Person, changes: object = {}) {
  const transaction = somebody(changes);
  const { decision } = await bodyOf<Detail>(await api(caller).submit(transaction));
  return { decision, id: transaction.transaction_id };
}
const elsewhere = { merchant: "Makro" };
const payMany = async (caller: Person, count: number, changes: object = {}) => {
  const decisions: string[] = [];
  for (let i = 0; i < count; i++) decisions.push((await pay(caller, changes)).decision);
  return decisions;
};
/** Nine honest payments and eleven blocked ones: the last of them leaves the band. */
async function trip(caller: Person) {
  expect(await payMany(caller, 9, elsewhere)).not.toContain("BLOCKED");
  expect(new Set(await payMany(caller, 11))).toEqual(new Set(["BLOCKED"]));
}
const breakerOf = async (caller: Person, id: string) =>
  (await bodyOf<{ data: BreakerView[] }>(await api(caller).get(`${BREAKERS}?limit=100`))).data.find(
    (breaker) => breaker.id === id,
  )!;
const reset = (caller: Person, id: string, body: object = {}) => api(caller).post(`${BREAKERS}/${id}/reset`, body);
const isKnown = (caller: Person, id: string) =>
  expect.poll(async () => (await breakerOf(caller, id)).trip?.payments, { timeout: 15_000 });

describe("a rule that blocks too much", () => {
  it("sends to review instead, through crash and eviction, and tells of it once", async () => {
    const { caller, rule_id, email } = await blocking();
    const other = await blocking();
    expect(await breakerOf(caller, rule_id)).toMatchObject({ kind: "rule", state: "closed", trip: null, limit: 0.5 });
    await trip(caller);
    await isKnown(caller, rule_id).toBe(20);
    for (const interrupt of [async () => 0, evictEverything, crashActivities]) {
      await interrupt();
      const { decision, id } = await pay(caller);
      expect(decision).toBe("UNDER_REVIEW");
      expect(await looked(caller, id, rule_id)).toMatchObject({ result: "hit", tripped: true });
      expect((await breakerOf(caller, rule_id)).state).toBe("tripped");
    }
    expect((await pay(other.caller)).decision).toBe("BLOCKED");
    expect(await breakerOf(caller, rule_id)).toMatchObject({
      window: { payments: 0, blocks: 0, block_rate: null },
      trip: { block_rate: 0.55, limit: 0.5, baseline_rate: null, payments: 20, blocks: 11, window_minutes: 10 },
    });
    await runAlarms();
    const toldOf = async (to: string) =>
      (await mailbox.of(to)).messages.filter((message) => JSON.stringify(message).includes("55 %")).length;
    await expect.poll(() => toldOf(email), { timeout: 15_000 }).toBe(1);
    await expect.poll(() => toldOf(caller.email), { timeout: 15_000 }).toBe(1);
    const { results } = await env.DB.prepare(
      "SELECT id FROM notifications WHERE organization_id = ? AND template = 'breaker_tripped'",
    )
      .bind(caller.organizationId)
      .all();
    expect(results).toHaveLength(2);
  });

  it("blocks again once somebody resets it, on record, and takes a whole window to trip again", async () => {
    const { caller, rule_id } = await blocking();
    await trip(caller);
    await isKnown(caller, rule_id).toBe(20);
    const held = heldEvents("antifraud.breaker_tripped");
    const answer = await reset(caller, rule_id, { comment: "The attack is over" });
    expect(answer.status).toBe(200);
    expect(await bodyOf(answer)).toMatchObject({ state: "closed", trip: null, reset_by: caller.userId });
    expect(held()).toMatchObject([
      {
        ref: rule_id,
        kind: "rule",
        state: "reset",
        generation: 0,
        rate: 0.55,
        windowMinutes: 10,
        band: { limit: 0.5 },
      },
    ]);
    vi.restoreAllMocks();
    expect(new Set(await payMany(caller, 20))).toEqual(new Set(["BLOCKED"]));
    expect((await pay(caller)).decision).toBe("UNDER_REVIEW");
    await isKnown(caller, rule_id).toBe(20);
    const { results } = await env.DB.prepare(
      "SELECT actor, changes FROM audit_events WHERE organization_id = ? AND action = 'breaker.reset'",
    )
      .bind(caller.organizationId)
      .all<{ actor: string; changes: string }>();
    expect(results).toHaveLength(1);
    expect(results[0]!.actor).toBe(caller.userId);
    expect(JSON.parse(results[0]!.changes)).toEqual({
      state: ["tripped", "closed"],
      comment: [null, "The attack is over"],
    });
  });

  it("stands in the history of alerts until it is reset", async () => {
    const { caller, rule_id } = await blocking();
    await trip(caller);
    type Alert = { source: string; source_id: string; value: number; threshold: number; ended_at: string | null };
    const alerts = async () => (await bodyOf<{ data: Alert[] }>(await api(caller).get("/api/antifraud/alerts"))).data;
    const alert = { source: "breaker", source_id: rule_id, value: 0.55, threshold: 0.5 };
    await expect.poll(alerts, { timeout: 15_000 }).toMatchObject([{ ...alert, ended_at: null }]);
    await isKnown(caller, rule_id).toBe(20);
    expect((await reset(caller, rule_id)).status).toBe(200);
    await expect.poll(alerts, { timeout: 15_000 }).toMatchObject([{ ...alert, ended_at: expect.any(String) }]);
  });

  it("is no matter of few payments, nor of an organisation that watches nothing", async () => {
    const { caller, rule_id } = await blocking();
    expect(new Set(await payMany(caller, 19))).toEqual(new Set(["BLOCKED"]));
    expect(await breakerOf(caller, rule_id)).toMatchObject({
      state: "closed",
      window: { payments: 19, blocks: 19, block_rate: 1 },
    });
    await putPolicy(caller, { breaker: { ...band, enabled: false } });
    expect(new Set(await payMany(caller, 5))).toEqual(new Set(["BLOCKED"]));
    expect((await breakerOf(caller, rule_id)).state).toBe("off");
  });

  it("on canary is measured by the payers whom it decides for", async () => {
    const { caller } = await blocking({ min_payments: 20 });
    const { rule_id } = await ruled(caller, {
      name: "Canary",
      conditions: { merchant: { operator: "equals", value: "Makro" } },
      state: "canary",
      canary_percent: 40,
      notify: [],
    });
    const decisions = await payMany(caller, 80, elsewhere);
    const blocked = decisions.filter((decision) => decision === "BLOCKED").length;
    expect(blocked).toBe(20);
    expect(decisions.at(-1)).not.toBe("BLOCKED");
    await isKnown(caller, rule_id).toBe(20);
  });

  it("is counted and told of once although the queue did not answer and the object ended", async () => {
    const { caller, rule_id } = await blocking();
    await payMany(caller, 9, elsewhere);
    await payMany(caller, 6);
    await crashActivities();
    await payMany(caller, 4);
    const sent = vi.spyOn(env.EVENTS, "send").mockRejectedValue(new Error("queue down"));
    expect((await pay(caller)).decision).toBe("BLOCKED");
    expect((await pay(caller)).decision).toBe("UNDER_REVIEW");
    await evictEverything();
    sent.mockRestore();
    expect((await breakerOf(caller, rule_id)).trip).toBeNull();
    const held = heldEvents("antifraud.breaker_tripped");
    const own = () => held().filter(({ organizationId }) => organizationId === caller.organizationId);
    await runAlarms();
    await runAlarms();
    expect((await pay(caller)).decision).toBe("UNDER_REVIEW");
    expect(own()).toMatchObject([{ ref: rule_id, state: "tripped", payments: 20, blocks: 11, rate: 0.55 }]);
    vi.restoreAllMocks();

    const news = own()[0] as BreakerTripped;
    const rowsOf = async () =>
      (
        await env.DB.prepare(
          "SELECT generation, trip IS NULL AS closed FROM antifraud_breakers WHERE organization_id = ?",
        )
          .bind(caller.organizationId)
          .all()
      ).results;
    await Promise.all([keepTrips(createPlatform(env), [news, news]), keepTrips(createPlatform(env), [news])]);
    expect(await rowsOf()).toEqual([{ generation: 0, closed: 0 }]);
    expect((await reset(caller, rule_id)).status).toBe(200);
    await keepTrips(createPlatform(env), [news]);
    expect(await rowsOf()).toEqual([{ generation: 1, closed: 1 }]);
    expect((await pay(caller)).decision).toBe("BLOCKED");

    await keepTrips(createPlatform(env), [
      { ...news, ref: "rule_rapid_fire", name: "Payments faster than a person pays" },
    ]);
    const mails = async () => JSON.stringify((await mailbox.of(caller.email)).messages);
    await expect.poll(mails, { timeout: 15_000 }).toContain("Odam toʻlay olmaydigan tezlikdagi toʻlovlar");
  });

  it("trips in one shard by its own share, and in the others as soon as they hear of it", async () => {
    const caller = await given.person("org_admin");
    given.shards(caller.organizationId, 3);
    await putPolicy(caller, { breaker: band });
    const conditions = { merchant: { operator: "contains", value: "korzinka" } };
    const { rule_id } = await ruled(caller, { conditions, notify: [] });
    const one = { user_id: "user_of_one_shard" };
    // Of one payer, so of one shard; rules about habits have nothing to say of blocks.
    for (let i = 0; i < 20; i++) expect((await pay(caller, one)).decision).toBe("BLOCKED");
    await isKnown(caller, rule_id).toBe(20);
    await expect
      .poll(async () => new Set(await payMany(caller, 6)), { timeout: 15_000 })
      .toEqual(new Set(["UNDER_REVIEW"]));
    await reset(caller, rule_id);
    expect(new Set(await payMany(caller, 6))).toEqual(new Set(["BLOCKED"]));
  });
});

it("a model that blocks too much sends to review instead, while rules still block", async () => {
  const { caller } = await blocking();
  const split = { low: 0.999, high: 0.9999 };
  const model = await uploaded(caller, stumpModel(split), {
    golden: stumpRows(split),
    score_scale: [
      [0, 0],
      [1, 1000],
    ],
  });
  for (const action of ["shadow", "promote"])
    expect((await api(caller).post(`/api/antifraud/models/${model.id}/${action}`, {})).status).toBe(200);
  expect(new Set(await payMany(caller, 20, elsewhere))).toEqual(new Set(["BLOCKED"]));
  const { decision, id } = await pay(caller, elsewhere);
  expect(decision).toBe("UNDER_REVIEW");
  const { evidence } = await bodyOf<Evidence>(await api(caller).get(`/api/antifraud/transactions/${id}`));
  expect(evidence.model?.tripped).toBe(true);
  expect((await pay(caller)).decision).toBe("BLOCKED");
  await isKnown(caller, "model").toBe(20);
  expect(await breakerOf(caller, "model")).toMatchObject({ kind: "model", state: "tripped", trip: { block_rate: 1 } });
});

it("breakers are an organisation's own, and shown a page at a time", async () => {
  const { caller, rule_id } = await blocking();
  const stranger = await given.person("org_admin");
  const missing = await reset(stranger, rule_id);
  expect([missing.status, (await bodyOf<{ code: string }>(missing)).code]).toEqual([
    404,
    "antifraud.breaker_not_found",
  ]);
  const viewer = await given.colleague(caller.organizationId, "viewer");
  expect((await reset(viewer, rule_id)).status).toBe(403);
  const walked: string[] = [];
  for (let query = "?limit=2"; ; ) {
    const page = await bodyOf<{ data: BreakerView[]; next_cursor: string | null }>(
      await api(caller).get(BREAKERS + query),
    );
    walked.push(...page.data.map(({ id }) => id));
    if (page.next_cursor === null) break;
    query = `?limit=2&cursor=${page.next_cursor}`;
  }
  expect(walked).toEqual([...walked].sort());
  expect(walked).toEqual(expect.arrayContaining(["model", rule_id]));
  const bad = await putPolicy(caller, { breaker: { ...band, min_payments: 3, max_block_rate: 2 } });
  expect((await bodyOf<{ errors: { path: string }[] }>(bad)).errors.map(({ path }) => path)).toEqual([
    "breaker.min_payments",
    "breaker.max_block_rate",
  ]);
});
