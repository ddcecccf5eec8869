import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { apiKeys, auditEvents } from "../../workers/auth/tables.ts";
import { type Claim, forgetKeys, LEASE_MS, markInsert, takeKey } from "../../workers/platform/idempotency/claims.ts";
import { markingDatabase } from "../../workers/platform/idempotency/marking-database.ts";
import { createPlatform } from "../../workers/platform/platform.ts";
import { api, bodyOf } from "../support/api.ts";
import { given } from "../support/given.ts";

const { db } = createPlatform(env);
const DAY_MS = 24 * 3_600_000;

const newKey = { name: "Terminal", scopes: ["read:transactions"] };
const under = (key: string) => ({ headers: { "idempotency-key": key } });
const keysOf = (organizationId: string) => db.select().from(apiKeys).where(eq(apiKeys.organizationId, organizationId));
const rowsOf = async (organizationId: string) =>
  (await env.DB.prepare("SELECT * FROM idempotency_keys WHERE organization_id = ?").bind(organizationId).all()).results;
const alter = (organizationId: string, set: string) =>
  env.DB.prepare(`UPDATE idempotency_keys SET ${set} WHERE organization_id = ?`).bind(organizationId).run();

describe("a request with an Idempotency-Key", () => {
  it("happens once, and is answered with the first answer again", async () => {
    const admin = await given.person();
    const first = await api(admin, under("order-1")).post("/api/api-keys", newKey);
    const again = await api(admin, under('"order-1"')).post("/api/api-keys", newKey);

    expect([first.status, again.status]).toEqual([201, 201]);
    expect([first, again].map(({ headers }) => headers.get("idempotency-replayed"))).toEqual([null, "true"]);
    expect(await again.text()).toBe(await first.text());
    expect(await keysOf(admin.organizationId)).toHaveLength(1);
  });

  it("is answered again where the answer has no body", async () => {
    const admin = await given.person();
    const { id } = await bodyOf<{ id: string }>(await api(admin).post("/api/api-keys", newKey));
    const answers = [];
    for (let i = 0; i < 2; i++)
      answers.push((await api(admin, under("revoke-1")).delete(`/api/api-keys/${id}`)).status);
    expect(answers).toEqual([204, 204]);
  });

  it("happens once however many arrive at the same time", async () => {
    const admin = await given.person();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => api(admin, under("at-once")).post("/api/api-keys", newKey)),
    );
    const refused = answers.filter(({ status }) => status === 409);
    const secrets = await Promise.all(answers.filter(({ status }) => status === 201).map((answer) => answer.text()));

    expect(await keysOf(admin.organizationId)).toHaveLength(1);
    expect(new Set(secrets).size).toBe(1);
    expect(secrets.length + refused.length).toBe(20);
    for (const answer of refused) {
      expect(answer.headers.get("retry-after")).toMatch(/^[1-9]\d*$/);
      expect(await bodyOf(answer)).toMatchObject({ code: "idempotency.in_flight" });
    }
  });

  it("is refused with another body or at another address, and changes nothing", async () => {
    const admin = await given.person();
    await api(admin, under("order-1")).post("/api/api-keys", newKey);
    const otherBody = await api(admin, under("order-1")).post("/api/api-keys", { ...newKey, name: "Other" });
    const otherPath = await api(admin, under("order-1")).send("PUT", "/api/users/me", newKey);

    for (const answer of [otherBody, otherPath]) {
      expect(answer.status).toBe(409);
      expect(await bodyOf(answer)).toMatchObject({ code: "idempotency.key_reused" });
    }
    expect(await keysOf(admin.organizationId)).toHaveLength(1);
  });

  it("leaves its key free where it is refused", async () => {
    const admin = await given.person();
    const refused = await api(admin, under("order-1")).post("/api/api-keys", {
      ...newKey,
      scopes: ["manage:organizations"],
    });
    expect(refused.status).toBe(403);
    expect(await rowsOf(admin.organizationId)).toEqual([]);
    expect((await api(admin, under("order-1")).post("/api/api-keys", newKey)).status).toBe(201);
  });

  it("is one caller's own: the same key of another opens nothing", async () => {
    const admin = await given.person();
    const colleague = await given.colleague(admin.organizationId, "org_admin");
    await api(admin, under("order-1")).post("/api/api-keys", newKey);
    const theirs = await api(colleague, under("order-1")).post("/api/api-keys", newKey);
    expect(theirs.headers.get("idempotency-replayed")).toBeNull();
    expect(await keysOf(admin.organizationId)).toHaveLength(2);
  });

  it("asks for the permission again before an answer is repeated", async () => {
    const admin = await given.person();
    const manager = await given.colleague(admin.organizationId, "org_admin");
    await api(manager, under("order-1")).post("/api/api-keys", newKey);
    const path = `/api/users/${manager.userId}/role`;
    expect((await api(admin).send("PUT", path, { role: "viewer" })).status).toBe(200);
    await expect
      .poll(async () => (await api(manager, under("order-1")).post("/api/api-keys", newKey)).status, { timeout: 5000 })
      .toBe(403);
  });

  it("keeps its answer sealed", async () => {
    const admin = await given.person();
    const { key } = await bodyOf<{ key: string }>(
      await api(admin, under("order-secret")).post("/api/api-keys", newKey),
    );
    const [row] = await rowsOf(admin.organizationId);
    expect(row?.answer).toMatch(/^v1\./);
    expect(JSON.stringify(row)).not.toContain(key);
    expect(JSON.stringify(row)).not.toContain("order-secret");
  });

  it.each(["", " ", "a b", "ключ", "k".repeat(256), "4242424242424242", "4242-4242-4242-4242"])(
    "is refused with the key %j",
    async (key) => {
      const admin = await given.person();
      const headers = new Headers();
      // A header carries bytes: what is beyond Latin-1 arrives as UTF-8.
      headers.set("idempotency-key", String.fromCharCode(...new TextEncoder().encode(key)));
      const answer = await api(admin, { headers: Object.fromEntries(headers) }).post("/api/api-keys", newKey);
      expect(answer.status).toBe(400);
      expect(await bodyOf(answer)).toMatchObject({ code: "idempotency.key_malformed" });
      expect(await keysOf(admin.organizationId)).toEqual([]);
    },
  );
});

describe("an attempt that ends halfway", () => {
  it("without an effect gives way after its time, and not before", async () => {
    const admin = await given.person();
    await api(admin, under("order-1")).post("/api/api-keys", newKey);
    await db.delete(apiKeys).where(eq(apiKeys.organizationId, admin.organizationId));
    await alter(admin.organizationId, "took_effect_at = NULL, answer = NULL");
    const early = await api(admin, under("order-1")).post("/api/api-keys", newKey);
    expect(await bodyOf(early)).toMatchObject({ status: 409, code: "idempotency.in_flight" });

    await alter(admin.organizationId, "leased_until = 0");
    expect((await api(admin, under("order-1")).post("/api/api-keys", newKey)).status).toBe(201);
    expect(await keysOf(admin.organizationId)).toHaveLength(1);
  });

  it("after its effect is never done again, and names the request that did it", async () => {
    const admin = await given.person();
    const first = await api(admin, { headers: { "idempotency-key": "order-1", "x-request-id": "the-first-one" } }).post(
      "/api/api-keys",
      newKey,
    );
    expect(first.status).toBe(201);
    await alter(admin.organizationId, "answer = NULL, leased_until = 0");
    const again = await api(admin, under("order-1")).post("/api/api-keys", newKey);
    expect(await bodyOf(again)).toMatchObject({
      status: 409,
      code: "idempotency.answer_lost",
      detail: "Request the-first-one",
    });
    expect(await keysOf(admin.organizationId)).toHaveLength(1);
  });

  it("writes nothing once another attempt has its key", async () => {
    const slow = claimOf();
    const quick = { ...slow, attempt: "quick", at: slow.at + LEASE_MS };
    expect(await takeKey(db, slow)).toBeUndefined();
    expect(await takeKey(db, quick)).toBeUndefined();

    const failures: unknown[] = [];
    const slowDb = marking(slow, (failure) => failures.push(failure));
    await expect(slowDb.insert(auditEvents).values(auditRow("slow"))).rejects.toThrow();
    await expect(slowDb.batch([slowDb.insert(auditEvents).values(auditRow("slow"))])).rejects.toThrow();
    expect(failures).toHaveLength(2);
    await marking(quick).insert(auditEvents).values(auditRow("quick"));
    const written = await db.select().from(auditEvents).where(eq(auditEvents.organizationId, slow.organizationId));
    expect(written.map(({ actor }) => actor)).toEqual(["quick"]);

    function auditRow(actor: string) {
      const { organizationId } = slow;
      const id = `aud_${crypto.randomUUID()}`;
      return { id, organizationId, actor, action: "test", target: "test", requestId: "test", createdAt: 1 };
    }
  });
});

describe("a write with a mark", () => {
  it("answers what the same write without one answers, and marks once", async () => {
    const claim = claimOf();
    await takeKey(db, claim);
    const marked = marking(claim);
    const row = { id: claim.attempt, organizationId: claim.organizationId };
    const values = {
      organizationId: row.organizationId,
      actor: "a",
      action: "b",
      target: "c",
      requestId: "d",
      createdAt: 1,
    };
    const returned = await marked
      .insert(auditEvents)
      .values({ id: row.id, ...values })
      .returning();
    expect(returned).toEqual(await db.select().from(auditEvents).where(eq(auditEvents.id, row.id)));
    const { meta } = await marked.update(auditEvents).set({ target: "e" }).where(eq(auditEvents.id, row.id));
    expect(meta.changes).toBe(1);
    const [changed, selected] = await marked.batch([
      marked
        .update(auditEvents)
        .set({ target: "f" })
        .where(eq(auditEvents.id, row.id))
        .returning({ target: auditEvents.target }),
      marked.select({ target: auditEvents.target }).from(auditEvents).where(eq(auditEvents.id, row.id)),
    ]);
    expect([changed, selected]).toEqual([[{ target: "f" }], [{ target: "f" }]]);
    expect(await rowsOf(claim.organizationId)).toMatchObject([{ attempt: claim.attempt, took_effect_at: claim.at }]);
  });

  it("is tried again with its mark where the first one failed", async () => {
    const claim = claimOf();
    await takeKey(db, claim);
    const marked = marking(claim);
    const row = {
      id: claim.attempt,
      organizationId: claim.organizationId,
      actor: "a",
      action: "b",
      target: "c",
      requestId: "d",
      createdAt: 1,
    };
    await db.insert(auditEvents).values(row);
    await expect(marked.insert(auditEvents).values(row)).rejects.toThrow();
    expect(await rowsOf(claim.organizationId)).toMatchObject([{ took_effect_at: null }]);
    await marked.insert(auditEvents).values({ ...row, id: `${row.id}-2` });
    expect(await rowsOf(claim.organizationId)).toMatchObject([{ took_effect_at: claim.at }]);
  });
});

describe("a key", () => {
  it("is forgotten after a day", async () => {
    const claim = claimOf();
    const young = { ...claimOf(), at: claim.at + 1 };
    for (const each of [claim, young]) await takeKey(db, each);
    expect(
      await takeKey(db, { ...claim, attempt: "later", requestHash: "other", at: claim.at + DAY_MS - 1 }),
    ).toBeDefined();

    await forgetKeys(db, claim.at + DAY_MS);
    expect(await rowsOf(claim.organizationId)).toEqual([]);
    expect(await rowsOf(young.organizationId)).toHaveLength(1);
    expect(
      await takeKey(db, { ...young, attempt: "later", requestHash: "other", at: young.at + DAY_MS }),
    ).toBeUndefined();
  });
});

/** A claim of a caller of its own. The time lies far back, so that what these tests forget is theirs alone. */
function claimOf(): Claim {
  const id = crypto.randomUUID();
  return {
    organizationId: `org_${id}`,
    callerId: "usr_x",
    keyHash: id,
    requestHash: "r",
    requestId: "q",
    attempt: id,
    at: 1_000_000,
  };
}

function marking(claim: Claim, onRefused: (failure: unknown) => void = () => {}) {
  const { sql, params } = markInsert(db, claim).toSQL();
  return markingDatabase(env.DB, () => env.DB.prepare(sql).bind(...params), onRefused);
}
