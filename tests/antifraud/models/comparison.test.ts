import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import { scoreChallengers } from "../../../workers/antifraud/models/score-challengers.ts";
import type { Transaction } from "../../../workers/antifraud/schemas.ts";
import type { DecisionMade } from "../../../workers/platform/events.ts";
import { createPlatform } from "../../../workers/platform/platform.ts";
import { api, bodyOf } from "../../support/api.ts";
import { given } from "../../support/given.ts";
import { type Model, stumpModel, stumpRows, uploaded } from "../../support/models.ts";
import { payment } from "../../support/samples.ts";

type Person = Awaited<ReturnType<typeof given.person>>;
type Score = {
  transaction_id: string;
  score: number;
  probability: number;
  would_decide: string;
  champion_id: string;
  champion_score: number;
  champion_decides: string;
};
type Side = {
  histogram: number[];
  at_500: { precision: number | null; recall: number | null };
  above_800: { precision: number | null; recall: number | null };
  money: Record<string, number>;
};
type Report = {
  champion: string;
  payments: number;
  labelled: { frauds: number; legitimate: number; unknown: number };
  disagreements: { champion_decides: string; challenger_decides: string; payments: number; amount_usd: number }[];
  of_champion: Side;
  of_challenger: Side;
};

const BUNDLED = "v1.1.0-ensemble";
const engineer = () => given.person("org_admin");

async function changed(caller: Person, model: Model, action: string, body?: object): Promise<void> {
  const answer = await api(caller).send("POST", `/api/antifraud/models/${model.id}/${action}`, body);
  if (answer.status !== 200) throw new Error(await answer.text());
}
async function shadowed(caller: Person, split: Parameters<typeof stumpModel>[0] = {}): Promise<Model> {
  const model = await uploaded(caller, stumpModel(split), { golden: stumpRows(split) });
  await changed(caller, model, "shadow");
  return model;
}
const scoresOf = async (caller: Person, model: Model) =>
  (
    await env.DB.prepare("SELECT * FROM antifraud_challenger_scores WHERE organization_id = ? AND model_id = ?")
      .bind(caller.organizationId, model.id)
      .all<Score>()
  ).results;
/** The scores of a model, once there are so many. */
const scored = (caller: Person, model: Model, count: number) =>
  vi.waitFor(
    async () => {
      const scores = await scoresOf(caller, model);
      expect(scores).toHaveLength(count);
      return scores;
    },
    { timeout: 20_000, interval: 50 },
  );
const reportOf = async (caller: Person, model: Model) =>
  bodyOf<Report>(await api(caller).get(`/api/antifraud/models/${model.id}/report`));

const stranger = (usd: number): Transaction =>
  payment({
    user_id: crypto.randomUUID(),
    amount: usd,
    currency: "USD",
    metadata: undefined,
    device_id: undefined,
    ip_address: undefined,
    merchant: crypto.randomUUID(),
  });
const pay = async (caller: Person, transaction: Transaction) =>
  bodyOf<{ ml_model_version: string; risk_score: number; decision: string }>(await api(caller).submit(transaction));

afterEach(() => {
  vi.restoreAllMocks();
});

describe("a model in shadow", () => {
  it("scores every payment as it would alone, and changes no answer", async () => {
    const caller = await engineer();
    const model = await shadowed(caller, { low: 0.2, high: 0.7 });
    const payments = [stranger(10), stranger(900)];
    for (const transaction of payments) expect((await pay(caller, transaction)).ml_model_version).toBe(BUNDLED);
    const scores = await scored(caller, model, 2);
    const probabilityOf = ({ transaction_id }: Transaction) =>
      scores.find((score) => score.transaction_id === transaction_id)?.probability;
    expect(probabilityOf(payments[0]!)).toBeCloseTo(0.2, 6);
    expect(probabilityOf(payments[1]!)).toBeCloseTo(0.7, 6);
    for (const transaction of payments) {
      const detail = await bodyOf<{ decision: string; evidence: { model: { score: number } } }>(
        await api(caller).get(`/api/antifraud/transactions/${transaction.transaction_id}`),
      );
      const score = scores.find(({ transaction_id }) => transaction_id === transaction.transaction_id);
      expect(score).toMatchObject({
        champion_id: "bundled",
        champion_score: detail.evidence.model.score,
        champion_decides: detail.decision,
      });
    }
  });

  it("says of a payment what it would say in service, bit for bit", async () => {
    const caller = await engineer();
    const shipped = await uploaded(caller);
    await changed(caller, shipped, "shadow");
    const transactions = [stranger(30), stranger(4000), stranger(250)];
    for (const transaction of transactions) await pay(caller, transaction);
    for (const { score, champion_score, would_decide, champion_decides } of await scored(caller, shipped, 3))
      expect([score, would_decide]).toEqual([champion_score, champion_decides]);
  });

  it("delays no answer while its bytes hang or its scores cannot be kept, and is asked again", async () => {
    const caller = await engineer();
    const model = await uploaded(caller, stumpModel(), { golden: stumpRows() });
    await pay(caller, stranger(10));
    const hanging = vi.spyOn(env.MODELS, "get").mockImplementation(() => new Promise(() => {}));
    await changed(caller, model, "shadow");
    const startedAt = Date.now();
    const answer = await pay(caller, stranger(10));
    expect(Date.now() - startedAt).toBeLessThan(1000);
    expect(answer.ml_model_version).toBe(BUNDLED);
    expect(answer).not.toHaveProperty("degraded");
    hanging.mockRestore();
  });

  it("scores a payment once, however often its event comes", async () => {
    const caller = await engineer();
    const model = await shadowed(caller);
    const sent: DecisionMade[] = [];
    const real = env.EVENTS.sendBatch.bind(env.EVENTS);
    vi.spyOn(env.EVENTS, "sendBatch").mockImplementation((batch) => {
      const messages = [...batch];
      for (const { body } of messages) sent.push(...(JSON.parse(body as string) as DecisionMade[]));
      return real(messages as never);
    });
    await pay(caller, stranger(10));
    await scored(caller, model, 1);
    const own = sent.filter(({ organizationId }) => organizationId === caller.organizationId);
    expect(own).toHaveLength(1);
    await Promise.all([1, 2].map(() => scoreChallengers(createPlatform(env), [...own, ...own])));
    expect(await scoresOf(caller, model)).toHaveLength(1);
  });
});

it("a canary is compared with the champion on its own payments as well", async () => {
  const caller = await engineer();
  const model = await uploaded(caller, stumpModel({ low: 0.3 }), { golden: stumpRows({ low: 0.3 }) });
  await changed(caller, model, "canary", { share: 0.5 });
  const versions: string[] = [];
  for (let i = 0; i < 16; i++) versions.push((await pay(caller, stranger(20))).ml_model_version);
  expect(new Set(versions).size).toBe(2);
  const scores = await scored(caller, model, 16);
  for (const score of scores) {
    expect(score.probability).toBeCloseTo(0.3, 6);
    expect(score.champion_id).toBe("bundled");
    expect(score.champion_score).not.toBe(score.score);
  }
});

describe("the report", () => {
  it("tells distributions, disagreements, precision, recall and money on what is labelled", async () => {
    const caller = await engineer();
    // Blocks what lies above 500 dollars, of whomever.
    const model = await shadowed(caller, { low: 0.000001, high: 0.99 });
    const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
    const honest = { ...stranger(40), timestamp: daysAgo(9) };
    const stolen = { ...stranger(700), timestamp: daysAgo(2) };
    const mistaken = { ...stranger(600), timestamp: daysAgo(3) };
    const young = { ...stranger(30), timestamp: daysAgo(1) };
    const answers = [];
    for (const transaction of [honest, stolen, mistaken, young]) answers.push(await pay(caller, transaction));
    const scores = await scored(caller, model, 4);
    const report = (transaction: Transaction, source: string) => ({
      transaction_id: transaction.transaction_id,
      source,
      source_id: crypto.randomUUID(),
    });
    const labels = [report(stolen, "false_positive"), report(stolen, "chargeback"), report(mistaken, "false_positive")];
    for (const label of labels) await api(caller).post("/api/antifraud/labels", { labels: [label] });
    const said = await reportOf(caller, model);
    expect(said).toMatchObject({
      champion: BUNDLED,
      payments: 4,
      labelled: { frauds: 1, legitimate: 2, unknown: 1 },
    });
    expect(said.of_challenger.histogram.reduce((sum, count) => sum + count)).toBe(4);
    expect(said.of_challenger.histogram[0]).toBe(2);
    expect(said.of_challenger.histogram[19]).toBe(2);
    expect(said.of_challenger.at_500).toEqual({ precision: 0.5, recall: 1 });
    expect(said.of_challenger.above_800).toEqual({ precision: 0.5, recall: 1 });
    expect(said.of_challenger.money).toEqual({
      frauds_caught_usd: 700,
      frauds_missed_usd: 0,
      legitimate_blocked_usd: 600,
      legitimate_reviewed_usd: 0,
    });
    const { money } = said.of_champion;
    expect(money.frauds_caught_usd! + money.frauds_missed_usd!).toBe(700);
    const differing = scores.filter((score) => score.would_decide !== score.champion_decides);
    expect(differing.length).toBeGreaterThan(0);
    expect(said.disagreements.reduce((sum, { payments }) => sum + payments, 0)).toBe(differing.length);
  });

  it("is empty for a model that saw nothing, and of another organisation is not there", async () => {
    const caller = await engineer();
    const model = await uploaded(caller);
    expect(await reportOf(caller, model)).toMatchObject({
      payments: 0,
      disagreements: [],
      of_challenger: { at_500: { precision: null, recall: null } },
    });
    const stranger = api(await engineer());
    expect((await stranger.get(`/api/antifraud/models/${model.id}/report`)).status).toBe(404);
    expect((await api(await given.person("viewer")).get(`/api/antifraud/models/${model.id}/report`)).status).toBe(403);
  });

  it("compares a promoted model with the champion before it", async () => {
    const caller = await engineer();
    const model = await shadowed(caller);
    await pay(caller, stranger(10));
    await scored(caller, model, 1);
    await changed(caller, model, "promote");
    expect(await reportOf(caller, model)).toMatchObject({ champion: BUNDLED, payments: 1 });
  });
});
