import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import type { BacktestView } from "../../../workers/antifraud/backtests/schemas.ts";
import type { DecisionMade } from "../../../workers/platform/events.ts";
import { api, bodyOf } from "../../support/api.ts";
import { differencesOf, finished, lastMonth, path, postBacktest, projectedCount } from "../../support/backtests.ts";
import { DAY_MS, decided, projected, sealed } from "../../support/decided.ts";
import { given } from "../../support/given.ts";
import { entered, listed } from "../../support/lists.ts";
import { ruleDraft, ruled } from "../../support/rules.ts";
import { payment } from "../../support/samples.ts";

const analyst = () => given.person("antifraud_manager");
type Analyst = Awaited<ReturnType<typeof analyst>>;

/** A draft that says so of every payment that its condition holds for. */
const draft = (rule_id: string, action: string, conditions: object) => ({ rule_id, name: rule_id, action, conditions });
const atLeast = (value: number) => ({ payer_count_24h: { operator: "greater_or_equal", value } });
const noon = Math.floor((Date.now() - 5 * DAY_MS) / DAY_MS) * DAY_MS;

/** Approved and reviewed payments of three days, the i-th with i modulo 5 payments before it and of i + 1 cents. */
const someDecisions = (organizationId: string, count: number) =>
  Array.from({ length: count }, (_, i) =>
    decided(organizationId, {
      at: noon + (i % 3) * DAY_MS + i,
      decision: i % 4 === 0 ? "UNDER_REVIEW" : "APPROVED",
      score: i % 4 === 0 ? 600 : 20,
      cents: i + 1,
      features: { payer_count_24h: i % 5, payer_age_days: 3 },
    }),
  );

/** Reports that the given payments turned out so. */
async function labelled(caller: Analyst, events: readonly DecisionMade[], source: string): Promise<void> {
  const labels = events.map(({ transactionId }) => ({
    transaction_id: transactionId,
    source,
    source_id: transactionId,
  }));
  const answer = await api(caller).post("/api/antifraud/labels", { labels });
  expect(answer.status).toBe(200);
  await answer.arrayBuffer();
}

const sumUsd = (events: readonly DecisionMade[]) =>
  Math.round(events.reduce((sum, { amountUsdCents }) => sum + amountUsdCents, 0)) / 100;

describe("a backtest", () => {
  it("tells what a draft would have decided, how that turned out, by day, and which payments it is about", async () => {
    const caller = await analyst();
    const events = someDecisions(caller.organizationId, 700);
    await projected(events);
    const frauds = events.filter((_, i) => i % 35 === 3);
    const cleared = events.filter((_, i) => i % 35 === 9);
    await labelled(caller, frauds, "chargeback");
    await labelled(caller, cleared, "false_positive");
    const hit = events.filter((_, i) => i % 5 >= 3);
    const { result, ...backtest } = await finished(caller, { rules: [draft("rule_often", "BLOCK", atLeast(3))] });
    expect(backtest).toMatchObject({ status: "done", progress: { decisions: 700, processed: 700 } });
    expect(result).toMatchObject({ replayed: 700, not_replayed: [], decisions_changed: 280, without_model: 0 });
    const moved = (live: string, again: string) =>
      result.decisions.find((cell) => cell.live === live && cell.backtest === again);
    const of = (decision: string, isHit: boolean) =>
      events.filter((event) => event.decision === decision && hit.includes(event) === isHit);
    for (const decision of ["APPROVED", "UNDER_REVIEW"] as const) {
      const [stopped, left] = [of(decision, true), of(decision, false)];
      expect(moved(decision, "BLOCKED")).toMatchObject({ payments: stopped.length, amount_usd: sumUsd(stopped) });
      expect(moved(decision, decision)).toMatchObject({ payments: left.length, amount_usd: sumUsd(left) });
    }
    const caught = frauds.filter((event) => hit.includes(event));
    const wronged = cleared.filter((event) => hit.includes(event));
    expect([caught.length, wronged.length]).toEqual([20, 20]);
    expect(result.backtest.blocked).toEqual({
      precision: 0.5,
      recall: 1,
      false_positive_rate: 1,
      fraud_stopped: { payments: 20, amount_usd: sumUsd(caught) },
      fraud_missed: { payments: 0, amount_usd: 0 },
      legitimate_stopped: { payments: 20, amount_usd: sumUsd(wronged) },
    });
    expect(result.live.blocked).toMatchObject({ precision: null, recall: 0, false_positive_rate: 0 });
    const unknown = result.live.labels.filter(({ label }) => label === "unknown");
    expect(unknown.reduce((sum, { payments }) => sum + payments, 0)).toBe(660);
    expect(result.rules).toHaveLength(1);
    expect(result.rules[0]).toMatchObject({
      rule_id: "rule_often",
      hits: 280,
      amount_usd: sumUsd(hit),
      unique_hits: 280,
      missing: 0,
      errors: 0,
      overlap: [],
      precision: 0.5,
    });
    expect(result.days).toHaveLength(3);
    for (const [i, day] of result.days.entries()) {
      const own = events.filter((_, n) => n % 3 === i);
      const ownHits = own.filter((event) => hit.includes(event)).length;
      expect(day).toMatchObject({ day: new Date(noon + i * DAY_MS).toISOString().slice(0, 10), payments: own.length });
      expect(day).toMatchObject({ changed: ownHits, blocked: ownHits });
      expect(result.rules[0]!.days[i]).toEqual({ day: day.day, hits: ownHits });
    }
    const newest = hit.toSorted((a, b) => b.decidedAt - a.decidedAt).slice(0, 20);
    expect(result.rules[0]!.sample_hits.map(({ transaction_id }) => transaction_id)).toEqual(
      newest.map(({ transactionId }) => transactionId),
    );
    expect(result.rules[0]!.sample_hits[0]).toMatchObject({
      href: `/api/antifraud/transactions/${newest[0]!.transactionId}`,
      explanation: expect.stringMatching(/^payer_count_24h [34] ≥ 3$/),
    });
    const differences = await differencesOf(caller, backtest.id);
    expect(differences.map(({ transaction_id }) => transaction_id)).toEqual(
      hit.toSorted((a, b) => a.decidedAt - b.decidedAt).map(({ transactionId }) => transactionId),
    );
    expect(differences[0]).toMatchObject({ backtest: { decision: "BLOCKED", risk_score: 860 } });
    const narrowed = await differencesOf(caller, backtest.id, { label: "fraud", live: "UNDER_REVIEW" });
    expect(narrowed).toEqual(
      differences.filter(({ label, live }) => label === "fraud" && live.decision === "UNDER_REVIEW"),
    );
    expect(narrowed.length).toBeGreaterThan(0);
    expect(await differencesOf(caller, backtest.id, { backtest: "APPROVED" })).toEqual([]);
    const [listed] = (await bodyOf<{ data: BacktestView[] }>(await api(caller).get(path))).data;
    expect(listed).toMatchObject({
      id: backtest.id,
      changed: { drafts: [{ rule_id: "rule_often", name: "rule_often" }], removed: 0, thresholds: false },
    });
    expect(listed).not.toHaveProperty("tally");
  });

  it("shows which rules a draft repeats, and what it adds", async () => {
    const caller = await analyst();
    const { rule_id } = await ruled(caller, { conditions: atLeast(4), action: "REVIEW", name: "Ours" });
    const events = someDecisions(caller.organizationId, 200).map((event, i) => {
      // SAFETY: decided() wrote it.
      const evidence = event.evidence as { rules: object };
      return {
        ...event,
        evidence: { ...evidence, rules: i % 5 === 4 ? { hit: [`${rule_id}@1`] } : { not_hit: [`${rule_id}@1`] } },
      };
    });
    await projected(events);
    const rules = [draft("rule_wide", "REVIEW", atLeast(3)), draft("rule_more", "BLOCK", atLeast(2))];
    const { result } = await finished(caller, { rules });
    const [wide, more] = result.rules;
    expect(wide).toMatchObject({
      hits: 80,
      unique_hits: 0,
      overlap: [
        { rule_id: "rule_more", payments: 80, share: 1 },
        { rule_id, payments: 40, share: 0.5 },
      ],
    });
    expect(more).toMatchObject({ hits: 120, unique_hits: 40 });
    const replaced = await finished(caller, { rules: [draft(rule_id, "BLOCK", atLeast(3))] });
    expect(replaced.result.rules[0]).toMatchObject({ rule_id, hits: 80, overlap: [], unique_hits: 80 });
    const removed = await finished(caller, { remove: [rule_id] });
    expect(removed.result).toMatchObject({ replayed: 200, rules: [] });
  });

  it("moves thresholds and the policy of ALLOW as it is told", async () => {
    const caller = await analyst();
    await projected(someDecisions(caller.organizationId, 100));
    const lower = await finished(caller, { thresholds: { review_from: 10, block_above: 590 } });
    expect(lower.result).toMatchObject({ decisions_changed: 100, scores_changed: 0 });
    const rules = [draft("rule_stop", "BLOCK", atLeast(0)), draft("rule_pass", "ALLOW", atLeast(2))];
    const strict = await finished(caller, { rules });
    expect(strict.result.backtest.labels).toContainEqual({
      label: "unknown",
      decision: "BLOCKED",
      payments: 100,
      amount_usd: 50.5,
    });
    const allowing = await finished(caller, { rules, allow_first: true });
    expect(allowing.result.backtest.labels).toContainEqual(
      expect.objectContaining({ label: "unknown", decision: "APPROVED", payments: 60 }),
    );
  });

  it("counts and names what cannot be decided again, and what had no model", async () => {
    const caller = await analyst();
    const events = someDecisions(caller.organizationId, 9);
    const changes = [{ isStaged: true }, { features: undefined }, { rules: { hit: ["rule_gone@7"] } }, { model: null }];
    // SAFETY: decided() wrote the evidence.
    await projected(
      events.map((event, i) => ({ ...event, evidence: { ...(event.evidence as object), ...changes[i] } })),
    );
    await env.DB.prepare("UPDATE antifraud_transactions SET evidence = '[]' WHERE transaction_id = ?")
      .bind(events[8]!.transactionId)
      .run();
    const { result, progress } = await finished(caller);
    expect(progress).toEqual({ decisions: 9, processed: 9 });
    expect(result).toMatchObject({ replayed: 5, without_model: 1 });
    expect(result.not_replayed).toEqual([
      { reason: "staged", decisions: 1 },
      { reason: "unreadable_evidence", decisions: 2 },
      { reason: "unknown_rule", decisions: 1 },
    ]);
  });

  it("opens sealed details where a rule asks for them, and counts those that are forgotten", async () => {
    const caller = await analyst();
    const events = await sealed(someDecisions(caller.organizationId, 10));
    await projected(events.map((event, i) => (i < 3 ? { ...event, sealed: "" } : event)));
    const byCard = draft("rule_card", "BLOCK", { payment_method: { operator: "equals", value: "card" } });
    const { result } = await finished(caller, { rules: [byCard] });
    expect(result).toMatchObject({ details_forgotten: 3 });
    expect(result.rules[0]).toMatchObject({ hits: 7, missing: 3 });
    expect(result.rules[0]!.sample_hits[0]?.explanation).toBe('payment_method "card" = "card"');
    const other = await finished(caller, { rules: [draft("rule_often", "BLOCK", atLeast(2))] });
    expect(other.result.details_forgotten).toBe(0);
  });

  it("counts payments whose payer was erased where a rule asks who paid, and the rule has no answer", async () => {
    const caller = await analyst();
    const events = someDecisions(caller.organizationId, 10);
    const payer = `user:${caller.organizationId}:user`;
    await projected(
      events.map((event, i) => ({ ...event, ...(i < 4 ? { userId: "erased", payer: "erased" } : { payer }) })),
    );
    const byUser = draft("rule_user", "BLOCK", { user_id: { operator: "not_equals", value: "nobody" } });
    const { result } = await finished(caller, { rules: [byUser] });
    expect(result.details_forgotten).toBe(4);
    expect(result.rules[0]).toMatchObject({ hits: 6, missing: 4 });
  });

  it("asks lists as they stood: what one held then counts, whatever it holds now", async () => {
    const caller = await analyst();
    const { list_id } = await listed(caller, { kind: "watch", subject_type: "merchant" });
    const { entry_id } = await entered(caller, list_id, "shop");
    const transaction = payment({ merchant: "shop" });
    await api(caller).submit(transaction);
    await api(caller).delete(`/api/antifraud/lists/${list_id}/entries/${entry_id}`);
    const after = payment({ merchant: "shop", user_id: "another", metadata: { payment_method: "card" } });
    await api(caller).submit(after);
    await projectedCount(caller.organizationId, 2);
    const isHeld = { in: [{ field: "merchant" }, { list: list_id }] };
    const { result } = await finished(caller, {
      rules: [{ rule_id: "rule_held", name: "Held", action: "BLOCK", expression: isHeld }],
    });
    expect(result.rules[0]!.sample_hits.map(({ transaction_id }) => transaction_id)).toEqual([
      transaction.transaction_id,
    ]);
    expect(result).toMatchObject({ replayed: 2, decisions_changed: 1 });
  });

  it("keeps a thousand differences and counts all, and takes only decisions of its period", async () => {
    const caller = await analyst();
    await projected(someDecisions(caller.organizationId, 2301));
    const everything = { rules: [draft("rule_all", "BLOCK", atLeast(0))] };
    const { id, result } = await finished(caller, everything);
    expect(result.decisions_changed).toBe(2301);
    expect(await differencesOf(caller, id)).toHaveLength(1000);
    const oneDay = { from: new Date(noon).toISOString(), to: new Date(noon + 300).toISOString() };
    const short = await finished(caller, everything, oneDay);
    expect(short.result.decisions_changed).toBe(100);
  });

  it("works in the sandbox, apart from what is real", async () => {
    const live = await analyst();
    const test = await given.testKey(["write:rules", "read:antifraud_analytics"], live.organizationId);
    await projected(someDecisions(live.organizationId, 5));
    expect((await postBacktest(test)).status).toBe(422);
    await projected(someDecisions(`${live.organizationId}_test`, 4));
    expect((await finished(test)).result.replayed).toBe(4);
    expect((await finished(live)).result.replayed).toBe(5);
  });
});

describe("a backtest is refused", () => {
  const good = { name: "n", action: "BLOCK", conditions: { amount: { operator: "greater_than", value: 1 } } };
  const at = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();
  it.each([
    ["a period that ends before it begins", { from: at(-1), to: at(-2) }, "to"],
    ["a period that is too long", { from: at(-91), to: at(0) }, "to"],
    ["a period without an end", { to: undefined }, "to"],
    ["a period without decisions", { from: at(-90), to: at(-89) }, "from"],
    [
      "a field that does not exist",
      { changes: { rules: [{ ...good, conditions: { amont: { operator: "exists", value: true } } }] } },
      "changes.rules.0.conditions.amont",
    ],
    [
      "an expression of a wrong type",
      { changes: { rules: [good, { ...good, conditions: undefined, expression: { add: [1, 2] } }] } },
      "changes.rules.1.expression",
    ],
    [
      "a draft with the id of a built-in rule",
      { changes: { rules: [{ ...good, rule_id: "rule_burst" }] } },
      "changes.rules.0.rule_id",
    ],
    [
      "two drafts of one id",
      {
        changes: {
          rules: [
            { ...good, rule_id: "rule_a" },
            { ...good, rule_id: "rule_a" },
          ],
        },
      },
      "changes.rules.1.rule_id",
    ],
    [
      "leaving out what it replaces",
      { changes: { rules: [{ ...good, rule_id: "rule_a" }], remove: ["rule_a"] } },
      "changes.remove.0",
    ],
    ["leaving out what is not there", { changes: { remove: ["rule_nobody"] } }, "changes.remove.0"],
    [
      "thresholds that cross",
      { changes: { thresholds: { review_from: 800, block_above: 500 } } },
      "changes.thresholds.block_above",
    ],
    ["more drafts than it takes", { changes: { rules: Array.from({ length: 21 }, () => good) } }, "changes.rules"],
    ["what no backtest has", { changes: { rules: [ruleDraft()] } }, "changes.rules.0.enabled"],
  ])("with %s, and nothing is stored", async (_, changed, where) => {
    const caller = await analyst();
    await projected(someDecisions(caller.organizationId, 1));
    const answer = await api(caller).post(path, { ...lastMonth(), ...changed });
    expect(answer.status).toBe(422);
    const { errors } = await bodyOf<{ errors: { path: string }[] }>(answer);
    expect(errors.map((error) => error.path)).toContain(where);
    expect((await bodyOf<{ data: unknown[] }>(await api(caller).get(path))).data).toEqual([]);
  });

  it("by a card number in it", async () => {
    const caller = await analyst();
    const answer = await postBacktest(caller, { rules: [{ ...good, name: "8600123456789012" }] });
    expect(answer.status).toBe(422);
    expect(await bodyOf(answer)).toMatchObject({ code: "request.card_number_refused" });
  });

  it("to those who may only read, and to strangers it does not exist", async () => {
    const caller = await analyst();
    await projected(someDecisions(caller.organizationId, 3));
    const { id } = await finished(caller);
    const viewer = await given.colleague(caller.organizationId, "viewer");
    expect((await api(viewer).get(`${path}/${id}`)).status).toBe(200);
    expect((await postBacktest(viewer)).status).toBe(403);
    expect((await api(viewer).delete(`${path}/${id}`)).status).toBe(403);
    const stranger = await analyst();
    for (const answer of [
      await api(stranger).get(`${path}/${id}`),
      await api(stranger).get(`${path}/${id}/differences`),
      await api(stranger).post(`${path}/${id}/cancel`, {}),
      await api(stranger).delete(`${path}/${id}`),
    ])
      expect(answer.status).toBe(404);
    expect((await api(stranger).submit(payment())).status).toBe(200);
  });
});
