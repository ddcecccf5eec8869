import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import { GENESIS } from "../../../workers/auth/audit/chain.ts";
import { extendChains, sweepUnchained } from "../../../workers/auth/audit/extend-chains.ts";
import { announceAudited } from "../../../workers/platform/announce-audited.ts";
import { createPlatform } from "../../../workers/platform/platform.ts";
import { api } from "../../support/api.ts";
import {
  chainOf,
  evictChain,
  extend,
  failToExtend,
  happened,
  organizationWith,
  rowsOf,
  runAlarm,
  verified,
} from "../../support/audit.ts";
import { given } from "../../support/given.ts";

afterEach(() => {
  vi.restoreAllMocks();
});

/** What the writing back of places meets: `before` it reaches D1, or once it is done. */
function interruptWriteBack(when: "before" | "after", how: () => Promise<unknown> | unknown) {
  const prepare = env.DB.prepare.bind(env.DB);
  return vi.spyOn(env.DB, "prepare").mockImplementation((query) => {
    const statement = prepare(query);
    if (!query.includes("UPDATE audit_events SET sequence")) return statement;
    const bind = statement.bind.bind(statement);
    statement.bind = (...values) => {
      const bound = bind(...values);
      const run = bound.run.bind(bound);
      bound.run = (async () => {
        if (when === "after") await run();
        return how();
      }) as typeof bound.run;
      return bound;
    };
    return statement;
  });
}

const isDown = () => {
  throw new Error("D1 is down");
};

describe("the chain of an organisation", () => {
  it("places events in the order in which they happened, whatever order they were inserted in", async () => {
    const admin = await given.person("org_admin");
    const start = Date.now() + 1000;
    await happened(
      admin.organizationId,
      [3, 1, 2].map((n) => ({ target: `key_${n}`, at: start + n })),
    );
    const head = await extend(admin);
    const { results } = await env.DB.prepare(
      "SELECT target FROM audit_events WHERE organization_id = ? AND sequence > 1 ORDER BY sequence",
    )
      .bind(admin.organizationId)
      .all();
    expect(results.map(({ target }) => target)).toEqual(["key_1", "key_2", "key_3"]);
    const rows = await rowsOf(admin);
    expect(rows.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4]);
    expect(rows.map(({ previous_hash }) => previous_hash)).toEqual([
      GENESIS.hash,
      ...rows.slice(0, 3).map(({ hash }) => hash),
    ]);
    expect(head).toEqual({ sequence: 4, hash: rows[3]!.hash });
  });

  it("is the same whoever wakes it, how often and at the same time, while events go on arriving", async () => {
    const admin = await organizationWith(5);
    const arriving = Array.from({ length: 30 }, async (_, i) => {
      await happened(admin.organizationId, [{ target: `key_late_${i}` }]);
      await extend(admin);
    });
    const events = [{ type: "auth.audited" as const, organizationId: admin.organizationId }];
    const waking = Array.from({ length: 10 }, () => extendChains(createPlatform(env), [...events, ...events]));
    await Promise.all([...arriving, ...waking]);
    const rows = await rowsOf(admin);
    expect(rows.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 36 }, (_, i) => i + 1));
    expect(await verified(admin)).toMatchObject({ ok: true, checked: 36 });
    const before = await chainOf(admin).head();
    await Promise.all([extend(admin), extend(admin)]);
    expect(await chainOf(admin).head()).toEqual(before);
    expect(await rowsOf(admin)).toEqual(rows);
  });

  it("takes a longer backlog than one statement, and goes on by its alarm", async () => {
    const admin = await given.person("org_admin");
    await env.DB.prepare(
      `INSERT INTO audit_events (id, organization_id, actor, action, target, request_id, created_at)
       WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 21000)
       SELECT printf('aud_%s_%05d', ?1, i), ?1, 'system', 'api_key.created', 'key_x', 'test', ?2 + i FROM n`,
    )
      .bind(admin.organizationId, Date.now() + 1000)
      .run();
    expect(await extend(admin)).toMatchObject({ sequence: 10_000 });
    await vi.waitFor(async () => expect(await chainOf(admin).head()).toMatchObject({ sequence: 21_001 }), {
      timeout: 30_000,
      interval: 200,
    });
    expect(await verified(admin)).toMatchObject({ ok: true, checked: 21_001 });
  });

  it.each([
    ["before the write to D1 arrives", "before"],
    ["after the write to D1, its answer lost", "after"],
  ] as const)("keeps the places that it gave, put out of memory %s", async (_, when) => {
    const admin = await organizationWith(3);
    const down = interruptWriteBack(when, isDown);
    expect(await failToExtend(admin)).toContain("Failed query");
    down.mockRestore();
    const kept = await chainOf(admin).head();
    expect(kept.sequence).toBe(4);
    expect((await rowsOf(admin)).map(({ sequence }) => sequence)).toEqual(
      when === "before" ? [null, null, null, null] : [1, 2, 3, 4],
    );
    await evictChain(admin);
    // What happens meanwhile comes after, although it is of an earlier time.
    await happened(admin.organizationId, [{ target: "key_early", at: 1000 }]);
    expect(await runAlarm(admin)).toBe(true);
    const rows = await rowsOf(admin);
    expect(rows.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5]);
    expect(rows[3]!.hash).toBe(kept.hash);
    expect(await verified(admin)).toMatchObject({ ok: true, checked: 5 });
  });

  it("survives the end of its machine while a write to D1 is on its way", async () => {
    const admin = await organizationWith(2);
    const hanging = interruptWriteBack("before", () => new Promise(() => {}));
    const waiting = extend(admin).catch((failure: Error) => failure.message);
    await vi.waitFor(async () => expect((await chainOf(admin).head()).sequence).toBe(3));
    const kept = await chainOf(admin).head();
    await runInDurableObject(chainOf(admin) as never, (_, state) => state.abort("crashed by a test")).catch(() => {});
    expect(await waiting).toContain("crashed by a test");
    hanging.mockRestore();
    expect(await extend(admin)).toEqual(kept);
    expect((await rowsOf(admin)).map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
    expect(await verified(admin)).toMatchObject({ ok: true, checked: 3 });
  });

  it("is never extended with the events of another organisation", async () => {
    const [admin, other] = [await organizationWith(1), await organizationWith(1)];
    await extend(admin);
    await expect(extend(admin, other.organizationId)).rejects.toThrow("another organisation");
    expect((await rowsOf(other)).map(({ sequence }) => sequence)).toEqual([null, null]);
  });
});

describe("a chain is woken", () => {
  const placed = (person: { organizationId: string }) =>
    vi.waitFor(
      async () => {
        const rows = await rowsOf(person);
        expect(rows.every(({ sequence }) => sequence !== null)).toBe(true);
        return rows;
      },
      { timeout: 10_000, interval: 50 },
    );

  it("by a request that changed something, without anyone asking", async () => {
    const admin = await given.person("org_admin");
    for (const name of ["One", "Two", "Three"])
      expect((await api(admin).post("/api/api-keys", { name, scopes: ["write:transactions"] })).status).toBe(201);
    expect(await placed(admin)).toHaveLength(4);
  });

  it("once for many requests of a moment, and once more for those that came after it", async () => {
    const send = vi.spyOn(env.EVENTS, "send").mockResolvedValue(undefined as never);
    const organizationId = createPlatform(env).newId("org");
    const deferred: Promise<unknown>[] = [];
    const platform = createPlatform(env, { defer: (work) => void deferred.push(work) });
    for (let request = 0; request < 20; request++) announceAudited(platform, organizationId);
    await Promise.all(deferred);
    const told = send.mock.calls.filter(([body]) => String(body).includes(organizationId));
    expect(told.map(([body]) => JSON.parse(String(body)))).toEqual(
      Array.from({ length: 2 }, () => [{ type: "auth.audited", organizationId }]),
    );
  });

  it("by the sweep, where the announcement was lost", async () => {
    const admin = await organizationWith(2);
    await sweepUnchained(createPlatform(env));
    expect(await placed(admin)).toHaveLength(3);
  });
});
