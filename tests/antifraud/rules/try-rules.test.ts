import { env } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import { api, bodyOf } from "../../support/api.ts";
import { DAY_MS, decided, projected } from "../../support/decided.ts";
import { given } from "../../support/given.ts";
import { ruleDraft, ruled } from "../../support/rules.ts";
import { payment } from "../../support/samples.ts";
import { everythingOf, settled } from "../../support/tenants.ts";

type Result = {
  sample: { result: string; explanation: string } | null;
  history: {
    payments: number;
    hits: number;
    missing: number;
    errors: number;
    groups: { decision: string; label: string; payments: number; hits: number; amount_usd: number }[];
    sample_hits: { transaction_id: string }[];
    not_kept: string[];
  } | null;
};

const analyst = () => given.person("antifraud_manager");
const tried = async (caller: { token: string }, body: object, path = "test") => {
  const answer = await api(caller).post(`/api/antifraud/rules/${path}`, body);
  if (answer.status !== 200) throw new Error(await answer.text());
  return bodyOf<Result>(answer);
};
const often = { conditions: { payer_count_24h: { operator: "greater_or_equal", value: 2 } } };

describe("a rule that is tried", () => {
  it("says of a payment what it would say now, in one shard or several, and leaves no trace", async () => {
    for (const shards of [1, 4]) {
      const caller = await analyst();
      given.shards(caller.organizationId, shards);
      for (let i = 0; i < 2; i++) await api(caller).submit(payment());
      const look = () => everythingOf(caller.organizationId);
      const before = shards === 1 ? await settled(look) : undefined;
      for (let i = 0; i < 3; i++)
        expect((await tried(caller, { ...often, transaction: payment() })).sample).toEqual({
          result: "hit",
          explanation: "payer_count_24h 2 ≥ 2",
        });
      if (before) expect(await look()).toEqual(before);
      const device = { conditions: { device_count_1h: { operator: "equals", value: 2 } } };
      expect((await tried(caller, { ...device, transaction: payment() })).sample?.result).toBe("hit");
    }
  });

  it("says of a stored payment what its own vector says, also of what is sealed", async () => {
    const caller = await analyst();
    const transaction = payment();
    await api(caller).submit(transaction);
    await api(caller).submit(payment());
    const { transaction_id } = transaction;
    expect((await tried(caller, { ...often, transaction_id })).sample).toEqual({
      result: "not_hit",
      explanation: "payer_count_24h 0 ≥ 2",
    });
    const byCard = { conditions: { payment_method: { operator: "equals", value: "card" } } };
    expect((await tried(caller, { ...byCard, transaction_id })).sample?.result).toBe("hit");
    const unknown = await api(caller).post("/api/antifraud/rules/test", { ...byCard, transaction_id: "nobody" });
    expect(unknown.status).toBe(404);
  });

  it("is held against history from the recorded vectors, by decision and label", async () => {
    const caller = await analyst();
    const { organizationId } = caller;
    const at = Date.now() - DAY_MS;
    const events = Array.from({ length: 620 }, (_, i) =>
      decided(organizationId, {
        at: at + i,
        decision: i % 4 === 0 ? "UNDER_REVIEW" : "APPROVED",
        features: i % 31 === 0 ? {} : { payer_count_24h: i % 5 },
      }),
    );
    await projected(events);
    const chargebacks = events.filter((_, i) => i % 100 === 52);
    const { transactionId } = chargebacks[0]!;
    for (const [i, source] of ["chargeback", "false_positive"].entries())
      await api(caller).post("/api/antifraud/labels", {
        labels: chargebacks.slice(i * 3, i * 3 + 3).map((event) => ({
          transaction_id: event.transactionId,
          source,
          source_id: event.transactionId,
        })),
      });
    const { history } = await tried(caller, { ...often, history: { limit: 5000 } });
    const expected = events.filter((_, i) => i % 31 !== 0 && i % 5 >= 2);
    expect(history).toMatchObject({ payments: 620, hits: expected.length, missing: 20, errors: 0, not_kept: [] });
    const sum = (label: string, key: "payments" | "hits") =>
      history!.groups.filter((group) => group.label === label).reduce((total, group) => total + group[key], 0);
    expect([sum("fraud", "payments"), sum("fraud", "hits")]).toEqual([3, 3]);
    expect([sum("legitimate", "payments"), sum("legitimate", "hits")]).toEqual([3, 3]);
    expect(history!.sample_hits).toHaveLength(10);
    expect(history!.sample_hits[0]!.transaction_id).toBe(expected.at(-1)!.transactionId);
    expect(transactionId).toBeDefined();
    const newest = await tried(caller, { ...often, history: { limit: 300 } });
    expect(newest.history?.payments).toBe(300);
    const other = await tried(await analyst(), { ...often, history: {} });
    expect(other.history).toMatchObject({ payments: 0, hits: 0, groups: [], sample_hits: [] });
    const sealed = { conditions: { payment_method: { operator: "exists", value: true } } };
    expect((await tried(caller, { ...sealed, history: {} })).history).toMatchObject({
      hits: 0,
      not_kept: ["payment_method"],
    });
  });

  it("may be saved, whatever its state, or built in", async () => {
    const caller = await analyst();
    const { rule_id } = await ruled(caller, { ...often, state: "draft" });
    const transaction = payment();
    expect((await tried(caller, { transaction }, `${rule_id}/test`)).sample?.result).toBe("not_hit");
    const large = payment({ amount: 20_000, currency: "USD" });
    expect((await tried(caller, { transaction: large }, "rule_large_amount/test")).sample?.result).toBe("hit");
  });

  it.each([
    ["asks nothing", { ...often }, "history"],
    ["names two payments", { ...often, transaction: payment(), transaction_id: "x" }, "transaction_id"],
    ["asks for too much", { ...often, history: { limit: 5001 } }, "history.limit"],
    ["has no condition", { history: {} }, "conditions"],
    [
      "has a wrong field",
      { conditions: { amont: { operator: "exists", value: true } }, history: {} },
      "conditions.amont",
    ],
    ["lies in the future", { ...often, transaction: payment({ timestamp: "2099-01-01T00:00:00Z" }) }, "timestamp"],
  ])("is refused where it %s", async (_, body, path) => {
    const answer = await api(await analyst()).post("/api/antifraud/rules/test", body);
    expect(answer.status).toBe(422);
    const { errors } = await bodyOf<{ errors: { path: string }[] }>(answer);
    expect(errors.map((error) => error.path)).toContain(path);
  });

  it("asks to be tried again where the activity cannot be looked at", async () => {
    const caller = await analyst();
    const down = { look: () => Promise.reject(new Error("object unreachable")) };
    // SAFETY: the only call that is made of it.
    const unreachable = vi.spyOn(env.ENTITY_ACTIVITY, "getByName").mockReturnValue(down as never);
    const answer = await api(caller).post("/api/antifraud/rules/test", { ...often, transaction: payment() });
    unreachable.mockRestore();
    expect(answer.status).toBe(503);
    expect(await bodyOf(answer)).toMatchObject({ code: "antifraud.decision_unavailable" });
  });

  it("takes no more than a rule: what is not part of one is refused", async () => {
    const answer = await api(await analyst()).post("/api/antifraud/rules/test", { ...ruleDraft(), history: {} });
    expect(answer.status).toBe(422);
  });
});
