import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import { announceRules } from "../../../workers/antifraud/own-rules/announce-rules.ts";
import type { Expression } from "../../../workers/antifraud/rule-language/expression.ts";
import type { Transaction } from "../../../workers/antifraud/schemas.ts";
import { createPlatform } from "../../../workers/platform/platform.ts";
import { evaluateNaively } from "../../pure/rule-oracle.ts";
import { api, bodyOf } from "../../support/api.ts";
import { heldEvents } from "../../support/events.ts";
import { given } from "../../support/given.ts";
import { crashActivities, evictEverything } from "../../support/objects.ts";
import { type Detail, looked, postRule, putRule, ruleDraft, ruled, sampleRule } from "../../support/rules.ts";
import { payment, strangersPayment } from "../../support/samples.ts";

type Answer = { decision: string; risk_score: number; reasons: string[]; recommended_action: string };
type Caller = { token: string };

const analyst = () => given.person("antifraud_manager");
const inEnglish = { "accept-language": "en" };
const pay = async (caller: Caller, transaction: Transaction = payment(), headers: Record<string, string> = inEnglish) =>
  bodyOf<Answer>(await api(caller, { headers }).submit(transaction));
const detailOf = async (caller: Caller, id: string, language = "en") =>
  bodyOf<Detail>(
    await api(caller, { headers: { "accept-language": language } }).get(`/api/antifraud/transactions/${id}`),
  );
/** Hits every payment of the sample merchant. */
const atMerchant = { conditions: { merchant: { operator: "contains", value: "korzinka" } } };

afterEach(() => {
  vi.restoreAllMocks();
});

describe("a live rule", () => {
  it("in the published form blocks 10,001 dollars with the next payment, and not 10,000", async () => {
    const caller = await analyst();
    expect((await postRule(caller, sampleRule)).status).toBe(201);
    const dollars = (amount: number) => payment({ amount, currency: "USD" });
    const answer = await pay(caller, dollars(10_001));
    expect(answer).toMatchObject({ decision: "BLOCKED" });
    expect(answer.risk_score).toBeGreaterThan(800);
    expect(answer.reasons[0]).toBe("Refused by the organisation's rule: Block transactions over $10,000");
    const just = dollars(10_000);
    await pay(caller, just);
    expect((await looked(caller, just.transaction_id, sampleRule.rule_id))?.result).toBe("not_hit");
  });

  it("is shown in the evidence with the values of the payment, as it stood then, whatever became of it", async () => {
    const caller = await analyst();
    const { rule_id } = await ruled(caller, { ...atMerchant, name: "Ours", action: "REVIEW" });
    const transaction = payment();
    expect(await pay(caller, transaction)).toMatchObject({ decision: "UNDER_REVIEW" });
    const then = {
      rule_id,
      revision: 1,
      name: "Ours",
      action: "REVIEW",
      result: "hit",
      tripped: false,
      explanation: 'merchant "Korzinka Chilonzor" contains "korzinka"',
      condition: { and: [{ contains: [{ field: "merchant" }, "korzinka"] }] },
      values: { merchant: "Korzinka Chilonzor" },
    };
    expect(await looked(caller, transaction.transaction_id, rule_id)).toEqual(then);
    await putRule(caller, rule_id, ruleDraft({ name: "Other", action: "BLOCK" }));
    expect(await looked(caller, transaction.transaction_id, rule_id)).toEqual(then);
    await api(caller).delete(`/api/antifraud/rules/${rule_id}`);
    expect(await looked(caller, transaction.transaction_id, rule_id)).toEqual(then);
    expect((await detailOf(caller, transaction.transaction_id, "ru")).reasons[0]).toBe(
      "Правило организации требует проверки: Ours",
    );
    expect((await detailOf(caller, transaction.transaction_id, "uz")).reasons[0]).toBe(
      "Tashkilot qoidasi tekshiruv talab qildi: Ours",
    );
    expect((await pay(caller)).decision).toBe("APPROVED");
  });

  it("holds after crash and eviction, in every shard, and for no other organisation and no sandbox", async () => {
    const [caller, other] = [await analyst(), await analyst()];
    given.shards(caller.organizationId, 4);
    await ruled(caller, { ...atMerchant, action: "BLOCK" });
    for (const interrupt of [async () => 0, evictEverything, crashActivities]) {
      await interrupt();
      const answers = await Promise.all(Array.from({ length: 12 }, () => pay(caller, strangersPayment())));
      expect(new Set(answers.map(({ decision }) => decision))).toEqual(new Set(["BLOCKED"]));
    }
    expect((await pay(other, strangersPayment())).decision).toBe("APPROVED");
    const inSandbox = { ...inEnglish, "foundry-mode": "test" };
    expect((await pay(caller, strangersPayment(), inSandbox)).decision).toBe("APPROVED");
    const list = await bodyOf<{ data: { built_in: boolean }[] }>(
      await api(caller, { headers: inSandbox }).get("/api/antifraud/rules/list"),
    );
    expect(list.data.every(({ built_in }) => built_in)).toBe(true);
  });

  it("says nothing of itself where the payment is approved", async () => {
    const caller = await analyst();
    await ruled(caller, { ...atMerchant, name: "Known good", action: "ALLOW" });
    const transaction = payment({ amount: 11_000, currency: "USD" });
    await ruled(caller, { ...atMerchant, name: "Suspect", action: "BLOCK" });
    const strict = await pay(caller, transaction);
    expect(strict.decision).toBe("BLOCKED");
    expect(JSON.stringify(strict)).not.toContain("Known good");
    const policy = await api(caller).send("PUT", "/api/antifraud/rules/policy", { allow_first: true });
    expect(policy.status).toBe(200);
    expect(await bodyOf(await api(caller).get("/api/antifraud/rules/policy"))).toMatchObject({ allow_first: true });
    const allowed = payment({ amount: 11_000, currency: "USD" });
    const answer = await pay(caller, allowed);
    expect(answer).toMatchObject({ decision: "APPROVED", reasons: [] });
    const { reasons, evidence } = await detailOf(caller, allowed.transaction_id);
    expect(reasons).toEqual([]);
    expect(evidence.allow_first).toBe(true);
    expect(evidence.rules.filter(({ result }) => result === "hit").map(({ name }) => name)).toEqual(
      expect.arrayContaining(["Known good", "Suspect"]),
    );
  });

  it("that cannot be computed is an error, and one that lacks what it asks is missing; neither decides", async () => {
    const caller = await analyst();
    const faulty = await ruled(caller, {
      conditions: undefined,
      expression: {
        gt: [{ divide: [{ field: "amount" }, { subtract: [{ field: "amount" }, { field: "amount" }] }] }, 0],
      },
    });
    const blind = await ruled(caller, { conditions: { payer_mean_30d: { operator: "greater_than", value: -1 } } });
    const transaction = payment();
    expect((await pay(caller, transaction)).decision).toBe("APPROVED");
    expect(await looked(caller, transaction.transaction_id, faulty.rule_id)).toMatchObject({ result: "error" });
    expect(await looked(caller, transaction.transaction_id, blind.rule_id)).toMatchObject({ result: "missing" });
  });
});

it("a hundred rules are in force at once, each with what the most direct evaluation says of the recorded vector", async () => {
  const caller = await analyst();
  const fields = ["payer_count_1h", "payer_mean_30d", "device_count_24h", "merchant_risk_7d", "amount_usd"];
  const expressionOf = (i: number): Expression => ({
    or: [
      { and: [{ gt: [{ field: fields[i % 5] }, i % 3] }, { lt: [{ add: [{ field: fields[(i + 1) % 5] }, i] }, 60] }] },
      { gt: [{ divide: [{ field: fields[(i + 2) % 5] }, { field: fields[(i + 3) % 5] }] }, i] },
    ],
  });
  const ids = Array.from({ length: 100 }, (_, i) => `rule_${i}_of_a_hundred`);
  for (let i = 0; i < 100; i += 10)
    await Promise.all(
      ids.slice(i, i + 10).map((rule_id, j) =>
        ruled(caller, {
          rule_id,
          conditions: undefined,
          expression: expressionOf(i + j),
          action: "REVIEW",
          notify: [],
        }),
      ),
    );
  for (let i = 0; i < 4; i++) {
    const transaction = payment();
    await pay(caller, transaction);
    const { evidence } = await detailOf(caller, transaction.transaction_id);
    const values = Object.fromEntries(evidence.features.map(({ name, value }) => [name, value]));
    const own = evidence.rules.filter(({ revision }) => revision === 1);
    expect(Object.fromEntries(own.map(({ rule_id, result }) => [rule_id, result]))).toEqual(
      Object.fromEntries(
        ids.map((id, j) => {
          const said = evaluateNaively(expressionOf(j), { values });
          return [id, said === "fault" ? "error" : said === undefined ? "missing" : said === true ? "hit" : "not_hit"];
        }),
      ),
    );
  }
}, 60_000);

describe("a rule that is not live", () => {
  it.each([
    ["in shadow is recorded and decides nothing", { state: "shadow" }, "shadow_hit"],
    ["that is a draft is not looked at", { state: "draft" }, undefined],
    ["that is off is not looked at", { enabled: false }, undefined],
  ])("%s, until it is", async (_, changes, result) => {
    const caller = await analyst();
    const draft = { ...atMerchant, action: "BLOCK", ...changes };
    const { rule_id } = await ruled(caller, draft);
    const transaction = payment();
    expect(await pay(caller, transaction)).toMatchObject({ decision: "APPROVED", reasons: [] });
    expect((await looked(caller, transaction.transaction_id, rule_id))?.result).toBe(result);
    await putRule(caller, rule_id, ruleDraft({ ...draft, state: "live", enabled: true }), { "if-match": '"1"' });
    expect((await pay(caller)).decision).toBe("BLOCKED");
    await putRule(caller, rule_id, ruleDraft(draft));
    const after = payment();
    await pay(caller, after);
    expect((await looked(caller, after.transaction_id, rule_id))?.result).toBe(result);
  });
});

describe("news of rules", () => {
  it("never gives way to an older word that arrives late", async () => {
    const caller = await analyst();
    await ruled(caller, { ...atMerchant, action: "BLOCK" });
    const activity = env.ENTITY_ACTIVITY.getByName(`${caller.organizationId}:0`);
    const empty = { allowFirst: false, rules: [] };
    for (const revision of [0, 1])
      await activity.assignRules({ revision, book: JSON.stringify({ revision, ...empty }) });
    expect((await pay(caller)).decision).toBe("BLOCKED");
  });

  it("reaches a shard that could not be told as soon as it can be", async () => {
    const caller = await analyst();
    await pay(caller);
    const down = { assignRules: () => Promise.reject(new Error("object unreachable")) };
    // SAFETY: the only call that is made of it.
    const unreachable = vi.spyOn(env.ENTITY_ACTIVITY, "getByName").mockReturnValue(down as never);
    const held = heldEvents("antifraud.rules_changed");
    await ruled(caller, { ...atMerchant, action: "BLOCK" });
    const event = { type: "antifraud.rules_changed" as const, organizationId: caller.organizationId };
    // Once before the change, and again since a shard did not hear of it.
    expect(held()).toEqual([event, event]);
    await expect(announceRules(createPlatform(env), [event])).rejects.toThrow("could not be told");
    unreachable.mockRestore();
    expect((await pay(caller)).decision).toBe("APPROVED");
    await announceRules(createPlatform(env), [event, event]);
    expect((await pay(caller)).decision).toBe("BLOCKED");
  });
});
