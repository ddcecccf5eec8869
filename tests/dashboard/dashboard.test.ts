import { env } from "cloudflare:workers";
import { z } from "@hono/zod-openapi";
import { beforeAll, describe, expect, it } from "vitest";
import { antifraudDashboard } from "../../workers/antifraud/dashboard/dashboard-part.ts";
import { decisionMessageSchema } from "../../workers/antifraud/dashboard/decision-message.ts";
import type { Combined, SavingsReport } from "../../workers/dashboard/analytics-schemas.ts";
import type { ActivityMessage } from "../../workers/dashboard/feed-message.ts";
import type { Overview } from "../../workers/dashboard/overview-schemas.ts";
import { readActivity } from "../../workers/dashboard/read-activity.ts";
import { readCombined } from "../../workers/dashboard/read-combined.ts";
import { readOverview } from "../../workers/dashboard/read-overview.ts";
import type { Caller } from "../../workers/platform/caller.ts";
import type { DashboardPart } from "../../workers/platform/dashboard-part.ts";
import { createPlatform } from "../../workers/platform/platform.ts";
import { sandboxOf } from "../../workers/platform/sandbox.ts";
import { api, bodyOf } from "../support/api.ts";
import { decided, projected } from "../support/decided.ts";
import { entry } from "../support/feed.ts";
import { given } from "../support/given.ts";
import { counted, keep, reportOn } from "../support/reports.ts";
import { payment } from "../support/samples.ts";

type Person = Awaited<ReturnType<typeof given.person>>;
type Asker = { token: string };
const platform = createPlatform(env);

async function read<T>(caller: Asker, path: string, headers: Record<string, string> = {}): Promise<T> {
  const answer = await api(caller, { headers: { "accept-language": "en", ...headers } }).get(`/api/dashboard/${path}`);
  expect(answer.status, path).toBe(200);
  return bodyOf<T>(answer);
}
async function refused(caller: Asker, path: string): Promise<string[]> {
  const answer = await api(caller).get(`/api/dashboard/${path}`);
  expect(answer.status, path).toBe(422);
  const { errors } = await bodyOf<{ errors: { path: string }[] }>(answer);
  return errors.map((error) => error.path);
}

/**
 * Payments of today, in dollars: blocked 100 (never reported on), 200 (fraud) and 400 (honest); held 30 (fraud) and 50 (honest);
 * approved 7 (fraud), 9 (honest) and 11 (never reported on).
 */
async function aDayOf(organizationId: string): Promise<void> {
  const drafts = [
    ["BLOCKED", 100, null],
    ["BLOCKED", 200, true],
    ["BLOCKED", 400, false],
    ["UNDER_REVIEW", 30, true],
    ["UNDER_REVIEW", 50, false],
    ["APPROVED", 7, true],
    ["APPROVED", 9, false],
    ["APPROVED", 11, null],
  ] as const;
  const events = drafts.map(([decision, dollars]) =>
    decided(organizationId, { at: Date.now(), decision, cents: dollars * 100 }),
  );
  await projected(events);
  const reports = drafts.flatMap(([, , isFraud], i) =>
    isFraud === null ? [] : [reportOn(events[i]!, { source: isFraud ? "chargeback" : "false_positive", isFraud })],
  );
  await keep(reports);
  await counted(reports);
}

let alfa: Person;
beforeAll(async () => {
  alfa = await given.person("org_admin");
  await aDayOf(alfa.organizationId);
});

describe("GET /api/dashboard/overview", () => {
  const noCalls = { total_calls: 0, monthly_calls: 0, success_rate: null, avg_satisfaction: null };
  const ofAlfa = { total_transactions: 8, blocked_fraud: 3, saved_amount: 330, accuracy: 3 / 6 };

  it("has every published key also where nothing happened yet", async () => {
    const fresh = await given.person("org_admin");
    expect(await read<Overview>(fresh, "overview")).toEqual({
      bankcall_stats: noCalls,
      antifraud_stats: { total_transactions: 0, blocked_fraud: 0, saved_amount: 0, accuracy: null },
    });
  });

  it("tells an organisation its own figures, under the published keys", async () => {
    expect(await read<Overview>(alfa, "overview")).toEqual({ bankcall_stats: noCalls, antifraud_stats: ofAlfa });
    const viewer = await given.colleague(alfa.organizationId, "viewer");
    expect(await read<Overview>(viewer, "overview")).toEqual({ bankcall_stats: noCalls, antifraud_stats: ofAlfa });
  });

  it("tells nothing that is not known, and nothing of a product that a person was not given", async () => {
    expect(await read<Overview>(await given.person(), "overview")).toMatchObject({
      antifraud_stats: { total_transactions: 0, blocked_fraud: 0, saved_amount: 0, accuracy: null },
    });
    const caller = await given.colleague(alfa.organizationId, "bankcall_manager", ["bankcall"]);
    expect(await read<Overview>(caller, "overview")).toEqual({ bankcall_stats: noCalls, antifraud_stats: null });
  });

  it("tells a super administrator the figures of all clients, without sandboxes and the platform's own", async () => {
    const root = await given.person("super_admin");
    const before = await read<Overview>(root, "overview");
    const [beta, gamma] = [await given.person("org_admin"), await given.person("org_admin", ["bankcall"])];
    await aDayOf(beta.organizationId);
    await aDayOf(sandboxOf(beta.organizationId));
    const tierOf = (person: Person, subscription_tier: string) =>
      api(root).send("PUT", `/api/organizations/${person.organizationId}`, { subscription_tier });
    expect((await tierOf(beta, "starter")).status).toBe(200);
    expect((await tierOf(gamma, "enterprise")).status).toBe(200);
    const { platform_stats, antifraud_stats } = await read<Overview>(root, "overview");
    const then = before.platform_stats!;
    expect(platform_stats).toEqual({
      total_clients: then.total_clients + 2,
      active_modules: {
        bankcall: then.active_modules.bankcall + 2,
        antifraud: then.active_modules.antifraud + 1,
      },
      monthly_revenue: then.monthly_revenue + 2000,
      total_savings_generated: then.total_savings_generated + 330,
    });
    expect(antifraud_stats?.total_transactions).toBe(before.antifraud_stats!.total_transactions + 8);
    expect(antifraud_stats?.saved_amount).toBe(platform_stats?.total_savings_generated);
    const inSandbox = await read<Overview>(root, "overview", { "foundry-mode": "test" });
    expect(inSandbox.platform_stats).toBeUndefined();
    expect(inSandbox.antifraud_stats?.total_transactions).toBe(0);
  });
});

describe("GET /api/dashboard/activity-feed", () => {
  type Page = { data: ActivityMessage[]; next_cursor: string | null };

  it("lists what happened, newest first, each once, in the form of the live feed and the reader's language", async () => {
    const beta = await given.person("antifraud_manager");
    const now = Date.now();
    const events = Array.from({ length: 7 }, (_, i) => decided(beta.organizationId, { at: now - (i % 4) * 1000 }));
    await projected(events);
    const seen: ActivityMessage[] = [];
    let cursor = "";
    do {
      const page = await read<Page>(beta, `activity-feed?limit=3${cursor}`);
      expect(page.data.length).toBeLessThanOrEqual(3);
      seen.push(...page.data);
      cursor = page.next_cursor === null ? "" : `&cursor=${page.next_cursor}`;
    } while (cursor !== "");
    const ids = seen.map(({ details }) => details.transaction_id);
    expect([...ids].sort()).toEqual(events.map(({ transactionId }) => transactionId).sort());
    expect(seen.map(({ timestamp }) => timestamp)).toEqual(
      seen
        .map(({ timestamp }) => timestamp)
        .sort()
        .reverse(),
    );
    for (const message of seen) expect(decisionMessageSchema.strict().parse(message)).toEqual(message);
    expect(seen[0]?.organization).toBe(`Bank ${beta.organizationId}`);
  });

  it("says why in the reader's language, whatever the sender's was", async () => {
    const beta = await given.person("antifraud_manager");
    await api(beta).submit(payment({ amount: 9_000_000, currency: "USD" }));
    const first = async (language: string) => {
      for (let i = 0; i < 200; i++) {
        const { data } = await read<Page>(beta, "activity-feed?limit=1", { "accept-language": language });
        if (data[0]) return data[0].details.reason;
        await new Promise((wait) => setTimeout(wait, 20));
      }
      return undefined;
    };
    const reasons = [await first("uz"), await first("ru"), await first("en")];
    expect(new Set(reasons).size).toBe(3);
    expect(reasons[1]).toMatch(/[а-я]/);
  });

  it("shows who paid only to those who may read transactions, and products only to those who use them", async () => {
    const manager = await read<Page>(await given.colleague(alfa.organizationId, "antifraud_manager"), "activity-feed");
    expect(manager.data.map(({ details }) => details.user_id)).toEqual(Array(8).fill("user"));
    const viewer = await read<Page>(await given.colleague(alfa.organizationId, "viewer"), "activity-feed");
    expect(viewer.data).toHaveLength(8);
    for (const { details } of viewer.data) expect(Object.keys(details)).not.toContain("user_id");
    const caller = await given.colleague(alfa.organizationId, "bankcall_manager", ["bankcall"]);
    expect(await read<Page>(caller, "activity-feed")).toEqual({ data: [], next_cursor: null });
    expect((await read<Page>(await given.person(), "activity-feed")).data).toEqual([]);
  });

  it("refuses what is no cursor or limit", async () => {
    expect(await refused(alfa, "activity-feed?cursor=nonsense")).toEqual(["cursor"]);
    expect(await refused(alfa, "activity-feed?limit=1000")).toEqual(["limit"]);
  });
});

describe("GET /api/dashboard/combined-analytics", () => {
  it("tells every series on one axis, without gaps", async () => {
    const combined = await read<Combined>(alfa, "combined-analytics?period=7d");
    expect(combined.axis).toHaveLength(7);
    const days = combined.axis.map((start) => Date.parse(start) + 5 * 3_600_000);
    for (const [i, day] of days.entries()) expect(day).toBe(days[0]! + i * 86_400_000);
    const last = Object.fromEntries(combined.series.map(({ name, values }) => [name, values.at(-1)]));
    for (const { values, module } of combined.series) {
      expect(values).toHaveLength(7);
      expect(module).toBe("antifraud");
    }
    expect(last).toEqual({ transactions: 8, blocked: 3, blocked_usd: 700, frauds: 3 });
    const hours = await read<Combined>(alfa, "combined-analytics?period=today&bucket=hour");
    expect(hours.axis).toHaveLength(24);
    const sum = hours.series.find(({ name }) => name === "transactions")!.values.reduce((a, b) => a + b);
    expect(sum).toBe(8);
  });

  it("refuses periods that cannot be meant, by path", async () => {
    expect(await refused(alfa, "combined-analytics?period=7y")).toEqual(["period"]);
    expect(await refused(alfa, "combined-analytics?period=90d&bucket=hour")).toEqual(["period"]);
    expect(await refused(alfa, "combined-analytics?from=2026-02-01&to=2026-01-01")).toEqual(["from"]);
    expect(await refused(alfa, "combined-analytics?from=1900-01-01")).toEqual(["from"]);
  });
});

describe("GET /api/dashboard/cost-savings", () => {
  const measured = (value: number) => ({ value, source: "measured" });

  it("tells what was saved with everything that the formula was fed", async () => {
    const savings = await read<SavingsReport>(alfa, "cost-savings?period=today");
    expect(savings.data).toEqual([
      {
        module: "antifraud",
        // 200 and 30 were confirmed; of the 600 blocked that were reported on a third was fraud, and so is a third of 100.
        saved_usd: expect.closeTo(230 + 100 / 3, 6),
        formula: expect.stringContaining("fraud_share"),
        inputs: {
          confirmed_usd: measured(230),
          unconfirmed_usd: measured(100),
          fraud_share: measured(200 / 600),
          loss_share: { value: 1, source: "assumed" },
          reviews: measured(2),
          cost_per_review: { value: 0, source: "assumed" },
        },
      },
    ]);
    expect(savings.saved_usd).toBe(savings.data[0]?.saved_usd);
  });

  it("takes inputs from the query, and may come out negative", async () => {
    const path = "cost-savings?period=today&fraud_share=0.5&loss_share=0.1&cost_per_review=20";
    const { saved_usd, data } = await read<SavingsReport>(alfa, path);
    expect(saved_usd).toBeCloseTo((230 + 50) * 0.1 - 40, 6);
    expect(data[0]?.inputs.fraud_share).toEqual({ value: 0.5, source: "given" });
    expect(await refused(alfa, "cost-savings?fraud_share=2")).toEqual(["fraud_share"]);
    expect(await refused(alfa, "cost-savings?cost_per_review=-1")).toEqual(["cost_per_review"]);
    const nothing = await read<SavingsReport>(await given.person(), "cost-savings");
    expect(nothing.saved_usd).toBe(0);
    expect(nothing.data[0]?.inputs.fraud_share).toEqual({ value: 1, source: "assumed" });
  });
});

describe("GET /api/dashboard/roi-calculator", () => {
  type Estimate = {
    roi: number | null;
    payback_months: number | null;
    monthly: { price: number };
    total: { net: number };
  };
  const roi = (query: string) => read<Estimate>(alfa, `roi-calculator?${query}`);

  it("is of nothing but the query, at the published prices", async () => {
    const query = "calls=12500&agent_hourly_cost=6&transactions=50000&fraud_loss=10000&setup_cost=8000";
    const estimate = await roi(query);
    expect(estimate).toMatchObject({
      // 12,500 calls of 3 minutes, 8 of 10 without an agent; 8 of 10 frauds stopped; both products at 1,140.
      monthly: { call_savings: 3000, fraud_savings: 8000, review_cost: 0, price: 1140, net: 9860 },
      total: { savings: 132_000, cost: 21_680, net: 110_320 },
    });
    expect(estimate.roi).toBeCloseTo(110_320 / 21_680, 9);
    expect(estimate.payback_months).toBeCloseTo(8000 / 9860, 9);
    expect(await read(await given.person("viewer"), `roi-calculator?${query}`)).toEqual(estimate);
    expect((await roi("calls=2100&agent_hourly_cost=1")).monthly.price).toBe(100);
    expect((await roi("transactions=5000&plan=business")).monthly.price).toBe(15_000);
  });

  it("may be negative, and says where it never pays off or costs nothing", async () => {
    const losing = await roi("transactions=50000&fraud_loss=100&plan=starter&months=6&setup_cost=500");
    expect(losing.total.net).toBe(80 * 6 - 2000 * 6 - 500);
    expect(losing.roi).toBeLessThan(0);
    expect(losing.payback_months).toBeNull();
    expect((await roi("transactions=1&monthly_price=0")).roi).toBeNull();
  });

  it.each([
    ["", ["calls"]],
    ["calls=10", ["agent_hourly_cost"]],
    ["calls=-1&agent_hourly_cost=1", ["calls"]],
    ["calls=1.5&agent_hourly_cost=1", ["calls"]],
    ["calls=1e12&agent_hourly_cost=1", ["calls"]],
    ["calls=5&agent_hourly_cost=1&minutes_per_call=1000", ["minutes_per_call"]],
    ["transactions=5&stopped_share=1.1", ["stopped_share"]],
    ["transactions=5&months=0", ["months"]],
    ["transactions=5&months=NaN", ["months"]],
    ["transactions=5&monthly_price=Infinity", ["monthly_price"]],
    ["transactions=5&plan=enterprise", ["plan"]],
    ["transactions=5&plan=starter&monthly_price=5", ["plan"]],
    ["calls=5&agent_hourly_cost=1&fraud_loss=5", ["transactions"]],
  ])("refuses %s by path", async (query, paths) => {
    expect([...new Set(await refused(alfa, `roi-calculator?${query}`))]).toEqual(paths);
  });
});

describe("another product", () => {
  const calls = Array.from({ length: 5 }, (_, i) => ({ at: 1000 + i * 10, entry: entry(`call_${i}`) })).reverse();
  /** As a module would contribute it. */
  const bankcall: DashboardPart = {
    stats: {
      product: "bankcall",
      read: async () => ({
        figures: { total_calls: 5, monthly_calls: 2, success_rate: 0.8, avg_satisfaction: 4.5 },
        savedUsd: 12,
      }),
    },
    series: async (_, __, { fromDay, toDay }) => [
      {
        name: "calls",
        title: { uz: "a", ru: "b", en: "c" },
        unit: "count",
        values: Array(toDay - fromDay + 1).fill(1),
      },
    ],
    savings: { formula: "calls", given: {}, read: async () => ({ amountUsd: 12, inputs: {} }) },
    feed: [],
    message: z.object({
      event_type: z.string(),
      timestamp: z.iso.datetime(),
      module: z.literal("bankcall"),
      organization: z.string(),
      details: z.record(z.string(), z.unknown()),
    }),
    activity: async (_, __, limit, after) =>
      calls
        .filter(({ at, entry: { id } }) => !after || at < after.at || (at === after.at && id < after.id))
        .slice(0, limit + 1)
        .map(({ at, entry: call }) => ({ at, entry: { ...call, module: "bankcall" } })),
  };
  const payments: DashboardPart = {
    ...antifraudDashboard,
    activity: async (_, __, limit, after) =>
      calls
        .filter(({ at, entry: { id } }) => !after || at < after.at || (at === after.at && `pay_${id}` < after.id))
        .slice(0, limit + 1)
        .map(({ at, entry: one }) => ({ at, entry: { ...one, id: `pay_${one.id}`, details: { n: `pay_${one.id}` } } })),
  };
  const caller = (): Caller => ({
    kind: "user",
    id: alfa.userId,
    organizationId: alfa.organizationId,
    tier: "business",
    proof: { kind: "user", userId: alfa.userId, sessionId: "ses_none" },
    modules: ["antifraud", "bankcall"],
    permissions: ["read:*"],
  });

  it("is on the dashboard once it contributes its part", async () => {
    const overview = await readOverview(platform, caller(), [antifraudDashboard, bankcall]);
    expect(overview).toMatchObject({ bankcall_stats: { total_calls: 5 }, antifraud_stats: { total_transactions: 8 } });
    const combined = await readCombined(platform, caller(), [antifraudDashboard, bankcall], {
      period: "7d",
      bucket: "day",
    });
    expect(new Set(combined.series.map(({ module }) => module))).toEqual(new Set(["antifraud", "bankcall"]));
    for (const { values } of combined.series) expect(values).toHaveLength(combined.axis.length);
  });

  it("stands in one list with the others, each entry once, however the pages fall", async () => {
    const parts = [payments, bankcall];
    for (const limit of [1, 2, 3, 7]) {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await readActivity(platform, caller(), parts, { limit, ...(cursor && { cursor }) });
        seen.push(...page.data.map(({ details }) => String(details.n ?? details.transaction_id)));
        cursor = page.next_cursor ?? undefined;
      } while (cursor);
      expect(seen).toEqual(calls.flatMap(({ entry: { id } }) => [`pay_${id}`, id]));
    }
  });
});
