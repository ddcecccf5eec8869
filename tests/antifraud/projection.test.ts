import { createExecutionContext, createMessageBatch, getQueueResult } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import { entityActivity } from "../../workers/antifraud/activities.ts";
import worker from "../../workers/index.ts";
import { type DecisionMade, packEvents } from "../../workers/platform/events.ts";
import { api, bodyOf } from "../support/api.ts";
import { given } from "../support/given.ts";
import { shuffled } from "../support/parallel.ts";
import { payment } from "../support/samples.ts";

type Page = {
  data: { transaction_id: string; decision: string; risk_score: number; user_id: string; merchant: string }[];
  next_cursor: string | null;
};

/** D1 as it is when it is stopped: every use of the binding throws. */
const stopDatabase = () =>
  vi.spyOn(env.DB, "prepare").mockImplementation(() => {
    throw new Error("D1 is down");
  });

async function eventOf(organizationId: string, transaction: ReturnType<typeof payment>): Promise<DecisionMade> {
  const found = await entityActivity(env, organizationId, 0).find(transaction.transaction_id);
  expect(found).toHaveProperty("event");
  return JSON.parse((found as { event: string }).event) as DecisionMade;
}

/** Delivers events as the queue does, and tells which messages come back. */
async function deliver(events: DecisionMade[]) {
  const batch = createMessageBatch(
    "events",
    packEvents(events.map((event) => JSON.stringify(event))).map((body, index) => ({
      id: String(index),
      timestamp: new Date(),
      attempts: 1,
      body,
    })),
  );
  await worker.queue(batch as MessageBatch<string>, env, createExecutionContext());
  return getQueueResult(batch, createExecutionContext());
}

const listed = async (caller: ReturnType<typeof api>, query = "") =>
  (await bodyOf<Page>(await caller.get(`/api/antifraud/transactions/list${query}`))).data;

afterEach(() => {
  vi.restoreAllMocks();
});

describe("while D1 is stopped", () => {
  it("payments are decided, repeated and read as ever, and the list catches up later", async () => {
    const provider = await given.provider();
    const caller = api(provider);
    const stopped = stopDatabase();
    const sent = [payment(), payment(), payment({ amount: 50_000, currency: "USD" })];
    for (const transaction of sent) {
      const first = await caller.submit(transaction);
      expect(first.status).toBe(200);
      expect(await (await caller.submit(transaction)).text()).toBe(await first.clone().text());
      const detail = await bodyOf(await caller.get(`/api/antifraud/transactions/${transaction.transaction_id}`));
      expect(detail).toMatchObject({ transaction_id: transaction.transaction_id, ip_address: transaction.ip_address });
    }
    const events = await Promise.all(sent.map((transaction) => eventOf(provider.organizationId, transaction)));
    const refused = await deliver(events);
    expect(refused.explicitAcks).toEqual([]);
    expect(refused.retryMessages.length).toBe(1);
    stopped.mockRestore();
    expect((await deliver(events)).retryMessages).toEqual([]);
    expect((await listed(caller)).map(({ transaction_id }) => transaction_id).sort()).toEqual(
      sent.map(({ transaction_id }) => transaction_id).sort(),
    );
  });
});

describe("the projection", () => {
  it("catches up by itself, also with many payments of one card", async () => {
    const caller = api(await given.provider());
    const sent = Array.from({ length: 30 }, () => payment());
    for (const transaction of sent) await caller.submit(transaction);
    let rows: Page["data"] = [];
    for (let i = 0; i < 200 && rows.length < sent.length; i++) {
      rows = await listed(caller, "?limit=100");
      await new Promise((wait) => setTimeout(wait, 50));
    }
    expect(rows.map(({ transaction_id }) => transaction_id).sort()).toEqual(
      sent.map(({ transaction_id }) => transaction_id).sort(),
    );
  });

  it("shows each decision once, whatever is repeated and however it is ordered", async () => {
    const provider = await given.provider();
    const caller = api(provider);
    const sent = Array.from({ length: 12 }, () => payment());
    for (const transaction of sent) await caller.submit(transaction);
    const events = await Promise.all(sent.map((transaction) => eventOf(provider.organizationId, transaction)));
    for (const seed of [1, 2, 3]) await deliver(shuffled([...events, ...events], seed));
    const rows = await listed(caller, "?limit=100");
    expect(rows.length).toBe(12);
    const detail = await bodyOf(await caller.get(`/api/antifraud/transactions/${sent[0]!.transaction_id}`));
    expect(detail).toMatchObject({
      amount: 185000,
      currency: "UZS",
      device_id: "device-dilshod-1",
      location: { city: "Tashkent" },
    });
  });

  it("keeps personal fields only inside envelopes", async () => {
    const provider = await given.provider();
    const transaction = payment({ ip_address: "203.0.113.77", device_id: "device-secret-9" });
    await api(provider).submit(transaction);
    await deliver([await eventOf(provider.organizationId, transaction)]);
    const row = await env.DB.prepare("SELECT * FROM antifraud_transactions WHERE transaction_id = ?")
      .bind(transaction.transaction_id)
      .first();
    expect(JSON.stringify(row)).not.toMatch(/203\.0\.113\.77|device-secret-9|41\.2995/);
  });
});

describe("GET /api/antifraud/transactions/list", () => {
  it("walks page by page, each decision once, while others arrive", async () => {
    const provider = await given.provider();
    const caller = api(provider);
    const add = async (count: number) => {
      const more = Array.from({ length: count }, () => payment());
      for (const transaction of more) await caller.submit(transaction);
      await deliver(await Promise.all(more.map((transaction) => eventOf(provider.organizationId, transaction))));
      return more.map(({ transaction_id }) => transaction_id);
    };
    const before = await add(25);
    const walked: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Page = await bodyOf<Page>(
        await caller.get(`/api/antifraud/transactions/list?limit=10${cursor ? `&cursor=${cursor}` : ""}`),
      );
      walked.push(...page.data.map(({ transaction_id }) => transaction_id));
      cursor = page.next_cursor;
      if (cursor) await add(3);
    } while (cursor);
    expect(new Set(walked).size).toBe(walked.length);
    expect(walked.sort()).toEqual(before.sort());
  });

  it("narrows by decision, score, person, merchant and time", async () => {
    const provider = await given.provider();
    const caller = api(provider);
    const calm = payment({ user_id: "calm", metadata: { card_fingerprint: "fp_calm" } });
    const wild = payment({
      user_id: "wild",
      amount: 50_000,
      currency: "USD",
      merchant: "Luxury Goods",
      location: { country: "AE", city: "Dubai", lat: 25.2, lon: 55.3 },
      metadata: { card_fingerprint: "fp_wild" },
    });
    for (const transaction of [calm, wild]) await caller.submit(transaction);
    await deliver([await eventOf(provider.organizationId, calm), await eventOf(provider.organizationId, wild)]);
    const people = async (query: string) => (await listed(caller, query)).map(({ user_id }) => user_id);
    expect(await people("?decision=BLOCKED")).toEqual(["wild"]);
    expect(await people("?min_score=801")).toEqual(["wild"]);
    expect(await people("?max_score=499")).toEqual(["calm"]);
    expect(await people("?user_id=calm")).toEqual(["calm"]);
    expect(await people("?merchant=Luxury%20Goods")).toEqual(["wild"]);
    expect(await people(`?from=${new Date(Date.now() + 60_000).toISOString()}`)).toEqual([]);
    expect(await people(`?to=${new Date(Date.now() + 60_000).toISOString()}`)).toHaveLength(2);
  });

  it.each([
    ["limit=0", "limit"],
    ["limit=101", "limit"],
    ["decision=MAYBE", "decision"],
    ["cursor=nonsense", "cursor"],
    ["from=yesterday", "from"],
  ])("names what is wrong with ?%s", async (query, path) => {
    const answer = await api(await given.provider()).get(`/api/antifraud/transactions/list?${query}`);
    expect(answer.status).toBe(422);
    expect((await bodyOf<{ errors: { path: string }[] }>(answer)).errors[0]?.path).toBe(path);
  });

  it("never shows another organisation's decisions", async () => {
    const [owner, stranger] = [await given.provider(), await given.provider()];
    const transaction = payment();
    await api(owner).submit(transaction);
    await deliver([await eventOf(owner.organizationId, transaction)]);
    expect(await listed(api(stranger))).toEqual([]);
    const path = (id: string) => `/api/antifraud/transactions/${id}`;
    const [theirs, missing] = [
      await api(stranger).get(path(transaction.transaction_id)),
      await api(stranger).get(path("no-such-id")),
    ];
    const { requestId: _, ...theirsBody } = await bodyOf(theirs);
    const { requestId: __, ...missingBody } = await bodyOf(missing);
    expect(theirs.status).toBe(404);
    expect(theirsBody).toEqual(missingBody);
  });
});
