import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import { entityActivity, shardOf } from "../../../workers/antifraud/activities.ts";
import { describePayment } from "../../../workers/antifraud/describe-payment.ts";
import { observedEntities } from "../../../workers/antifraud/observe-entity.ts";
import type { Transaction } from "../../../workers/antifraud/schemas.ts";
import { aggregated, postBackfill, putAggregate, readAggregate, saidOf, warmed } from "../../support/aggregates.ts";
import { api, bodyOf } from "../../support/api.ts";
import { given } from "../../support/given.ts";
import { crashActivities, evictEverything, runAlarms } from "../../support/objects.ts";
import { inParallel, shuffled } from "../../support/parallel.ts";
import { looked, ruled } from "../../support/rules.ts";
import { payment } from "../../support/samples.ts";

type Caller = { token: string };
type Answer = { decision: string; degraded?: string[] };

const analyst = () => given.person("antifraud_manager");
const pay = async (caller: Caller, transaction: Transaction, headers: Record<string, string> = {}) =>
  bodyOf<Answer>(await api(caller, { headers }).submit(transaction));
const at = (ms: number) => new Date(ms).toISOString();
const dollars = (amount: number, changes: Partial<Transaction> = {}) =>
  payment({ amount, currency: "USD", ...changes });

describe("an aggregate", () => {
  it("decides by rules that name it, and its values stand in the evidence, the present payment left out", async () => {
    const caller = await analyst();
    await warmed(caller);
    await warmed(caller, { name: "card_sum_1h", statistic: "sum" });
    const { rule_id } = await ruled(caller, {
      conditions: undefined,
      expression: {
        and: [{ gt: [{ field: "agg.card_count_1h" }, 2] }, { gte: [{ field: "agg.card_sum_1h" }, 37.5] }],
      },
      action: "BLOCK",
    });
    const sent = [12.5, 12.5, 12.5, 1].map((amount) => dollars(amount));
    const decisions = [];
    for (const transaction of sent) decisions.push((await pay(caller, transaction)).decision);
    expect(decisions.at(-1)).toBe("BLOCKED");
    expect(decisions.slice(0, 3)).not.toContain("BLOCKED");
    const said = await Promise.all(sent.map(({ transaction_id }) => saidOf(caller, transaction_id)));
    expect(said.map(({ aggregates }) => aggregates)).toEqual([
      { "card_count_1h@1": 0, "card_sum_1h@1": 0 },
      { "card_count_1h@1": 1, "card_sum_1h@1": 12.5 },
      { "card_count_1h@1": 2, "card_sum_1h@1": 25 },
      { "card_count_1h@1": 3, "card_sum_1h@1": 37.5 },
    ]);
    expect((await looked(caller, sent[3]!.transaction_id, rule_id))?.explanation).toBe(
      "agg.card_count_1h 3 > 2 and agg.card_sum_1h 37.5 ≥ 37.5",
    );
    const trial = await bodyOf<{ sample: { result: string; explanation: string } }>(
      await api(caller).post(`/api/antifraud/rules/${rule_id}/test`, { transaction: dollars(1) }),
    );
    expect(trial.sample).toMatchObject({ result: "hit" });
    const onStored = await Promise.all(
      sent.map(async ({ transaction_id }) => {
        const answer = await api(caller).post(`/api/antifraud/rules/${rule_id}/test`, { transaction_id });
        return (await bodyOf<typeof trial>(answer)).sample.result;
      }),
    );
    expect(onStored).toEqual(["not_hit", "not_hit", "not_hit", "hit"]);
  });

  it("is missing until a whole window is counted, says when that is, and then is not", async () => {
    const caller = await analyst();
    const { warm_at, state } = await aggregated(caller, { name: "card_count_1m", window: "1m" });
    expect(state).toBe("warming");
    const { rule_id } = await ruled(caller, {
      conditions: { "agg.card_count_1m": { operator: "greater_or_equal", value: 0 } },
      action: "REVIEW",
    });
    const warmAt = Date.parse(warm_at!);
    const [early, warm] = [payment({ timestamp: at(warmAt - 5000) }), payment({ timestamp: at(warmAt + 10_000) })];
    for (const transaction of [early, warm]) await pay(caller, transaction);
    expect((await saidOf(caller, early.transaction_id)).aggregates).toEqual({ "card_count_1m@1": null });
    expect(await looked(caller, early.transaction_id, rule_id)).toMatchObject({ result: "missing" });
    expect((await saidOf(caller, warm.transaction_id)).aggregates).toEqual({ "card_count_1m@1": 1 });
    expect(await looked(caller, warm.transaction_id, rule_id)).toMatchObject({ result: "hit" });
  });

  it("counts anew when it counts something else, and goes on when only its description changes", async () => {
    const caller = await analyst();
    await warmed(caller);
    const said = async () => {
      const transaction = payment();
      await pay(caller, transaction);
      return (await saidOf(caller, transaction.transaction_id)).aggregates;
    };
    await said();
    expect((await putAggregate(caller, "card_count_1h", { description: "Attempts" })).status).toBe(200);
    expect(await said()).toEqual({ "card_count_1h@2": 1 });
    expect((await putAggregate(caller, "card_count_1h", { window: "2h" })).status).toBe(200);
    expect(await readAggregate(caller, "card_count_1h")).toMatchObject({
      revision: 3,
      state: "warming",
      backfill: null,
    });
    expect(await said()).toEqual({ "card_count_1h@3": null });
    expect((await postBackfill(caller, "card_count_1h")).status).toBe(202);
  });

  it("is of one organisation, and of its sandbox apart", async () => {
    const [caller, other] = [await analyst(), await analyst()];
    await warmed(caller);
    const [own, foreign, tried] = [payment(), payment(), payment()];
    await pay(caller, own);
    await pay(other, foreign);
    await pay(caller, tried, { "foundry-mode": "test" });
    expect((await saidOf(caller, own.transaction_id)).aggregates).toEqual({ "card_count_1h@1": 0 });
    expect((await saidOf(other, foreign.transaction_id)).aggregates).toEqual({});
    const inSandbox = api(caller, { headers: { "foundry-mode": "test" } });
    const read = await bodyOf<{ evidence: { aggregates: object } }>(
      await inSandbox.get(`/api/antifraud/transactions/${tried.transaction_id}`),
    );
    expect(read.evidence.aggregates).toEqual({});
    expect((await inSandbox.get("/api/antifraud/aggregates/card_count_1h")).status).toBe(404);
  });

  it("has no value where the shard that keeps it does not answer, and rules that name it are missing", async () => {
    const caller = await analyst();
    const { organizationId } = caller;
    given.shards(organizationId, 4);
    await warmed(caller);
    await warmed(caller, { name: "device_count_1h", entity: "device" });
    const { rule_id } = await ruled(caller, {
      conditions: { "agg.device_count_1h": { operator: "less_than", value: 1000 } },
      action: "REVIEW",
    });
    const shardOfName = (kind: string, id: string) => shardOf(`${kind}:${organizationId}:${id}`, 4);
    const device_id = ["a", "b", "c", "d", "e", "f", "g", "h"].find(
      (id) => shardOfName("device", id) !== shardOfName("card", "fp_dilshod_a"),
    )!;
    const down = shardOfName("device", device_id);
    const transaction = Array.from({ length: 100 }, () => payment({ device_id })).find(
      ({ transaction_id }) => shardOf(transaction_id, 4) !== down,
    )!;
    const real = env.ENTITY_ACTIVITY.getByName.bind(env.ENTITY_ACTIVITY);
    // SAFETY: a stub that fails before anything else of it is used.
    const unreachable = { observe: () => Promise.reject(new Error("object unreachable")) } as never;
    vi.spyOn(env.ENTITY_ACTIVITY, "getByName").mockImplementation((name) =>
      name === `${organizationId}:${down}` ? unreachable : real(name),
    );
    expect((await pay(caller, transaction)).degraded).toContain("device");
    vi.restoreAllMocks();
    expect((await saidOf(caller, transaction.transaction_id)).aggregates).toEqual({
      "card_count_1h@1": 0,
      "device_count_1h@1": null,
    });
    expect(await looked(caller, transaction.transaction_id, rule_id)).toMatchObject({ result: "missing" });
  });

  it("is forgotten with the payer whom it is of", async () => {
    const caller = await analyst();
    await warmed(caller, { name: "user_count_1h", entity: "user" });
    for (let i = 0; i < 3; i++) await pay(caller, payment());
    const { organizationId } = caller;
    await entityActivity(env, organizationId, 0).forget({
      name: `user:${organizationId}:user_dilshod`,
      field: "userId",
      value: "user_dilshod",
      until: Date.now(),
      after: 0,
    });
    for (const interrupt of [async () => 0, crashActivities]) {
      await interrupt();
      const transaction = payment({ metadata: { card_fingerprint: crypto.randomUUID() } });
      await pay(caller, transaction);
      const { aggregates } = await saidOf(caller, transaction.transaction_id);
      expect(aggregates["user_count_1h@1"]).toBe(interrupt === crashActivities ? 1 : 0);
    }
  });
});

it("figures stay as long as the longest aggregate looks back, the features of their entity no longer than ever", async () => {
  const caller = await analyst();
  await warmed(caller, { name: "user_count_60d", entity: "user", window: "60d" });
  const inDatabase = (work: (sql: SqlStorage) => unknown) =>
    runInDurableObject(entityActivity(env, caller.organizationId, 0), (_, { storage }) => work(storage.sql));
  const isSaved = async () => {
    const rows = await inDatabase((sql) => sql.exec("SELECT 1 FROM entities").toArray().length);
    return Number(rows) >= 5;
  };
  const sent = Array.from({ length: 3 }, () => payment());
  for (const transaction of sent) await pay(caller, transaction);
  while (!(await isSaved())) await new Promise((wait) => setTimeout(wait, 200));
  /** What is known of a user once an entity was not touched for so long. */
  const after = async (days: number) => {
    await inDatabase((sql) => sql.exec("UPDATE entities SET touched_at = ?", Date.now() - days * 86_400_000));
    await runAlarms();
    await crashActivities();
    const probe = payment();
    const { features, aggregates } = await lookAt(caller, probe);
    return [features.user_count_24h, aggregates];
  };
  expect(await after(30)).toEqual([3, { "user_count_60d@1": 3 }]);
  expect(await after(40)).toEqual([0, { "user_count_60d@1": 3 }]);
  expect(await after(62)).toEqual([0, { "user_count_60d@1": 0 }]);
}, 60_000);

/** What is known of a payment's entities, without counting it. */
async function lookAt({ organizationId }: { organizationId: string }, transaction: Transaction) {
  const brief = describePayment(organizationId, transaction, 0.0001);
  const names = observedEntities(brief).map(({ name }) => name);
  const { features, aggregates } = await entityActivity(env, organizationId, 0).look({ brief, names, hasPayer: true });
  return { features, aggregates: aggregates.values };
}

const PEOPLE = 6;
const now = Date.now();
const drafts = [
  { name: "merchant_sum", entity: "merchant", statistic: "sum", window: "24h" },
  { name: "merchant_users", entity: "merchant", statistic: "distinct", of: "users", window: "7d" },
  { name: "merchant_declined", entity: "merchant", filter: { outcome: { operator: "equals", value: "declined" } } },
  {
    name: "merchant_accepted_max",
    entity: "merchant",
    statistic: "max",
    filter: { outcome: { operator: "equals", value: "accepted" } },
  },
  { name: "device_count", entity: "device", window: "30d" },
  { name: "card_deviation", entity: "card", statistic: "stddev", window: "3h" },
  {
    name: "user_min",
    entity: "user",
    statistic: "min",
    window: "1h",
    filter: { currency: { operator: "equals", value: "USD" } },
  },
];

/** Payments of some people at two merchants; those of 7 dollars are declined by their issuer, those of 666 by us. */
const payments = (count: number): Transaction[] =>
  Array.from({ length: count }, (_, i) => {
    const person = i % PEOPLE;
    const amount = i % 11 === 3 ? 7 : i % 13 === 5 ? 666 : 20 + (i % 17);
    return dollars(amount, {
      user_id: `user-${person}`,
      device_id: `device-${person}`,
      ip_address: `10.0.0.${person}`,
      merchant: `merchant-${i % 2}`,
      timestamp: at(now - 30 * 60_000 + i * 1000),
      metadata: { card_fingerprint: `fp-${person}`, issuer_response: amount === 7 ? "declined" : "approved" },
    });
  });

/** What the next payment of a person at a merchant is to be told, by brute force; `blocked` are those that we declined. */
function expected(sent: readonly Transaction[], blocked: ReadonlySet<string>, person: number, merchant: string) {
  const of = (keep: (transaction: Transaction) => boolean) => sent.filter(keep).map(({ amount }) => amount);
  const atMerchant = of((one) => one.merchant === merchant);
  const accepted = of(
    (one) =>
      one.merchant === merchant && one.metadata?.issuer_response !== "declined" && !blocked.has(one.transaction_id),
  );
  const own = of((one) => one.user_id === `user-${person}`);
  const mean = own.reduce((sum, amount) => sum + amount, 0) / own.length;
  const spread = own.reduce((sum, amount) => sum + (amount - mean) ** 2, 0);
  return {
    "merchant_sum@1": atMerchant.reduce((sum, amount) => sum + amount, 0),
    "merchant_users@1": new Set(sent.filter((one) => one.merchant === merchant).map((one) => one.user_id)).size,
    "merchant_declined@1": atMerchant.length - accepted.length,
    "merchant_accepted_max@1": Math.max(...accepted),
    "device_count@1": own.length,
    "card_deviation@1": expect.closeTo(Math.sqrt(spread / (own.length - 1)), 9),
    "user_min@1": Math.min(...own),
  };
}

describe.each([1, 4])("every payment counts once, with the activity in %i shards", (shards) => {
  it("however often objects crash, are evicted, or payments are sent again", async () => {
    const caller = await analyst();
    given.shards(caller.organizationId, shards);
    for (const draft of drafts) await warmed(caller, draft);
    await ruled(caller, { conditions: { amount: { operator: "equals", value: 666 } }, action: "BLOCK" });
    const sent = payments(156);
    const blocked = new Set<string>();
    for (let start = 0; start < sent.length; start += 39) {
      const some = sent.slice(start, start + 39);
      await inParallel(shuffled([...some, ...some], start), 8, async (transaction) => {
        const answer = await api(caller).submit(transaction);
        expect(answer.status).toBe(200);
        if ((await bodyOf<Answer>(answer)).decision === "BLOCKED") blocked.add(transaction.transaction_id);
      });
      await (start % 78 === 0 ? crashActivities() : evictEverything());
    }
    // What other shards lost, and what became of what they counted, is told by the payers' outboxes.
    await runAlarms();
    await runAlarms();
    await crashActivities();
    expect(blocked.size).toBeGreaterThan(10);
    const soFar = [...sent];
    for (let person = 0; person < PEOPLE; person++) {
      const probe = await probed(caller, soFar, blocked, sent[person]!);
      expect(probe.said, `person ${person}`).toEqual(expected(soFar, blocked, person, probe.sent.merchant));
      if (probe.isBlocked) blocked.add(probe.sent.transaction_id);
      soFar.push(probe.sent);
      await runAlarms();
      await runAlarms();
    }
  }, 240_000);
});

/** Another payment like one, and what the aggregates said of it once everyone answered in time. */
async function probed(caller: Caller, sent: Transaction[], blocked: Set<string>, like: Transaction) {
  for (let i = 0; i < 50; i++) {
    const probe = { ...like, amount: 20, transaction_id: crypto.randomUUID(), timestamp: at(now) };
    const { degraded, decision } = await pay(caller, probe);
    const isBlocked = decision === "BLOCKED";
    if (!degraded) return { sent: probe, isBlocked, said: (await saidOf(caller, probe.transaction_id)).aggregates };
    sent.push(probe);
    if (isBlocked) blocked.add(probe.transaction_id);
  }
  throw new Error("No entity ever answered in time");
}
