import { env } from "cloudflare:workers";
import { is } from "drizzle-orm";
import { SQLiteInsertBase } from "drizzle-orm/sqlite-core";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { takeBacktest } from "../../../workers/antifraud/backtests/chunk-store.ts";
import { goOnWithBacktests, sweepBacktests } from "../../../workers/antifraud/backtests/run-backtests.ts";
import { antifraudPrivacy } from "../../../workers/antifraud/privacy/data-classes.ts";
import { createPlatform, type Platform } from "../../../workers/platform/platform.ts";
import { api, bodyOf } from "../../support/api.ts";
import { differencesOf, lastMonth, ordered, path, postBacktest, readBacktest } from "../../support/backtests.ts";
import { DAY_MS, decided, projected } from "../../support/decided.ts";
import { heldEvents } from "../../support/events.ts";
import { given } from "../../support/given.ts";

const platform = createPlatform(env);
const LEASE_MS = 60_000;
/** Three chunks and a part of a fourth. */
const DECISIONS = 6500;
const BLOCKED = 650;

const blocksSome = {
  rules: [
    {
      rule_id: "rule_some",
      name: "Some",
      action: "BLOCK",
      conditions: { amount: { operator: "less_than", value: BLOCKED / 100 } },
    },
  ],
};

/** An analyst of an organisation with so many decisions, of 0.00, 0.01, 0.02 … dollars. */
async function analystWith(decisions: number) {
  const analyst = await given.person("antifraud_manager");
  const at = Date.now() - DAY_MS;
  await projected(
    Array.from({ length: decisions }, (_, cents) =>
      decided(analyst.organizationId, { at: at + (cents % 1000), cents, features: { payer_age_days: 1 } }),
    ),
  );
  return analyst;
}
type Analyst = Awaited<ReturnType<typeof analystWith>>;

const step = ({ organizationId }: Analyst, with_: Platform = platform) =>
  goOnWithBacktests(with_, [{ type: "antifraud.backtests_due", organizationId }]);

async function finish(analyst: Analyst, id: string): Promise<number> {
  for (let steps = 1; steps < 20; steps++) {
    await step(analyst);
    if ((await readBacktest(analyst, id)).status === "done") return steps;
  }
  throw new Error("It does not come to an end");
}

/** Everything that a whole run of `blocksSome` finds. */
async function expectWhole(analyst: Analyst, id: string): Promise<void> {
  const { result, progress, status } = await readBacktest(analyst, id);
  expect(status).toBe("done");
  expect(progress).toEqual({ decisions: DECISIONS, processed: DECISIONS });
  expect(result).toMatchObject({ replayed: DECISIONS, decisions_changed: BLOCKED, scores_changed: BLOCKED });
  expect(result!.rules[0]).toMatchObject({ hits: BLOCKED, unique_hits: BLOCKED });
  const differences = await differencesOf(analyst, id);
  expect(new Set(differences.map(({ transaction_id }) => transaction_id)).size).toBe(BLOCKED);
  expect(differences).toHaveLength(BLOCKED);
}

/** A platform whose database fails at its next batch: before it is written, or before its answer arrives. */
function failingAt(when: "before" | "after"): Platform {
  let isOver = false;
  const db = new Proxy(platform.db, {
    get(target, name) {
      // SAFETY: as the database has it.
      const own = Reflect.get(target, name) as unknown;
      if (name !== "batch") return typeof own === "function" ? own.bind(target) : own;
      return async (statements: Parameters<typeof target.batch>[0]) => {
        const [first] = statements;
        const isChunk =
          statements.length === 2 &&
          is(first, SQLiteInsertBase) &&
          first.toSQL().sql.includes("antifraud_backtest_differences");
        if (!isChunk || isOver) return target.batch(statements);
        isOver = true;
        if (when === "after") await target.batch(statements);
        throw new Error("Network connection lost");
      };
    },
  });
  return { ...platform, db };
}

const differencesLeft = async (id: string) =>
  (
    await env.DB.prepare("SELECT count(*) AS n FROM antifraud_backtest_differences WHERE backtest_id = ?")
      .bind(id)
      .first<{ n: number }>()
  )?.n;

let told: ReturnType<typeof heldEvents<"antifraud.backtests_due">>;
beforeEach(() => {
  told = heldEvents("antifraud.backtests_due");
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe("a backtest goes on chunk by chunk", () => {
  it("and its progress is exact, what it found among it", async () => {
    const analyst = await analystWith(DECISIONS);
    const { id, status } = await ordered(analyst, blocksSome);
    expect(status).toBe("waiting");
    expect(told()).toHaveLength(1);
    for (const processed of [2000, 4000, 6000]) {
      await step(analyst);
      const { progress, status: now, result } = await readBacktest(analyst, id);
      expect([now, progress.processed, result?.replayed]).toEqual(["running", processed, processed]);
    }
    expect(told()).toHaveLength(4);
    await step(analyst);
    await expectWhole(analyst, id);
    await step(analyst);
    expect(told()).toHaveLength(5);
  });

  it("once, though consumers run at the same time, also where one takes another for gone", async () => {
    const analyst = await analystWith(DECISIONS);
    const { id } = await ordered(analyst, blocksSome);
    const later = { ...platform, now: () => Date.now() + 2 * LEASE_MS };
    for (let i = 0; i < 8; i++) await Promise.all([step(analyst), step(analyst), step(analyst, later)]);
    await finish(analyst, id);
    await expectWhole(analyst, id);
  });

  it.each(["before", "after"] as const)("where a chunk is interrupted %s it was written", async (when) => {
    const analyst = await analystWith(DECISIONS);
    const { id } = await ordered(analyst, blocksSome);
    await step(analyst);
    await expect(step(analyst, failingAt(when))).rejects.toThrow("Network connection lost");
    const { progress } = await readBacktest(analyst, id);
    expect(progress.processed).toBe(when === "before" ? 2000 : 4000);
    await finish(analyst, id);
    await expectWhole(analyst, id);
  });

  it("where whoever worked on it is gone, once that is sure", async () => {
    const analyst = await analystWith(DECISIONS);
    const { id } = await ordered(analyst, blocksSome);
    await step(analyst);
    await takeBacktest(platform.db, analyst.organizationId, Date.now(), LEASE_MS);
    const before = told().length;
    await step(analyst);
    await sweepBacktests(platform);
    const ours = () => told().filter(({ organizationId }) => organizationId === analyst.organizationId);
    expect((await readBacktest(analyst, id)).progress.processed).toBe(2000);
    expect(ours().length).toBe(before);
    const later = { ...platform, now: () => Date.now() + LEASE_MS + 1 };
    await sweepBacktests(later);
    expect(ours().length).toBe(before + 1);
    await step(analyst, later);
    await finish(analyst, id);
    await expectWhole(analyst, id);
  });

  it("and leaves out what is decided after it was ordered", async () => {
    const analyst = await analystWith(2100);
    const { id } = await ordered(analyst);
    await step(analyst);
    const at = Date.now() - DAY_MS + 2000;
    await projected([
      decided(analyst.organizationId, { at }),
      decided(analyst.organizationId, { at: at - 5 * DAY_MS }),
    ]);
    await finish(analyst, id);
    const { progress, result } = await readBacktest(analyst, id);
    expect(progress).toEqual({ decisions: 2100, processed: 2100 });
    expect(result?.replayed).toBe(2100);
  });

  it("and gives up a chunk that fails time and again, for the one behind it", async () => {
    const analyst = await analystWith(10);
    const first = await ordered(analyst);
    const second = await ordered(analyst);
    vi.spyOn(console, "error").mockImplementation(() => {});
    const broken = new Proxy(platform.db, {
      get(target, name) {
        // SAFETY: as the database has it.
        const own = Reflect.get(target, name) as unknown;
        if (name === "select") throw new Error("D1 is overloaded");
        return typeof own === "function" ? own.bind(target) : own;
      },
    });
    for (let i = 0; i < 8; i++) await expect(step(analyst, { ...platform, db: broken })).rejects.toThrow("overloaded");
    await step(analyst, { ...platform, db: broken });
    expect((await readBacktest(analyst, first.id)).status).toBe("failed");
    expect((await readBacktest(analyst, second.id)).status).toBe("waiting");
    await step(analyst);
    expect(await readBacktest(analyst, second.id)).toMatchObject({ status: "done", result: { replayed: 10 } });
  });
});

describe("backtests of an organisation", () => {
  it("run one at a time in their order, six at most", async () => {
    const analyst = await analystWith(5);
    const ids: string[] = [];
    for (let i = 0; i < 6; i++) ids.push((await ordered(analyst)).id);
    const refused = await postBacktest(analyst);
    expect(refused.status).toBe(409);
    expect(await bodyOf(refused)).toMatchObject({ code: "antifraud.too_many_backtests" });
    for (const [i, id] of ids.entries()) {
      expect((await readBacktest(analyst, id)).status).toBe("waiting");
      await step(analyst);
      expect((await readBacktest(analyst, id)).status).toBe("done");
      if (i === 0) expect((await postBacktest(analyst)).status).toBe(202);
    }
    const { data } = await bodyOf<{ data: { id: string }[] }>(await api(analyst).get(`${path}?limit=100`));
    expect(data.slice(1).map(({ id }) => id)).toEqual(ids.toReversed());
  });

  it("stop where they are cancelled: what is being replayed counts no more, and the next one begins", async () => {
    const analyst = await analystWith(DECISIONS);
    const { id } = await ordered(analyst, blocksSome);
    const next = await ordered(analyst);
    await step(analyst);
    const running = step(analyst);
    const cancelled = await api(analyst).post(`${path}/${id}/cancel`, {});
    expect(cancelled.status).toBe(200);
    await running;
    const { processed } = (await readBacktest(analyst, id)).progress;
    expect((await api(analyst).post(`${path}/${id}/cancel`, {})).status).toBe(200);
    await step(analyst);
    const after = await readBacktest(analyst, id);
    expect(after).toMatchObject({ status: "cancelled", progress: { processed }, result: { replayed: processed } });
    expect((await readBacktest(analyst, next.id)).status).toBe("running");
    await finish(analyst, next.id);
    const over = await api(analyst).post(`${path}/${next.id}/cancel`, {});
    expect(over.status).toBe(409);
    expect(await bodyOf(over)).toMatchObject({ code: "antifraud.backtest_over" });
  });

  it("are gone where they are deleted, also while they run, and all of it is on record", async () => {
    const admin = await given.person("org_admin");
    const analyst = { ...admin, ...(await given.colleague(admin.organizationId, "antifraud_manager")) };
    const at = Date.now() - DAY_MS;
    await projected(Array.from({ length: 2500 }, (_, i) => decided(admin.organizationId, { at: at + i, cents: 5 })));
    const { id } = await ordered(analyst, blocksSome);
    await step(analyst);
    const running = step(analyst);
    expect((await api(analyst).delete(`${path}/${id}`)).status).toBe(204);
    await running;
    expect((await api(analyst).get(`${path}/${id}`)).status).toBe(404);
    expect((await api(analyst).delete(`${path}/${id}`)).status).toBe(404);
    expect(await differencesLeft(id)).toBe(0);
    const stopped = await ordered(analyst);
    await api(analyst).post(`${path}/${stopped.id}/cancel`, {});
    const { results } = await env.DB.prepare(
      "SELECT action, target FROM audit_events WHERE organization_id = ? AND action LIKE 'backtest.%' ORDER BY created_at, id",
    )
      .bind(admin.organizationId)
      .all();
    expect(results).toEqual([
      { action: "backtest.started", target: id },
      { action: "backtest.deleted", target: id },
      { action: "backtest.started", target: stopped.id },
      { action: "backtest.cancelled", target: stopped.id },
    ]);
  });

  it("begin once where an order is repeated under its key", async () => {
    const analyst = await analystWith(3);
    const caller = api(analyst, { headers: { "idempotency-key": "once" } });
    const body = { ...lastMonth(), changes: {} };
    const [one, again] = [await caller.post(path, body), await caller.post(path, body)];
    expect(await bodyOf(again)).toEqual(await bodyOf(one));
    expect((await bodyOf<{ data: unknown[] }>(await api(analyst).get(path))).data).toHaveLength(1);
  });

  it("are forgotten when they are past their time, those that run are not", async () => {
    const analyst = await analystWith(2500);
    const done = await ordered(analyst, blocksSome);
    await finish(analyst, done.id);
    const running = await ordered(analyst);
    await step(analyst);
    const retention = antifraudPrivacy.retention.find(({ name }) => name === "backtests")!;
    const sweep = (before: number) =>
      retention.sweep(platform, analyst.organizationId, { from: 0, before, limit: 100 });
    expect(await sweep(Date.now() - DAY_MS)).toBe(0);
    expect(await sweep(Date.now() + 1)).toBe(1);
    expect((await api(analyst).get(`${path}/${done.id}`)).status).toBe(404);
    expect(await differencesLeft(done.id)).toBe(0);
    expect((await readBacktest(analyst, running.id)).status).toBe("running");
  });
});
