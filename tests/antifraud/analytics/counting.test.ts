import { env } from "cloudflare:workers";
import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/d1";
import { describe, expect, it } from "vitest";
import { countNext } from "../../../workers/antifraud/analytics/count-decisions.ts";
import type { Overview, Trends } from "../../../workers/antifraud/analytics/schemas.ts";
import type { DecisionMade } from "../../../workers/platform/events.ts";
import { periodUntil } from "../../../workers/platform/period.ts";
import { api, bodyOf } from "../../support/api.ts";
import { DAY_MS, decided, projected } from "../../support/decided.ts";
import { given } from "../../support/given.ts";
import { inParallel, shuffled } from "../../support/parallel.ts";
import { counted, keep, reportOn } from "../../support/reports.ts";

const kinds = ["APPROVED", "UNDER_REVIEW", "BLOCKED"] as const;
const sources = ["chargeback", "confirmed_fraud", "regulator_notice", "false_positive", "review"] as const;
const ruleIds = ["rule_burst", "rule_takeover", "rule_large_amount"];

/** Whole numbers below a bound, the same for a seed. */
function dice(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Decisions of the last five days, hour borders and midnights of Tashkent among them. */
function decisionsOf(organizationId: string, seed: number, count: number): DecisionMade[] {
  const roll = dice(seed);
  const now = Date.now();
  const midnight = Math.floor(now / DAY_MS) * DAY_MS - 5 * 3_600_000;
  return Array.from({ length: count }, (_, i) => {
    const at = i % 7 === 0 ? midnight - DAY_MS * roll(4) - roll(2) : now - roll(4 * DAY_MS);
    const hits = ruleIds.filter(() => roll(4) === 0);
    return decided(organizationId, {
      at,
      decision: kinds[roll(3)]!,
      score: roll(4) === 0 ? roll(101) * 10 : roll(1001),
      merchant: `merchant ${roll(5)}`,
      cents: roll(100_000),
      hits,
      version: `v${roll(2)}`,
    });
  });
}

const rowsOf = async (table: string, organizationId: string) =>
  (await env.DB.prepare(`SELECT * FROM ${table} WHERE organization_id = ?`).bind(organizationId).all()).results;

const dayOf = (at: number) => Math.floor((at + 5 * 3_600_000) / DAY_MS);
const stepOf = (score: number) => Math.floor(score / 10) * 2 + (score % 10 === 0 ? 0 : 1);

/** Adds decisions up the slow way. */
function recount(events: readonly DecisionMade[], keyOf: (event: DecisionMade) => string) {
  const sums: Record<string, Record<string, number>> = {};
  for (const event of events) {
    const key = keyOf(event);
    sums[key] ??= {
      approved: 0,
      under_review: 0,
      blocked: 0,
      approved_cents: 0,
      under_review_cents: 0,
      blocked_cents: 0,
    };
    const name = event.decision.toLowerCase();
    sums[key]![name]! += 1;
    sums[key]![`${name}_cents`]! += event.amountUsdCents;
  }
  return sums;
}

const summed = (rows: Record<string, unknown>[], keyOf: (row: Record<string, unknown>) => string) =>
  Object.fromEntries(
    rows.map(({ approved, under_review, blocked, approved_cents, under_review_cents, blocked_cents, ...key }) => [
      keyOf(key),
      { approved, under_review, blocked, approved_cents, under_review_cents, blocked_cents },
    ]),
  );

const hitsOf = (event: DecisionMade) => (event.evidence as { rules: { hit?: string[] } }).rules.hit ?? [];

async function expectRecounted(organizationId: string, events: readonly DecisionMade[]) {
  expect(summed(await rowsOf("antifraud_hour_rollups", organizationId), ({ hour }) => `${hour}`)).toEqual(
    recount(events, ({ decidedAt }) => `${Math.floor(decidedAt / 3_600_000)}`),
  );
  expect(
    summed(
      await rowsOf("antifraud_score_rollups", organizationId),
      ({ day, ml_model_version, is_held, step }) => `${day} ${ml_model_version} ${is_held} ${step}`,
    ),
  ).toEqual(
    recount(
      events,
      (event) =>
        `${dayOf(event.decidedAt)} ${event.modelVersion} ${hitsOf(event).length > 0 ? 1 : 0} ${stepOf(event.riskScore)}`,
    ),
  );
  expect(
    summed(await rowsOf("antifraud_merchant_rollups", organizationId), ({ day, merchant }) => `${day} ${merchant}`),
  ).toEqual(recount(events, ({ decidedAt, merchant }) => `${dayOf(decidedAt)} ${merchant}`));
  const hits: Record<string, number> = {};
  for (const event of events)
    for (const id of hitsOf(event)) {
      const key = `${dayOf(event.decidedAt)} ${id}`;
      hits[key] = (hits[key] ?? 0) + 1;
    }
  const rules = await rowsOf("antifraud_rule_rollups", organizationId);
  expect(Object.fromEntries(rules.map(({ day, rule_id, hits: n }) => [`${day} ${rule_id}`, n]))).toEqual(hits);
}

describe("what is counted of decisions", () => {
  it.each([1, 2, 3, 4, 5, 6])(
    "equals a naive recount, however often and in which order they come (seed %i)",
    async (seed) => {
      const { organizationId } = await given.provider();
      const events = decisionsOf(organizationId, seed, 120);
      const batches = [1, 2, 3].flatMap((round) => {
        const mixed = shuffled([...events, ...events.slice(0, 30)], seed * 10 + round);
        return [mixed.slice(0, 50), mixed.slice(50, 51), mixed.slice(51)];
      });
      await inParallel(shuffled(batches, seed), 4, (batch) => projected(batch));
      await expectRecounted(organizationId, events);
    },
  );

  it("keeps one statement's worth apart from the next", async () => {
    const { organizationId } = await given.provider();
    const events = decisionsOf(organizationId, 99, 450);
    await projected(events);
    await expectRecounted(organizationId, events);
  });

  it("costs four rows for a decision and one for each hit, fewer where a batch shares them", async () => {
    const { organizationId } = await given.provider();
    const db = drizzle(env.DB);
    const rowsFor = async (events: DecisionMade[]) => {
      await projected(events);
      const last = "(SELECT max(rowid) FROM antifraud_transactions)";
      await env.DB.prepare(`INSERT OR REPLACE INTO antifraud_rollup_sets SELECT 99, 0, ${last} - ?`)
        .bind(events.length)
        .run();
      const results = await db.batch(countNext(db, sql`99`));
      return results.reduce((rows, { meta }) => rows + meta.rows_written, 0);
    };
    const now = Date.now() - 1000;
    expect(await rowsFor([decided(organizationId, { at: now, merchant: "a" })])).toBe(4);
    expect(await rowsFor([decided(organizationId, { at: now, merchant: "b", hits: ruleIds })])).toBe(7);
    const alike = Array.from({ length: 20 }, () => decided(organizationId, { at: now, merchant: "c" }));
    expect(await rowsFor(alike)).toBe(4);
  });

  it.each([1, 2, 3])("knows of each payment the newest report, whatever comes first (seed %i)", async (seed) => {
    const { organizationId } = await given.provider();
    const events = decisionsOf(organizationId, seed, 60);
    const roll = dice(seed);
    const reports = events.flatMap((event) =>
      Array.from({ length: roll(4) }, () => {
        const source = sources[roll(5)]!;
        const isFraud = source === "review" ? roll(2) === 0 : source !== "false_positive";
        return reportOn(event, { source, isFraud, afterMs: roll(1_000_000) });
      }),
    );
    const early = reports.filter((_, i) => i % 3 === 0);
    const late = reports.filter((_, i) => i % 3 !== 0);
    await keep(early);
    await counted(early);
    await projected(shuffled(events, seed));
    await keep(late);
    for (const round of [1, 2]) await inParallel(shuffled(late, round), 3, (report) => counted([report, ...early]));
    const newestOf = (id: string, only: (source: string) => boolean = () => true) =>
      reports
        .filter(({ transactionId, source }) => transactionId === id && only(source))
        .reduce<(typeof reports)[number] | undefined>(
          (best, report) => (best === undefined || report.reportedAt >= best.reportedAt ? report : best),
          undefined,
        );
    const expected = events.flatMap(({ transactionId }) => {
      const newest = newestOf(transactionId);
      const verdict = newestOf(transactionId, (source) => source === "review");
      return newest
        ? [
            [
              transactionId,
              newest.source,
              Number(newest.isFraud),
              verdict ? (verdict.isFraud ? "BLOCKED" : "APPROVED") : null,
            ],
          ]
        : [];
    });
    const rows = await rowsOf("antifraud_outcomes", organizationId);
    expect(
      rows.map(({ transaction_id, source, is_fraud, verdict }) => [transaction_id, source, is_fraud, verdict]).sort(),
    ).toEqual(expected.sort());
  });
});

describe("sums", () => {
  it("equal what the list shows, for the whole and for each decision", async () => {
    const provider = await given.apiKey(["read:transactions", "read:antifraud_analytics"]);
    const caller = api(provider);
    await projected(decisionsOf(provider.organizationId, 7, 130));
    const overview = await bodyOf<Overview>(await caller.get("/api/antifraud/analytics/overview?period=7d"));
    const { from, to } = overview.period;
    const walk = async (filter: string) => {
      const found: { amount_usd: number }[] = [];
      let cursor: string | null = null;
      do {
        const path = `/api/antifraud/transactions/list?limit=40&from=${from}&to=${to}${filter}${cursor ? `&cursor=${cursor}` : ""}`;
        const page: { data: { amount_usd: number }[]; next_cursor: string | null } = await bodyOf(
          await caller.get(path),
        );
        found.push(...page.data);
        cursor = page.next_cursor;
      } while (cursor);
      return {
        count: found.length,
        cents: found.reduce((sum, { amount_usd }) => sum + Math.round(amount_usd * 100), 0),
      };
    };
    const all = await walk("");
    expect(all.count).toBe(130);
    expect({ count: overview.totals.transactions, cents: Math.round(overview.amounts.total_usd * 100) }).toEqual(all);
    expect((await walk("&decision=APPROVED")).count).toBe(overview.totals.approved);
    expect((await walk("&decision=UNDER_REVIEW")).count).toBe(overview.totals.under_review);
    const blocked = await walk("&decision=BLOCKED");
    expect({ count: overview.totals.blocked, cents: Math.round(overview.amounts.blocked_usd * 100) }).toEqual(blocked);
    for (const bucket of ["day", "hour"]) {
      const trends = await bodyOf<Trends>(
        await caller.get(`/api/antifraud/analytics/fraud-trends?period=7d&bucket=${bucket}`),
      );
      expect(trends.data.reduce((sum, { transactions }) => sum + transactions, 0)).toBe(130);
    }
  });

  it("are of days in Tashkent: a payment of the last second of a day and one of the first of the next lie apart", async () => {
    const provider = await given.apiKey(["read:antifraud_analytics"]);
    const { toDay } = periodUntil(Date.now(), "today");
    const midnight = (toDay - 2) * DAY_MS - 5 * 3_600_000;
    await projected([midnight - 1, midnight].map((at) => decided(provider.organizationId, { at })));
    const trends = await bodyOf<Trends>(await api(provider).get("/api/antifraud/analytics/fraud-trends?period=7d"));
    const days = trends.data.filter(({ transactions }) => transactions > 0).map(({ date, start }) => [date, start]);
    const dateOf = (day: number) => new Date(day * DAY_MS).toISOString().slice(0, 10);
    expect(days).toEqual([
      [dateOf(toDay - 3), new Date(midnight - DAY_MS).toISOString()],
      [dateOf(toDay - 2), new Date(midnight).toISOString()],
    ]);
  });
});
