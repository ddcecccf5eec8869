import { env } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import { sweepVerdicts } from "../../workers/antifraud/review/tell-verdicts.ts";
import { stagedDecisions, stagedRefusals } from "../../workers/antifraud/sandbox/amounts.ts";
import { endDay } from "../../workers/antifraud/watch/end-day.ts";
import { unpackEvents } from "../../workers/platform/events.ts";
import { createPlatform } from "../../workers/platform/platform.ts";
import { sandboxOf } from "../../workers/platform/sandbox.ts";
import { api, bodyOf } from "../support/api.ts";
import { given } from "../support/given.ts";
import { crashActivities } from "../support/objects.ts";
import { payment } from "../support/samples.ts";
import { everythingOf, settled } from "../support/tenants.ts";
import { added, receiver } from "../support/webhooks.ts";

const DAY_MS = 86_400_000;
const scopes = ["read:*", "write:*", "review:*"];
const path = (id: string) => `/api/antifraud/transactions/${id}`;
const english = { headers: { "accept-language": "en" } };

type Answer = { decision: string; risk_score: number; reasons: string[]; ml_model_version: string };
type Detail = Answer & {
  livemode: boolean;
  created_at: string;
  final_decision: string;
  evidence: { staged: boolean; model: unknown; rules: unknown[]; features: { name: string; value: number | null }[] };
};
type Caller = { token: string; organizationId: string };

const detailOf = async (caller: Caller, id: string) => bodyOf<Detail>(await api(caller).get(path(id)));
const listed = async (caller: Caller, count: number) => {
  for (let i = 0; ; i++) {
    const { data } = await bodyOf<{ data: { transaction_id: string; created_at: string }[] }>(
      await api(caller).get("/api/antifraud/transactions/list?limit=100"),
    );
    if (data.length >= count || i > 200) return data;
    await new Promise((wait) => setTimeout(wait, 25));
  }
};
/** Lets the time to undo verdicts pass, and waits until all were told. */
async function toldOfVerdicts({ organizationId }: Caller) {
  const own = "organization_id IN (?, ?) AND verdict_id IS NOT NULL AND told_at IS NULL";
  const tenants = [organizationId, sandboxOf(organizationId)];
  await env.DB.prepare(`UPDATE antifraud_reviews SET tell_at = tell_at - 120000 WHERE ${own}`)
    .bind(...tenants)
    .run();
  await sweepVerdicts(createPlatform(env));
  const untold = env.DB.prepare(`SELECT count(*) AS n FROM antifraud_reviews WHERE ${own}`).bind(...tenants);
  await expect.poll(async () => (await untold.first<{ n: number }>())?.n, { timeout: 10_000 }).toBe(0);
}

/** Live and test keys of one organisation. */
async function both() {
  const live = await given.apiKey(scopes);
  return { live, test: await given.testKey(scopes, live.organizationId) };
}

describe("in the sandbox an amount", () => {
  it.each(stagedDecisions.filter(({ delayMs }) => delayMs === undefined))(
    "of $amount is $decision with a score of $score, whoever pays where in what currency, as often as it is sent",
    async ({ amount, decision, score, confidence, version, degraded }) => {
      const caller = api(await given.testKey(scopes), english);
      const answers: Record<string, unknown>[] = [];
      for (const changes of [
        { currency: "UZS" },
        { currency: "USD", user_id: "another", merchant: "Luxury Goods", location: { country: "AE", city: "Dubai" } },
      ]) {
        const transaction = payment({ amount, ...changes });
        const first = await (await caller.submit(transaction)).text();
        expect(await (await caller.submit(transaction)).text()).toBe(first);
        const { transaction_id, processing_time_ms, ...rest } = JSON.parse(first);
        expect(transaction_id).toBe(transaction.transaction_id);
        expect(processing_time_ms).toEqual(expect.any(Number));
        answers.push(rest);
      }
      expect(answers[0]).toMatchObject({ decision, risk_score: score, confidence, ml_model_version: version });
      expect(answers[0]!.degraded).toEqual(degraded);
      expect(answers[1]).toEqual(answers[0]);
    },
  );

  it("that decides leaves the whole evidence, and says that it was the amount", async () => {
    const key = await given.testKey(scopes);
    const transaction = payment({ amount: 700_302 });
    await api(key).submit(transaction);
    const detail = await detailOf(key, transaction.transaction_id);
    expect(detail).toMatchObject({ livemode: false, decision: "BLOCKED", evidence: { staged: true, model: null } });
    expect(detail.evidence.rules).toEqual([]);
    expect(detail.evidence.features.find(({ name }) => name === "amount_usd")?.value).toBeGreaterThan(0);
    expect((await listed(key, 1))[0]).toMatchObject({ transaction_id: transaction.transaction_id });
    const conflict = await api(key).submit({ ...transaction, amount: 700_101 });
    expect(conflict.status).toBe(409);
  });

  it.each(stagedRefusals)(
    "of $amount is refused with $status and Retry-After, and nothing is decided",
    async (staged) => {
      const key = await given.testKey(scopes);
      const transaction = payment({ amount: staged.amount });
      for (const _ of [1, 2]) {
        const answer = await api(key).submit(transaction);
        expect(answer.status).toBe(staged.status);
        expect(answer.headers.get("retry-after")).toBe(String(staged.retryAfterS));
        expect(answer.headers.get("content-type")).toBe("application/problem+json");
      }
      expect((await api(key).get(path(transaction.transaction_id))).status).toBe(404);
      expect((await api(key).submit({ ...transaction, amount: 700_101 })).status).toBe(200);
      const wrong = await api(key).submit(payment({ amount: staged.amount, timestamp: "2040-01-01T00:00:00Z" }));
      expect(wrong.status).toBe(422);
    },
  );

  it("that is answered late is decided at once: whoever gave up finds the decision", async () => {
    const key = await given.testKey(scopes);
    const { amount, decision } = stagedDecisions.find(({ delayMs }) => delayMs !== undefined)!;
    const transaction = payment({ amount });
    let isAnswered = false;
    const answer = api(key)
      .submit(transaction)
      .finally(() => {
        isAnswered = true;
      });
    let found: Response | undefined;
    while (!isAnswered && found?.status !== 200) found = await api(key).get(path(transaction.transaction_id));
    expect(isAnswered).toBe(false);
    expect(await bodyOf(found!)).toMatchObject({ decision });
    expect(await bodyOf(await answer)).toMatchObject({ decision });
  });

  it("decides nothing by itself where the payment is live", async () => {
    const live = await given.apiKey(scopes);
    for (const { amount } of [...stagedDecisions, ...stagedRefusals]) {
      const transaction = payment({ amount });
      const answer = await bodyOf<Answer>(await api(live).submit(transaction));
      expect(answer.ml_model_version).toMatch(/^v\d/);
      expect(await detailOf(live, transaction.transaction_id)).toMatchObject({
        livemode: true,
        evidence: { staged: false, model: { version: answer.ml_model_version } },
      });
    }
  });

  it("of any other kind is decided by model and rules, by what happened in the sandbox", async () => {
    const key = await given.testKey(scopes);
    const near = payment({ amount: 700_101.5 });
    expect(await bodyOf<Answer>(await api(key).submit(near))).toMatchObject({
      ml_model_version: expect.stringMatching(/^v\d/),
    });
    const luxury = { amount: 50_000, currency: "USD", merchant_category: "Luxury Goods", location: { country: "AE" } };
    expect(await bodyOf<Answer>(await api(key).submit(payment(luxury)))).toMatchObject({ decision: "BLOCKED" });
  });
});

describe("what is live and what is a test", () => {
  it("are decided as if the other were not there, with the same ids, cards, devices and merchants", async () => {
    const { live, test } = await both();
    const alone = await given.apiKey(scopes);
    const base = Date.now() - 3_600_000;
    const ids = Array.from({ length: 12 }, () => `txn-${crypto.randomUUID()}`);
    const paid = ids.map((transaction_id, i) =>
      payment({ transaction_id, amount: 40_000 * (i + 1), timestamp: new Date(base + i * 60_000).toISOString() }),
    );
    const told = ({ decision, risk_score, reasons }: Answer) => ({ decision, risk_score, reasons });
    for (const [i, transaction] of paid.entries()) {
      // Three payments of a test to each live one, the last of them under its id, and a fraud that is reported.
      for (const amount of [700_302, 9_000_000, 5000])
        await api(test).submit(payment({ amount, timestamp: transaction.timestamp }));
      await api(test).submit({ ...transaction, amount: 700_302 });
      const label = { transaction_id: ids[i], source: "chargeback", source_id: `CB-${i}` };
      expect((await api(test).post("/api/antifraud/labels", { labels: [label] })).status).toBe(200);
      const [beside, undisturbed] = [await api(live).submit(transaction), await api(alone).submit(transaction)];
      expect(told(await bodyOf<Answer>(beside))).toEqual(told(await bodyOf<Answer>(undisturbed)));
    }
    for (const id of ids) {
      const [beside, undisturbed] = [await detailOf(live, id), await detailOf(alone, id)];
      expect(beside.evidence.features).toEqual(undisturbed.evidence.features);
      expect(beside.final_decision).toBe(undisturbed.final_decision);
    }
  });

  it("leave no row, counter, window, event or quota of the other changed", async () => {
    const admin = await given.person("super_admin");
    const { organizationId } = admin;
    const live = await given.apiKey(scopes, ["antifraud"], { owner: organizationId });
    const test = await given.testKey(scopes, organizationId);
    const target = await receiver();
    /** What one side does, the same on both. */
    const traffic = async (caller: Caller) => {
      const hook = await added(caller, target.url);
      for (const amount of [700_101, 700_302, 185_000]) {
        const transaction = payment({ amount });
        await api(caller).submit(transaction);
        await api(caller).send("PUT", `${path(transaction.transaction_id)}/decision`, {
          decision: "BLOCKED",
          reason: "r",
        });
        await api(caller).get(path(transaction.transaction_id));
      }
      await listed(caller, 3);
      await toldOfVerdicts(caller);
      await api(caller).send("POST", "/api/dashboard/live-feed/tickets");
      return { objects: env.WEBHOOK_ENDPOINT, name: `${caller.organizationId}:${hook.id}` };
    };
    const hook = await traffic(live);
    const liveSide = () => everythingOf(organizationId, [hook]);
    const testSide = () => everythingOf(sandboxOf(organizationId));
    const before = await settled(liveSide);
    expect(Object.keys(before.rows as object)).toEqual(
      expect.arrayContaining(["antifraud_transactions", "antifraud_labels", "audit_events", "webhook_endpoints"]),
    );
    expect((await testSide()).rows).toEqual({});
    await traffic(test);
    const tried = await settled(testSide);
    expect(Object.keys(tried.rows as object)).toEqual(
      expect.arrayContaining(["antifraud_transactions", "antifraud_labels", "audit_events", "webhook_endpoints"]),
    );
    expect(await liveSide()).toEqual(before);
    await traffic(live);
    await settled(liveSide);
    expect(await testSide()).toEqual(tried);
  });

  it("tell their own endpoints, each message with its mode", async () => {
    const { live, test } = await both();
    const targets = { live: await receiver(), test: await receiver() };
    await added(live, targets.live.url);
    await added(test, targets.test.url);
    const transaction = payment({ amount: 700_203 });
    await api(test).submit(transaction);
    const [tried] = await targets.test.got(1);
    expect(JSON.parse(tried!.body)).toMatchObject({
      type: "transaction.decided",
      livemode: false,
      data: { transaction_id: transaction.transaction_id, decision: "UNDER_REVIEW", risk_score: 800 },
    });
    await api(live).submit(transaction);
    const [real] = await targets.live.got(1);
    expect(JSON.parse(real!.body)).toMatchObject({
      livemode: true,
      data: { transaction_id: transaction.transaction_id, ml_model_version: expect.stringMatching(/^v\d/) },
    });
    expect(await targets.live.received()).toHaveLength(1);
    expect(await targets.test.received()).toHaveLength(1);
  });

  it("are shown in feeds of their own", async () => {
    const { live, test } = await both();
    const ticketOf = async (caller: Caller) =>
      (await bodyOf<{ ticket: string }>(await api(caller).send("POST", "/api/dashboard/live-feed/tickets"))).ticket;
    expect((await ticketOf(live)).split(".")[0]).toBe(live.organizationId);
    expect((await ticketOf(test)).split(".")[0]).toBe(sandboxOf(live.organizationId));
  });

  it("are watched at night as far as they are live", async () => {
    const { live, test } = await both();
    await api(live).submit(payment());
    await api(test).submit(payment());
    await Promise.all([listed(live, 1), listed(test, 1)]);
    const sent = vi.spyOn(env.EVENTS, "sendBatch").mockResolvedValue(undefined as never);
    await endDay(createPlatform(env));
    const told = sent.mock.calls.flatMap(([messages]) =>
      [...messages].flatMap(({ body }) => unpackEvents(String(body))),
    );
    sent.mockRestore();
    const organizations = told.flatMap((event) => ("organizationId" in event ? event.organizationId : []));
    expect(organizations).toContain(live.organizationId);
    expect(organizations).not.toContain(sandboxOf(live.organizationId));
  });
});

describe("while the sandbox's clock stands", () => {
  const stop = async (caller: Caller, at: number) => {
    const answer = await api(caller).send("PUT", "/api/sandbox/clock", { frozen_at: new Date(at).toISOString() });
    expect(answer.status).toBe(200);
  };

  it("payments, reports and verdicts are taken at its time, and bounds are those of its time", async () => {
    const key = await given.testKey(scopes);
    const at = Date.now() + 100 * DAY_MS;
    await stop(key, at);
    const time = new Date(at).toISOString();
    const transaction = payment({ amount: 700_203, timestamp: time });
    expect((await api(key).submit(transaction)).status).toBe(200);
    expect((await api(key).submit(payment({ timestamp: new Date(at + DAY_MS).toISOString() }))).status).toBe(422);
    expect((await detailOf(key, transaction.transaction_id)).created_at).toBe(time);
    const label = { transaction_id: transaction.transaction_id, source: "chargeback", source_id: "CB-1" };
    await api(key).post("/api/antifraud/labels", { labels: [label] });
    const verdict = { decision: "APPROVED", reason: "the customer called" };
    await stop(key, at + DAY_MS);
    const read = await bodyOf<{
      final_decision: string;
      review: { verdict: { at: string } };
      reports: { source: string; received_at: string }[];
    }>(await api(key).send("PUT", `${path(transaction.transaction_id)}/decision`, verdict));
    expect(read.final_decision).toBe("APPROVED");
    expect(read.review.verdict.at).toBe(new Date(at + DAY_MS).toISOString());
    expect(read.reports.map(({ source, received_at }) => [source, received_at])).toEqual([["chargeback", time]]);
    const [row] = await listed(key, 1);
    expect(row).toMatchObject({ created_at: time });
  });

  it("windows follow the payments from day to day, and survive a crash", async () => {
    const key = await given.testKey(scopes);
    const start = Date.now() + 30 * DAY_MS;
    const countOf = async (at: number) => {
      const transaction = payment({ timestamp: new Date(at).toISOString() });
      await api(key).submit(transaction);
      const { evidence } = await detailOf(key, transaction.transaction_id);
      return Object.fromEntries(evidence.features.map(({ name, value }) => [name, value]));
    };
    await stop(key, start + 60_000);
    for (const expected of [0, 1, 2]) expect((await countOf(start)).payer_count_1h).toBe(expected);
    await crashActivities();
    expect((await countOf(start + 30_000)).payer_count_1h).toBe(3);
    await stop(key, start + DAY_MS);
    expect(await countOf(start + DAY_MS)).toMatchObject({ payer_count_1h: 0 });
    await stop(key, start + 8 * DAY_MS);
    const later = await countOf(start + 8 * DAY_MS);
    expect(later.payer_count_1h).toBe(0);
    expect(Math.round(later.payer_age_days!)).toBe(8);
  });

  it("a payment is repeated byte for byte, whatever the clock shows by then", async () => {
    const key = await given.testKey(scopes);
    const transaction = payment();
    const first = await (await api(key).submit(transaction)).text();
    for (const days of [5, 200, 399]) {
      await stop(key, Date.now() + days * DAY_MS);
      expect(await (await api(key).submit(transaction)).text()).toBe(first);
    }
  });
});
