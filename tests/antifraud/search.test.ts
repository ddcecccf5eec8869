import { env } from "cloudflare:workers";
import { drizzle } from "drizzle-orm/d1";
import { beforeAll, expect, it } from "vitest";
import { indexesOf } from "../../workers/antifraud/sealed-details.ts";
import { saveDecisions } from "../../workers/antifraud/store.ts";
import { antifraudTransactions } from "../../workers/antifraud/tables.ts";
import { meantBy, orderOf, type TransactionFilter } from "../../workers/antifraud/transaction-filter.ts";
import type { DecisionMade } from "../../workers/platform/events.ts";
import { createPlatform } from "../../workers/platform/platform.ts";
import { api, bodyOf } from "../support/api.ts";
import { decided } from "../support/decided.ts";
import { given } from "../support/given.ts";
import { counted, keep, reportOn } from "../support/reports.ts";

type Page = { data: { transaction_id: string }[]; next_cursor: string | null };
type Draft = Parameters<typeof decided>[1] & Partial<DecisionMade> & { device?: string; ip?: string };

const now = Date.now();
const searcher = () => given.apiKey(["read:transactions", "export:antifraud"]);
let caller: Awaited<ReturnType<typeof searcher>>;
const ids = new Map<string, string>();

async function pageOf(query: string, from = caller): Promise<Page> {
  const answer = await api(from).get(`/api/antifraud/transactions/list?${query}`);
  expect(answer.status, query).toBe(200);
  return bodyOf<Page>(answer);
}

/** The whole list, page by page of two, by the names of the payments. */
async function found(query: string): Promise<string[]> {
  const seen: string[] = [];
  for (let cursor = ""; ; ) {
    const { data, next_cursor } = await pageOf(`${query}&limit=2${cursor}`);
    seen.push(...data.map(({ transaction_id }) => ids.get(transaction_id) ?? "?"));
    if (next_cursor === null) return seen;
    cursor = `&cursor=${next_cursor}`;
  }
}

/** The ids of a file of the same filter. */
async function exported(query: string): Promise<string[]> {
  const answer = await api(caller).get(`/api/antifraud/analytics/export?${query}`);
  expect(answer.status, query).toBe(200);
  const [, ...lines] = (await answer.text()).trim().split("\r\n");
  return lines.map((line) => ids.get(line.split(",")[0] ?? "") ?? "?");
}

beforeAll(async () => {
  caller = await searcher();
  const { sealer, db } = createPlatform(env);
  const keepOne = async (name: string, { device, ip, ...draft }: Draft) => {
    const event = { ...decided(caller.organizationId, draft), ...draft };
    ids.set(event.transactionId, name);
    const details = { device_id: device ?? null, ip_address: ip ?? null };
    await saveDecisions(db, [{ ...event, ...indexesOf(sealer, caller.organizationId, details) }]);
    return event;
  };
  const uzs = { currency: "UZS" };
  await keepOne("bazaar", {
    at: now - 1000,
    merchant: "Oʻrikzor bozori",
    amountMinor: 500_000_000,
    ...uzs,
    device: "d1",
  });
  await keepOne("shop", { at: now - 2000, merchant: "КОРЗИНКА Чиланзар", amountMinor: 10_000, ...uzs, ip: "10.0.0.7" });
  await keepOne("yen", {
    at: now - 3000,
    currency: "JPY",
    amountMinor: 5_000_000,
    device: "d1",
    hits: ["rule_large_amount"],
  });
  const stopped = await keepOne("stopped", { at: now - 4000, decision: "BLOCKED", hits: ["own_rule@3"], score: 900 });
  const missed = await keepOne("missed", { at: now - 5000, userId: "customer_7", merchantCategory: "Electronics" });
  const cleared = await keepOne("cleared", {
    at: now - 6000,
    decision: "UNDER_REVIEW",
    hits: ["own_rule@1", "own_rules@1"],
  });
  const reports = [
    reportOn(stopped, { source: "chargeback", isFraud: true }),
    reportOn(missed, { source: "confirmed_fraud", isFraud: true }),
    reportOn(cleared, { source: "false_positive", isFraud: false }),
  ];
  await keep(reports);
  await counted(reports);
});

it.each([
  ["", ["bazaar", "shop", "yen", "stopped", "missed", "cleared"]],
  ["q=o'rikzor", ["bazaar"]],
  ["q=bozori+O‘RIKZOR", ["bazaar"]],
  ["q=корзинка+чил", ["shop"]],
  ["q=customer_7", ["missed"]],
  ["q=customer_7+bozori", []],
  ["q=100%25", []],
  ["merchant_category=electr", ["missed"]],
  ["min_amount=5000000", ["bazaar", "yen"]],
  ["min_amount=100&max_amount=100", ["shop"]],
  ["device_id=d1", ["bazaar", "yen"]],
  ["device_id=d1&min_amount=5000000&rule_id=rule_large_amount", ["yen"]],
  ["ip_address=10.0.0.7", ["shop"]],
  ["ip_address=10.0.0.8", []],
  ["rule_id=own_rule", ["stopped", "cleared"]],
  ["rule_id=rule_large_amount", ["yen"]],
  ["label=fraud", ["stopped", "missed"]],
  ["label=stopped_fraud", ["stopped"]],
  ["label=missed_fraud", ["missed"]],
  ["label=no_fraud", ["cleared"]],
  ["label=fraud&decision=BLOCKED&min_score=900", ["stopped"]],
  ["label=fraud&user_id=customer_7", ["missed"]],
  [`label=fraud&to=${new Date(now - 4500).toISOString()}`, ["missed"]],
])("%s means the same in the list, page by page, and in the export", async (query, names) => {
  expect(await found(query)).toEqual(names);
  expect(await exported(query)).toEqual(names);
});

it("the whole id of a payment finds it alone, and only in its organisation", async () => {
  const [id = ""] = [...ids].find(([, name]) => name === "cleared") ?? [];
  expect(await found(`q=${id}`)).toEqual(["cleared"]);
  expect(await found(`q=${id}&decision=BLOCKED`)).toEqual([]);
  expect(await found(`q=${id.slice(0, -3)}`)).toEqual(["cleared"]);
  expect((await pageOf(`q=${id}`, await searcher())).data).toEqual([]);
});

it.each(["label=chargeback", "min_amount=-1", "ip_address=10.0.0", "q=", "q=%20", `rule_id=${"r".repeat(101)}`])(
  "%s is refused by its name",
  async (query) => {
    const answer = await api(caller).get(`/api/antifraud/transactions/list?${query}`);
    expect(answer.status).toBe(422);
    const { errors } = await bodyOf<{ errors: { path: string }[] }>(answer);
    expect(errors.map(({ path }) => path)).toEqual([query.split("=")[0]]);
  },
);

it("a file that is narrowed by who paid is for those who may see payers", async () => {
  const narrow = await given.apiKey(["export:antifraud"], ["antifraud"], { owner: caller.organizationId });
  for (const query of ["q=shop", "device_id=d1", "ip_address=10.0.0.7", "user_id=user"])
    expect((await api(narrow).get(`/api/antifraud/analytics/export?${query}`)).status, query).toBe(403);
});

it("a match behind ten thousand others is reached by going on, each row once", async () => {
  const far = await searcher();
  const events = Array.from({ length: 10_040 }, (_, i) => decided(far.organizationId, { at: now - Math.floor(i / 3) }));
  const sought = [events[10]!, events[10_020]!, events[10_039]!];
  for (const event of sought) event.merchant = "Sought";
  await saveDecisions(createPlatform(env).db, events);
  const first = await pageOf("q=sought&limit=100", far);
  expect(first.data.length).toBe(1);
  expect(first.next_cursor).not.toBeNull();
  const second = await pageOf(`q=sought&limit=100&cursor=${first.next_cursor}`, far);
  expect(second.next_cursor).toBeNull();
  const both = [...first.data, ...second.data].map(({ transaction_id }) => transaction_id);
  expect(both.sort()).toEqual(sought.map(({ transactionId }) => transactionId).sort());
  const file = await api(far).get("/api/antifraud/analytics/export?q=sought");
  expect((await file.text()).trim().split("\r\n").length).toBe(4);
});

it.each<[TransactionFilter, RegExp]>([
  [{ words: ["a"] }, /USING INDEX antifraud_transactions_by_(time|minute) \(organization_id=\? AND created_at/],
  [{ decision: "BLOCKED", words: ["a"] }, /by_decision \(organization_id=\? AND decision=\? AND created_at/],
  [{ merchant: "a", decision: "BLOCKED" }, /by_merchant_time \(organization_id=\? AND merchant=\? AND created_at/],
  [{ userId: "a", merchant: "b", label: "fraud" }, /by_user_time \(organization_id=\? AND user_id=\? AND created_at/],
  [{ deviceIndex: "a", userId: "b" }, /by_device_time \(organization_id=\? AND device_index=\? AND created_at/],
  [{ ipIndex: "a", minAmount: 1 }, /by_ip_time \(organization_id=\? AND ip_index=\? AND created_at/],
  [
    { label: "fraud", decision: "BLOCKED" },
    /INTEGER PRIMARY KEY \(rowid=\?\).*SEARCH antifraud_outcomes USING PRIMARY KEY \(organization_id=\? AND decided_at.*SEARCH paid USING COVERING INDEX sqlite_autoindex\w* \(organization_id=\? AND transaction_id=\?/,
  ],
])("%j is read along its index", async (filter, plan) => {
  const stretch = { after: { at: 9, id: "b" }, until: { at: 3, id: "a" } };
  const { sql, params } = drizzle(env.DB)
    .select({ id: antifraudTransactions.transactionId })
    .from(antifraudTransactions)
    .where(meantBy("org_a", filter, stretch))
    .orderBy(...orderOf(filter))
    .limit(26)
    .toSQL();
  const explained = await env.DB.prepare(`EXPLAIN QUERY PLAN ${sql}`)
    .bind(...params)
    .all<{ detail: string }>();
  expect(explained.results.map(({ detail }) => detail).join(" | ")).toMatch(plan);
});
