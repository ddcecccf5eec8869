import { describe, expect, it } from "vitest";
import { simulatePair } from "../../../site/src/trends/simulate.ts";
import type {
  MerchantRisk,
  Overview,
  RuleReport,
  ThresholdReport,
  Trends,
} from "../../../workers/antifraud/analytics/schemas.ts";
import { api, bodyOf } from "../../support/api.ts";
import { DAY_MS, decided, projected } from "../../support/decided.ts";
import { given } from "../../support/given.ts";
import { counted, keep, reportOn } from "../../support/reports.ts";

const at = (date: string) => Date.parse(`${date}:00+05:00`);
const reader = () => given.apiKey(["read:antifraud_analytics"]);
const base = "/api/antifraud/analytics";

describe("GET /api/antifraud/analytics/overview", () => {
  it("tells what was decided, how it turned out, and how that compares", async () => {
    const provider = await reader();
    const of = (draft: Omit<Parameters<typeof decided>[1], "at">, day = "2026-03-11T10:00") =>
      decided(provider.organizationId, { at: at(day), ...draft });
    const caught = of({ decision: "BLOCKED", score: 900, cents: 50_000 });
    const cleared = of({ decision: "BLOCKED", score: 850, cents: 20_000 });
    const reviewed = of({ decision: "UNDER_REVIEW", score: 600, cents: 7_000 });
    const open = of({ decision: "UNDER_REVIEW", score: 610, cents: 8_000 });
    const missed = of({ cents: 3_000 });
    const honest = of({ cents: 1_000 });
    const earlier = [of({ cents: 900 }, "2026-03-10T23:59"), of({ decision: "BLOCKED" }, "2026-03-10T00:00")];
    await projected([caught, cleared, reviewed, open, missed, honest, ...earlier]);
    const reports = [
      reportOn(caught, { source: "confirmed_fraud", isFraud: true }),
      reportOn(cleared, { source: "false_positive", isFraud: false }),
      reportOn(reviewed, { source: "review", isFraud: true }),
      reportOn(missed, { source: "chargeback", isFraud: true }),
      reportOn(honest, { source: "false_positive", isFraud: false }),
    ];
    await keep(reports);
    await counted(reports);
    const overview = await bodyOf<Overview>(await api(provider).get(`${base}/overview?from=2026-03-11&to=2026-03-11`));
    expect(overview).toMatchObject({
      period: { from: "2026-03-10T19:00:00.000Z", to: "2026-03-11T19:00:00.000Z", days: 1, time_zone: "Asia/Tashkent" },
      totals: { transactions: 6, approved: 2, under_review: 2, blocked: 2 },
      amounts: {
        total_usd: 890,
        approved_usd: 40,
        under_review_usd: 150,
        blocked_usd: 700,
        saved_usd: 570,
        missed_usd: 30,
      },
      processing_ms: { mean: 2, slowest: 2 },
      reviews: { sent: 2, approved: 0, blocked: 1, open: 1 },
      frauds: { confirmed: 3, confirmed_usd: 600, cleared: 2 },
      models: [
        {
          transactions: 6,
          labelled: 5,
          true_positives: 2,
          false_positives: 1,
          false_negatives: 1,
          true_negatives: 1,
          accuracy: 0.6,
        },
      ],
      before: { totals: { transactions: 2, blocked: 1 } },
      change: { transactions: 2, blocked: 1, frauds: null },
    });
    expect(overview.models[0]?.precision).toBeCloseTo(2 / 3, 12);
    expect(overview.frauds.by_source.map(({ source }) => source).sort()).toEqual([
      "chargeback",
      "confirmed_fraud",
      "review",
    ]);
  });

  it.each([
    ["from=2026-03-11&to=2026-03-10", "from"],
    ["to=2026-03-10", "to"],
    ["period=7d&from=2026-03-10", "period"],
    ["from=2024-01-01&to=2026-01-01", "from"],
    ["from=2026-02-30", "from"],
    ["period=1y", "period"],
  ])("names what is wrong with ?%s", async (query, path) => {
    const answer = await api(await reader()).get(`${base}/overview?${query}`);
    expect(answer.status).toBe(422);
    expect((await bodyOf<{ errors: { path: string }[] }>(answer)).errors[0]?.path).toBe(path);
  });

  it("never counts another organisation's decisions, nor those of the sandbox", async () => {
    const [owner, stranger] = [await reader(), await reader()];
    const test = await given.testKey(["read:antifraud_analytics"], owner.organizationId);
    const event = decided(owner.organizationId, { at: Date.now(), hits: ["rule_burst"] });
    await projected([event]);
    const reports = [reportOn(event, { source: "chargeback", isFraud: true })];
    await keep(reports);
    await counted(reports);
    const seen = async (caller: { token: string }) => {
      const [overview, trends, merchants, rules, thresholds] = await Promise.all([
        api(caller)
          .get(`${base}/overview`)
          .then((answer) => bodyOf<Overview>(answer)),
        api(caller)
          .get(`${base}/fraud-trends`)
          .then((answer) => bodyOf<Trends>(answer)),
        api(caller)
          .get(`${base}/merchant-risk`)
          .then((answer) => bodyOf<{ data: MerchantRisk[] }>(answer)),
        api(caller)
          .get(`${base}/rules`)
          .then((answer) => bodyOf<RuleReport>(answer)),
        api(caller)
          .get(`${base}/thresholds`)
          .then((answer) => bodyOf<ThresholdReport>(answer)),
      ]);
      return [
        overview.totals.transactions,
        overview.frauds.confirmed,
        trends.data.reduce((sum, { transactions, frauds }) => sum + transactions + frauds, 0),
        merchants.data.length,
        rules.data.reduce((sum, { hits, labelled }) => sum + hits + labelled, 0),
        thresholds.transactions,
      ];
    };
    expect(await seen(owner)).toEqual([1, 1, 2, 1, 2, 1]);
    expect(await seen(stranger)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(await seen(test)).toEqual([0, 0, 0, 0, 0, 0]);
  });
});

describe("GET /api/antifraud/analytics/fraud-trends", () => {
  it.each([
    ["from=2025-01-01&to=2025-12-31", 365, DAY_MS],
    ["from=2024-01-01&to=2024-12-31", 366, DAY_MS],
    ["from=2026-03-01&to=2026-03-31&bucket=hour", 744, 3_600_000],
  ])("has no gaps over ?%s, also where nothing was decided", async (query, length, apart) => {
    const { data } = await bodyOf<Trends>(await api(await reader()).get(`${base}/fraud-trends?${query}`));
    expect(data).toHaveLength(length);
    const starts = data.map(({ start }) => Date.parse(start));
    expect(starts.slice(1).filter((start, i) => start - starts[i]! !== apart)).toEqual([]);
    expect(data.filter(({ transactions }) => transactions !== 0)).toEqual([]);
    expect(data[0]?.start.slice(11)).toBe("19:00:00.000Z");
  });

  it("refuses more than 31 days by the hour", async () => {
    const answer = await api(await reader()).get(`${base}/fraud-trends?period=90d&bucket=hour`);
    expect(answer.status).toBe(422);
  });
});

describe("GET /api/antifraud/analytics/merchant-risk", () => {
  it("walks merchants once each, the riskiest first, by what is certain", async () => {
    const provider = await reader();
    const payments = (merchant: string, count: number, blocked: number) =>
      Array.from({ length: count }, (_, i) =>
        decided(provider.organizationId, {
          at: Date.now() - 1000,
          merchant,
          decision: i < blocked ? "BLOCKED" : "APPROVED",
        }),
      );
    const few = payments("Ikkita toʻlov", 2, 1);
    const many = payments("Магазин на углу", 100, 40);
    const honest = payments("Korzinka", 60, 0);
    const small = Array.from({ length: 20 }, (_, i) => payments(`Doʻkon ${i}`, 1, 0)).flat();
    await projected([...few, ...many, ...honest, ...small]);
    const reports = [
      reportOn(honest[0]!, { source: "chargeback", isFraud: true }),
      reportOn(many[0]!, { source: "false_positive", isFraud: false }),
    ];
    await keep(reports);
    await counted(reports);
    const walked: MerchantRisk[] = [];
    let cursor: string | null = null;
    do {
      const page: { data: MerchantRisk[]; next_cursor: string | null } = await bodyOf(
        await api(provider).get(`${base}/merchant-risk?limit=7${cursor ? `&cursor=${cursor}` : ""}`),
      );
      walked.push(...page.data);
      cursor = page.next_cursor;
    } while (cursor);
    expect(walked).toHaveLength(23);
    expect(new Set(walked.map(({ merchant }) => merchant)).size).toBe(23);
    expect(walked.map(({ risk }) => risk)).toEqual(walked.map(({ risk }) => risk).sort((a, b) => b - a));
    expect(walked.slice(0, 3).map(({ merchant }) => merchant)).toEqual([
      "Магазин на углу",
      "Ikkita toʻlov",
      "Korzinka",
    ]);
    expect(walked[0]).toMatchObject({ transactions: 100, blocked: 40, block_rate: 0.4, frauds: 0, blocked_usd: 40 });
    expect(walked[2]).toMatchObject({ frauds: 1, fraud_usd: 1, blocked: 0 });
    expect(walked[2]?.fraud_rate_at_least).toBeCloseTo(0.0029482, 6);
    expect(walked[0]?.days).toEqual([{ date: expect.any(String), transactions: 100, blocked: 40 }]);
  });
});

describe("GET /api/antifraud/analytics/rules", () => {
  it("tells hits, their share, and how often they were right", async () => {
    const provider = await reader();
    const of = (day: string, hits: string[]) => decided(provider.organizationId, { at: at(day), hits, cents: 500 });
    const hit = [
      of("2026-03-10T10:00", ["rule_burst"]),
      of("2026-03-11T10:00", ["rule_burst", "rule_of_their_own"]),
      of("2026-03-11T11:00", ["rule_burst"]),
    ];
    await projected([...hit, of("2026-03-11T12:00", []), of("2026-03-08T12:00", ["rule_burst"])]);
    const reports = [
      reportOn(hit[0]!, { source: "chargeback", isFraud: true }),
      reportOn(hit[1]!, { source: "review", isFraud: false }),
    ];
    await keep(reports);
    await counted(reports);
    const report = await bodyOf<RuleReport>(await api(provider).get(`${base}/rules?from=2026-03-10&to=2026-03-11`));
    expect(report.transactions).toBe(4);
    expect(report.data[0]).toMatchObject({
      rule_id: "rule_burst",
      name: "10 daqiqada odatdan tashqari koʻp toʻlov",
      hits: 3,
      share: 0.75,
      amount_usd: 15,
      labelled: 2,
      frauds: 1,
      precision: 0.5,
      last_hit_at: new Date(at("2026-03-11T11:00")).toISOString(),
      hits_before: 1,
      days: [
        { date: "2026-03-10", hits: 1 },
        { date: "2026-03-11", hits: 2 },
      ],
    });
    expect(report.data[1]).toMatchObject({ rule_id: "rule_of_their_own", hits: 1, labelled: 1, precision: 0 });
    expect(report.data.at(-1)).toMatchObject({ hits: 0, precision: null, last_hit_at: null });
  });
});

describe("GET /api/antifraud/analytics/thresholds", () => {
  it("moves what the model decided, and leaves what a rule did", async () => {
    const provider = await reader();
    const of = (score: number, decision: "APPROVED" | "UNDER_REVIEW" | "BLOCKED", more = {}) =>
      decided(provider.organizationId, { at: at("2026-03-11T10:00"), score, decision, cents: 1000, ...more });
    const fraud = of(799, "UNDER_REVIEW");
    await projected([
      of(499, "APPROVED"),
      of(500, "UNDER_REVIEW"),
      fraud,
      of(800, "UNDER_REVIEW"),
      of(801, "BLOCKED"),
      of(860, "BLOCKED", { hits: ["rule_takeover"], modelScore: 120 }),
      of(800, "UNDER_REVIEW", { modelScore: 880 }),
      of(500, "UNDER_REVIEW", { modelScore: null }),
    ]);
    const reports = [reportOn(fraud, { source: "chargeback", isFraud: true })];
    await keep(reports);
    await counted(reports);
    const ask = async (query: string) =>
      bodyOf<ThresholdReport>(await api(provider).get(`${base}/thresholds?from=2026-03-11&to=2026-03-11${query}`));
    const grid = await ask("");
    expect(grid).toMatchObject({ transactions: 8, held: 3 });
    const counts = ({ approved, under_review, blocked }: ThresholdReport["recorded"]) =>
      [approved, under_review, blocked].map(({ transactions }) => transactions);
    expect(counts(grid.recorded)).toEqual([1, 5, 2]);
    const { review_from: _, block_above: __, ...current } = grid.current;
    expect(current).toEqual(grid.recorded);
    expect(grid.pairs).toHaveLength(210);
    expect(grid.pairs.every((pair) => counts(pair).reduce((sum, n) => sum + n, 0) === 8)).toBe(true);
    // Whoever moves thresholds by hand works every pair out of the scores.
    for (const pair of [...grid.pairs, grid.current]) expect(simulatePair(grid, pair)).toEqual(pair);
    const [low] = (await ask("&review_from=500&block_above=790")).pairs;
    expect(counts(low!)).toEqual([1, 3, 4]);
    expect(low?.blocked).toMatchObject({ frauds: 1, fraud_usd: 10, amount_usd: 40 });
    const [high] = (await ask("&review_from=510&block_above=1000")).pairs;
    expect(counts(high!)).toEqual([2, 5, 1]);
  });

  it.each([
    ["review_from=505&block_above=800", "review_from"],
    ["review_from=500", "block_above"],
    ["review_from=800&block_above=500", "block_above"],
  ])("names what is wrong with ?%s", async (query, path) => {
    const answer = await api(await reader()).get(`${base}/thresholds?${query}`);
    expect(answer.status).toBe(422);
    expect((await bodyOf<{ errors: { path: string }[] }>(answer)).errors[0]?.path).toBe(path);
  });
  it("leaves what a list decided, also where the model would have decided the same", async () => {
    const provider = await reader();
    const draft = { at: at("2026-03-11T10:00"), score: 900, decision: "BLOCKED" as const };
    await projected([
      decided(provider.organizationId, draft),
      decided(provider.organizationId, { ...draft, heldBy: "lst_x" }),
    ]);
    const grid = await bodyOf<ThresholdReport>(
      await api(provider).get(`${base}/thresholds?from=2026-03-11&to=2026-03-11`),
    );
    expect(grid).toMatchObject({ transactions: 2, held: 1 });
  });
});
