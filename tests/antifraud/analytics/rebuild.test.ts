import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { countOn, sweepUncounted } from "../../../workers/antifraud/analytics/rebuild-rollups.ts";
import type { Rebuild } from "../../../workers/antifraud/analytics/schemas.ts";
import { createPlatform } from "../../../workers/platform/platform.ts";
import { api, bodyOf } from "../../support/api.ts";
import { decided, projected } from "../../support/decided.ts";
import { given } from "../../support/given.ts";
import { inParallel } from "../../support/parallel.ts";

const path = "/api/admin/analytics/rebuilds";
const platform = createPlatform(env);
const tables = ["hour", "score", "merchant", "rule"].map((name) => `antifraud_${name}_rollups`);

const run = (sql: string, ...values: unknown[]) =>
  env.DB.prepare(sql)
    .bind(...values)
    .run();

/** What is read, without the number of its set. */
async function readNow(): Promise<Record<string, unknown>[][]> {
  return Promise.all(
    tables.map(async (table) => {
      const { results } = await env.DB.prepare(
        `SELECT * FROM ${table} WHERE rollup_set = (SELECT id FROM antifraud_rollup_sets WHERE is_live)`,
      ).all();
      return results.map(({ rollup_set: _, ...row }) => row);
    }),
  );
}

const newest = async (caller: ReturnType<typeof api>) =>
  (await bodyOf<{ data: Rebuild[] }>(await caller.get(`${path}?limit=1`))).data[0];

/** Counts step by step until nothing is left. */
async function finish(caller: ReturnType<typeof api>): Promise<Rebuild> {
  for (let i = 0; i < 100; i++) {
    await countOn(platform);
    const rebuild = await newest(caller);
    if (rebuild?.status === "done") return rebuild;
  }
  throw new Error("It does not come to an end");
}

const someDecisions = (organizationId: string, count: number) =>
  Array.from({ length: count }, (_, i) =>
    decided(organizationId, {
      at: Date.now() - i * 3_600_000,
      merchant: `shop ${i % 7}`,
      decision: i % 5 === 0 ? "BLOCKED" : "APPROVED",
      score: (i * 37) % 1001,
      hits: i % 3 === 0 ? ["rule_burst", "rule_takeover"] : [],
    }),
  );

/** The messages that counting sends itself are kept back, so that each test runs them when it means to. */
let sent: unknown[];
beforeEach(() => {
  sent = [];
  vi.spyOn(env.EVENTS, "send").mockImplementation(async (message) => {
    sent.push(message);
    return { metadata: { metrics: { backlogCount: 0, backlogBytes: 0 } } };
  });
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe("a rebuild", () => {
  it("finds what is counted equal to what is stored, and reads the same afterwards", async () => {
    const root = await given.person("super_admin");
    await projected(someDecisions(root.organizationId, 150));
    const before = await readNow();
    expect(before.every((rows) => rows.length > 0)).toBe(true);
    const answer = await api(root).post(path, {});
    expect(answer.status).toBe(202);
    const begun = await bodyOf<Rebuild>(answer);
    expect(begun).toMatchObject({ status: "counting", is_equal: null, differences: null });
    const done = await finish(api(root));
    expect(done).toMatchObject({
      id: begun.id,
      is_equal: true,
      differences: { hours: 0, scores: 0, merchants: 0, rules: 0 },
      started_by: root.userId,
    });
    expect(await readNow()).toEqual(before);
  });

  it("finds every kind of corruption, mends it, and leaves nothing of the set before", async () => {
    const root = await given.person("super_admin");
    await projected(someDecisions(root.organizationId, 60));
    const right = await readNow();
    const of = root.organizationId;
    await run("UPDATE antifraud_hour_rollups SET blocked = blocked + 1 WHERE organization_id = ?", of);
    await run("DELETE FROM antifraud_score_rollups WHERE organization_id = ? AND step > 100", of);
    await run(
      "UPDATE antifraud_merchant_rollups SET merchant = 'nobody' WHERE organization_id = ? AND merchant = 'shop 1'",
      of,
    );
    await run("UPDATE antifraud_rule_rollups SET hits = 0 WHERE organization_id = ?", of);
    await api(root).post(path, {});
    const done = await finish(api(root));
    expect(done.is_equal).toBe(false);
    expect(done.differences!.hours).toBe(2 * 60);
    for (const rows of Object.values(done.differences!)) expect(rows).toBeGreaterThan(0);
    expect(await readNow()).toEqual(right);
    for (const table of tables) {
      const sets = await env.DB.prepare(`SELECT count(DISTINCT rollup_set) AS n FROM ${table}`).first<{ n: number }>();
      expect(sets?.n).toBe(1);
    }
    expect((await env.DB.prepare("SELECT * FROM antifraud_rollup_sets").all()).results).toHaveLength(1);
  });

  it("counts each decision once while others arrive, in parallel and over interruptions", async () => {
    const root = await given.person("super_admin");
    await projected(someDecisions(root.organizationId, 200));
    await api(root).post(path, {});
    const arriving = Array.from({ length: 6 }, () => someDecisions(root.organizationId, 25));
    await inParallel(arriving, 3, async (events) => {
      await projected(events);
      await countOn(platform);
    });
    const done = await finish(api(root));
    expect(done.is_equal).toBe(true);
    const counted = await env.DB.prepare(
      "SELECT sum(approved + under_review + blocked) AS n FROM antifraud_hour_rollups WHERE organization_id = ?",
    )
      .bind(root.organizationId)
      .first<{ n: number }>();
    expect(counted?.n).toBe(200 + 6 * 25);
  });

  it("goes on where one is running instead of beginning another, also after its message was lost", async () => {
    const root = await given.person("super_admin");
    const first = await bodyOf<Rebuild>(await api(root).post(path, {}));
    sent = [];
    const second = await bodyOf<Rebuild>(await api(root).post(path, {}));
    expect(second.id).toBe(first.id);
    expect(sent).toHaveLength(1);
    await sweepUncounted(platform);
    expect(sent).toHaveLength(2);
    await finish(api(root));
    sent = [];
    await sweepUncounted(platform);
    expect(sent).toEqual([]);
    const audited = await bodyOf<{ data: { action: string; target: { id: string } }[] }>(
      await api(root).get("/api/audit/events?action=analytics.rebuild_begun"),
    );
    expect(audited.data).toHaveLength(1);
  });
});

it("comes to its end by itself, behind the queue", async () => {
  vi.restoreAllMocks();
  const root = await given.person("super_admin");
  await projected(someDecisions(root.organizationId, 30));
  await api(root).post(path, {});
  await expect.poll(async () => (await newest(api(root)))?.status, { timeout: 30_000 }).toBe("done");
  expect(await newest(api(root))).toMatchObject({ is_equal: true });
});

it("counts what was stored before there were rollups", async () => {
  const { organizationId } = await given.provider();
  await projected(someDecisions(organizationId, 40));
  const right = await readNow();
  await run("UPDATE antifraud_rollup_sets SET mark = 0");
  for (const table of tables) await run(`DELETE FROM ${table}`);
  await sweepUncounted(platform);
  expect(sent.filter((message) => JSON.stringify(message).includes("antifraud.counting_due"))).toHaveLength(1);
  await countOn(platform);
  expect(await readNow()).toEqual(right);
});
