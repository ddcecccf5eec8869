import { env } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import { Activity } from "../../models/training/activity.ts";
import { shardOf } from "../../workers/antifraud/activities.ts";
import { describePayment } from "../../workers/antifraud/describe-payment.ts";
import type { Transaction } from "../../workers/antifraud/schemas.ts";
import { featureNames, toVector } from "../../workers/antifraud/signals/features.ts";
import { LABEL_DELAY_MS } from "../../workers/antifraud/signals/labels.ts";
import { usdPerUnit } from "../../workers/platform/money.ts";
import { api, bodyOf } from "../support/api.ts";
import { given } from "../support/given.ts";
import { runAlarms } from "../support/objects.ts";
import { payment } from "../support/samples.ts";

type Detail = {
  decision: string;
  evidence: {
    features: { name: string; value: number | null; unit: string; meaning: string }[];
    model: { version: string; probability: number; score: number } | null;
    contributions: { group: string; points: number; title: string }[];
    ordinary_score: number | null;
    rules: {
      rule_id: string;
      result: string;
      explanation: string;
      action: string;
      condition: unknown;
      values: Record<string, unknown>;
    }[];
    thresholds: { review_from: number; block_above: number };
    degraded: string[];
    exchange_rates_as_of: string;
  };
};

const detailOf = async (caller: ReturnType<typeof api>, id: string) =>
  bodyOf<Detail>(await caller.get(`/api/antifraud/transactions/${id}`));

describe("the evidence of a decision", () => {
  it("holds every feature with its meaning, the model, the rules hit first, and the thresholds", async () => {
    const caller = api(await given.provider());
    const wild = payment({
      amount: 50_000,
      currency: "USD",
      location: { country: "AE", city: "Dubai", lat: 25.2, lon: 55.3 },
    });
    await caller.submit(wild);
    const { evidence } = await detailOf(caller, wild.transaction_id);
    expect(evidence.features.map(({ name }) => name)).toEqual([...featureNames]);
    expect(evidence.features.every(({ meaning }) => meaning.length > 0)).toBe(true);
    expect(evidence.model?.probability).toBeGreaterThan(0);
    expect(evidence.rules[0]).toMatchObject({ rule_id: "rule_extreme_amount_unknown", result: "hit" });
    expect(evidence.rules[0]?.explanation).toBe(
      'amount 50000 ≥ 5000 and country "AE" ≠ "UZ" and payer_count_30d 0 < 3',
    );
    expect(evidence.rules[0]?.condition).toEqual({
      and: [
        { gte: [{ field: "amount" }, 5000] },
        { ne: [{ field: "country" }, "UZ"] },
        { lt: [{ field: "payer_count_30d" }, 3] },
      ],
    });
    expect(evidence.rules[0]?.values).toEqual({ amount: 50_000, country: "AE", payer_count_30d: 0 });
    expect(evidence.rules.some(({ result }) => result !== "hit")).toBe(true);
    expect(evidence.thresholds).toEqual({ review_from: 500, block_above: 800 });
    expect(evidence.degraded).toEqual([]);
  });

  it("is told in the reader's language, while the answer stays as it was sent", async () => {
    const provider = await given.provider();
    const wild = payment({
      amount: 50_000,
      currency: "USD",
      location: { country: "AE", city: "Dubai", lat: 25.2, lon: 55.3 },
    });
    const sent = await bodyOf<{ reasons: string[] }>(
      await api(provider, { headers: { "accept-language": "en" } }).submit(wild),
    );
    expect(sent.reasons[0]).toBe("Very large amount abroad ($50,000, Dubai)");
    const read = async (language: string) =>
      bodyOf<{ reasons: string[]; recommended_action: string }>(
        await api(provider, { headers: { "accept-language": language } }).get(
          `/api/antifraud/transactions/${wild.transaction_id}`,
        ),
      );
    expect((await read("ru")).reasons[0]).toBe("Очень крупная сумма за рубежом (50\u00a0000\u00a0$, Dubai)");
    expect((await read("uz")).recommended_action).toBe("Mijozga qoʻngʻiroq qilib tasdiqlang");
    expect((await read("en")).reasons).toEqual(sent.reasons);
  });

  it("says what moved the score in the reader's language, and nothing of what was approved", async () => {
    const provider = await given.provider();
    const wild = payment({ amount: 50_000, currency: "USD", merchant_category: "Luxury Goods" });
    await api(provider).submit(wild);
    const read = async (language: string) =>
      (await detailOf(api(provider, { headers: { "accept-language": language } }), wild.transaction_id)).evidence;
    const { contributions, model, ordinary_score: ordinary } = await read("en");
    expect(ordinary).toBeGreaterThanOrEqual(0);
    expect(ordinary).toBeLessThan(500);
    expect(model!.score).toBeGreaterThanOrEqual(500);
    expect(contributions[0]).toMatchObject({ group: "amount", title: "Amount" });
    expect(contributions.map(({ points }) => points)).toEqual(
      contributions.map(({ points }) => points).sort((a, b) => b - a),
    );
    expect((await read("ru")).contributions).toEqual(
      contributions.map((one) => ({ ...one, title: expect.stringMatching(/^[А-Я]/) })),
    );
    const other = api(await given.provider());
    const usual = payment({ amount: 60_000 });
    expect(await bodyOf(await other.submit(usual))).toMatchObject({ decision: "APPROVED", reasons: [] });
    expect((await detailOf(other, usual.transaction_id)).evidence).toMatchObject({
      contributions: [],
      ordinary_score: null,
    });
  });

  it("equals, bit for bit, what the training replay computes from the same stream", async () => {
    const caller = api(await given.provider());
    const activity = new Activity(LABEL_DELAY_MS);
    for (const transaction of stream(240)) {
      const answer = await caller.submit(transaction);
      const { decision } = await bodyOf<{ decision: string }>(answer);
      const { features } = activity.replay(transaction);
      expect(decision).not.toBe("BLOCKED");
      const { evidence } = await detailOf(caller, transaction.transaction_id);
      const replayed = Array.from(toVector(features), (value) => (Number.isNaN(value) ? null : value));
      expect(evidence.features.map(({ value }) => value)).toEqual(replayed);
    }
  });
});

describe("when something does not answer", () => {
  it("decides without the entities of that shard, and says which ones were missing", async () => {
    const provider = await given.provider();
    const shards = 8;
    given.shards(provider.organizationId, shards);
    const transaction = Array.from({ length: 1000 }, (_, i) =>
      payment({ device_id: `device-${i}`, ip_address: `10.1.0.${i % 250}` }),
    ).find((some) => {
      const { payer, user, device, ip, merchant } = describePayment(
        provider.organizationId,
        some,
        usdPerUnit("UZS")!,
      ).entities;
      const [down, late, ...others] = [device, ip, payer, user, merchant].map((name) => shardOf(name!, shards));
      others.push(shardOf(some.transaction_id, shards));
      return down !== late && !others.includes(down!) && !others.includes(late!);
    })!;
    const { entities } = describePayment(provider.organizationId, transaction, usdPerUnit("UZS")!);
    const real = env.ENTITY_ACTIVITY.getByName.bind(env.ENTITY_ACTIVITY);
    const nameOf = (entity: string | null) => `${provider.organizationId}:${shardOf(entity!, shards)}`;
    const failing = (name: string, observe: () => Promise<never>) =>
      new Proxy(real(name), { get: (stub, key) => (key === "observe" ? observe : Reflect.get(stub, key)) });
    const down = failing(nameOf(entities.device), () => Promise.reject(new Error("object unreachable")));
    const late = failing(nameOf(entities.ip), () => new Promise(() => {}));
    vi.spyOn(env.ENTITY_ACTIVITY, "getByName").mockImplementation((name) =>
      name === nameOf(entities.device) ? down : name === nameOf(entities.ip) ? late : real(name),
    );
    const caller = api(provider);
    const answer = await bodyOf<{ decision: string; degraded: string[] }>(await caller.submit(transaction));
    vi.restoreAllMocks();
    expect(answer.degraded.sort()).toEqual(["device", "ip"]);
    const { evidence } = await detailOf(caller, transaction.transaction_id);
    const featureOf = (name: string) => evidence.features.find((feature) => feature.name === name)?.value;
    expect(featureOf("device_count_1h")).toBeNull();
    expect(featureOf("ip_count_1h")).toBeNull();
    expect(featureOf("merchant_count_1h")).toBe(0);
    expect(evidence.degraded.sort()).toEqual(["device", "ip"]);
    // Who was not asked in time is told later, and knows the payment then.
    await runAlarms();
    const next = payment({ device_id: transaction.device_id!, metadata: { card_fingerprint: "another" } });
    await caller.submit(next);
    const { evidence: later } = await detailOf(caller, next.transaction_id);
    expect(later.features.find(({ name }) => name === "device_count_1h")?.value).toBe(1);
  });
});

/** Everyday payments of a few people, some with a card and some without, which share devices and merchants. */
function stream(count: number): Transaction[] {
  const cities = [
    { country: "UZ", city: "Tashkent", lat: 41.2995, lon: 69.2401 },
    { country: "UZ", city: "Samarkand", lat: 39.627, lon: 66.975 },
  ];
  return Array.from({ length: count }, (_, i) => {
    const person = i % 6;
    return payment({
      user_id: `person-${person}`,
      amount: 40_000 + ((i * 7919) % 90) * 1000,
      merchant: `Shop ${(i * 31) % 7}`,
      merchant_category: i % 3 === 0 ? "Groceries" : "Pharmacy",
      device_id: `phone-${person % 5}`,
      ip_address: i % 11 === 0 ? undefined : `10.1.0.${person % 4}`,
      location: i % 9 === 0 ? undefined : cities[person % 2],
      timestamp: new Date(Date.now() - (count - i) * 3 * 3_600_000).toISOString(),
      metadata:
        person % 3 === 0
          ? { payment_method: "wallet" }
          : {
              card_fingerprint: `fp-${person}`,
              issuer_response: i % 29 === 0 ? "declined" : i % 37 === 0 ? "error" : "approved",
            },
    });
  });
}
