import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { api, bodyOf } from "../../support/api.ts";
import { given } from "../../support/given.ts";
import { crashActivities, evictEverything } from "../../support/objects.ts";
import { putPolicy } from "../../support/rules.ts";
import { payment } from "../../support/samples.ts";

type Person = Awaited<ReturnType<typeof given.person>>;
type Thresholds = { review_from: number; block_above: number; unseen_limit_usd: number };
type Answer = { decision: string; risk_score: number };
type Detail = Answer & { evidence: { thresholds: Thresholds } };

const POLICY = "/api/antifraud/rules/policy";
const usual: Thresholds = { review_from: 500, block_above: 800, unseen_limit_usd: 100 };
const policyOf = async (caller: Person) =>
  (await bodyOf<{ thresholds: Thresholds }>(await api(caller).get(POLICY))).thresholds;

/** The same payment of somebody new at a new place each time: it always gets the same score, and no rule has anything to say. */
const ordinary = () =>
  payment({
    user_id: crypto.randomUUID(),
    merchant: crypto.randomUUID(),
    device_id: undefined,
    ip_address: undefined,
    metadata: undefined,
  });
const pay = async (caller: Person) => {
  const transaction = ordinary();
  const { decision, risk_score } = await bodyOf<Answer>(await api(caller).submit(transaction));
  const { evidence } = await bodyOf<Detail>(
    await api(caller).get(`/api/antifraud/transactions/${transaction.transaction_id}`),
  );
  return { decision, risk_score, thresholds: evidence.thresholds };
};
/** Thresholds below which a score lies, or between which. */
const around = (score: number, where: "approve" | "review"): Thresholds => {
  const from = 10 * Math.floor(score / 10) + (where === "approve" ? 10 : 0);
  return { ...usual, review_from: from, block_above: from + 10 };
};

describe("an organisation's thresholds", () => {
  it("decide from the next payment on, through crash and eviction, and of no other organisation", async () => {
    const [caller, other] = [await given.person("org_admin"), await given.person("org_admin")];
    expect(await policyOf(caller)).toEqual(usual);
    const before = await pay(caller);
    expect(before).toMatchObject({ decision: "APPROVED", thresholds: { review_from: 500, block_above: 800 } });
    for (const [where, decision] of [
      ["review", "UNDER_REVIEW"],
      ["approve", "APPROVED"],
      ["review", "UNDER_REVIEW"],
    ] as const) {
      const thresholds = around(before.risk_score, where);
      expect((await putPolicy(caller, { thresholds })).status).toBe(200);
      const { review_from, block_above } = thresholds;
      expect(await pay(caller)).toMatchObject({ decision, thresholds: { review_from, block_above } });
    }
    for (const interrupt of [evictEverything, crashActivities]) {
      await interrupt();
      expect((await pay(caller)).decision).toBe("UNDER_REVIEW");
    }
    expect(await pay(other)).toMatchObject({ decision: "APPROVED", thresholds: { review_from: 500 } });
  });

  it("stay as they are where a change names others, and go on record", async () => {
    const caller = await given.person("org_admin");
    const thresholds = { review_from: 400, block_above: 900, unseen_limit_usd: 250.5 };
    expect((await putPolicy(caller, { thresholds })).status).toBe(200);
    expect((await putPolicy(caller, { allow_first: true })).status).toBe(200);
    expect(await policyOf(caller)).toEqual(thresholds);
    const { results } = await env.DB.prepare(
      "SELECT changes FROM audit_events WHERE organization_id = ? AND action = 'rule_policy.changed' ORDER BY created_at",
    )
      .bind(caller.organizationId)
      .all<{ changes: string }>();
    expect(results.map(({ changes }) => JSON.parse(changes))).toEqual([
      { thresholds: [JSON.stringify(usual), JSON.stringify(thresholds)] },
      { allow_first: ["false", "true"] },
    ]);
  });

  it.each([
    [{ ...usual, review_from: 810 }, "thresholds.block_above"],
    [{ ...usual, review_from: 505 }, "thresholds.review_from"],
    [{ ...usual, review_from: 0 }, "thresholds.review_from"],
    [{ ...usual, block_above: 1010 }, "thresholds.block_above"],
    [{ ...usual, unseen_limit_usd: -1 }, "thresholds.unseen_limit_usd"],
    [{ review_from: 500, block_above: 800 }, "thresholds.unseen_limit_usd"],
  ])("that are none are refused by place, and change nothing (%o)", async (thresholds, path) => {
    const caller = await given.person("org_admin");
    const answer = await putPolicy(caller, { thresholds });
    expect(answer.status).toBe(422);
    expect((await bodyOf<{ errors: { path: string }[] }>(answer)).errors.map((error) => error.path)).toEqual([path]);
    expect(await policyOf(caller)).toEqual(usual);
  });
});
