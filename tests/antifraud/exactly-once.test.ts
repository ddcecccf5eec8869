import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import type { Transaction } from "../../workers/antifraud/schemas.ts";
import { api, bodyOf } from "../support/api.ts";
import { given } from "../support/given.ts";
import { crashActivities, evictEverything, runAlarms } from "../support/objects.ts";
import { inParallel, shuffled } from "../support/parallel.ts";
import { payment } from "../support/samples.ts";

type Caller = ReturnType<typeof api>;
type Detail = { evidence: { features: { name: string; value: number | null }[] } };

const CARDS = 40;
const now = Date.now();

/** Payments of forty people, each with a card, a device and an address of their own, at four merchants, within two hours. */
function payments(count: number): Transaction[] {
  return Array.from({ length: count }, (_, i) => {
    const person = i % CARDS;
    return payment({
      user_id: `user-${person}`,
      device_id: `device-${person}`,
      ip_address: `10.0.0.${person}`,
      merchant: `merchant-${i % 4}`,
      amount: 50_000 + (i % 17) * 1000,
      timestamp: new Date(now - 2 * 3_600_000 + i * 1000).toISOString(),
      metadata: { card_fingerprint: `fp-${person}` },
    });
  });
}

/** What the next payment of every person is judged by: how many came before, as each entity counts them. */
async function countsAfter(caller: Caller, sent: readonly Transaction[]) {
  return inParallel([...Array(CARDS).keys()], 4, async (person) => {
    // On a busy machine an entity may miss the deadline: then the payment counts, but says nothing, and another asks again.
    for (let asked = 0; asked < 50; asked++) {
      const transaction_id = `probe-${person}-${asked}`;
      const answer = await caller.submit({ ...sent[person]!, transaction_id, timestamp: new Date(now).toISOString() });
      if ((await bodyOf<{ degraded?: string[] }>(answer)).degraded) continue;
      const { evidence } = await bodyOf<Detail>(await caller.get(`/api/antifraud/transactions/${transaction_id}`));
      const countOf = (name: string) =>
        (evidence.features.find((feature) => feature.name === name)?.value ?? Number.NaN) - asked;
      return {
        payer: countOf("payer_count_30d"),
        user: countOf("user_count_24h"),
        device: countOf("device_count_24h"),
      };
    }
    throw new Error("No entity ever answered in time");
  });
}

const perPerson = (sent: readonly Transaction[], person: number) =>
  sent.filter(({ user_id }) => user_id === `user-${person}`).length;

const expectedCounts = (sent: readonly Transaction[]) =>
  Array.from({ length: CARDS }, (_, person) => {
    const count = perPerson(sent, person);
    return { payer: count, user: count, device: count };
  });

/** Waits until a decision has reached the list. */
async function projected(caller: Caller, id: string): Promise<void> {
  for (let i = 0; i < 200; i++) {
    const { data } = await bodyOf<{ data: { transaction_id: string }[] }>(
      await caller.get("/api/antifraud/transactions/list"),
    );
    if (data.some(({ transaction_id }) => transaction_id === id)) return;
    await new Promise((wait) => setTimeout(wait, 50));
  }
  throw new Error(`${id} was never projected`);
}

describe("every payment counts once", () => {
  it("when 2,000 are sent 10,000 times, shuffled, repeated and in parallel", async () => {
    const caller = api(await given.provider());
    const sent = payments(2_000);
    const answers = new Map<string, string>();
    const attempts = shuffled(
      sent.flatMap((transaction) => Array.from({ length: 5 }, () => transaction)),
      42,
    );
    expect(attempts.length).toBe(10_000);
    await inParallel(attempts, 24, async (transaction) => {
      const answer = await caller.submit(transaction);
      expect(answer.status).toBe(200);
      const text = await answer.text();
      expect(answers.get(transaction.transaction_id) ?? text).toBe(text);
      expect(text).not.toContain("degraded");
      answers.set(transaction.transaction_id, text);
    });
    expect(answers.size).toBe(2_000);
    expect(await countsAfter(caller, sent)).toEqual(expectedCounts(sent));
  }, 240_000);

  it("when one payment is sent fifty times at the same moment", async () => {
    const caller = api(await given.provider());
    const transaction = payment();
    const answers = await Promise.all(
      Array.from({ length: 50 }, async () => (await caller.submit(transaction)).text()),
    );
    expect(new Set(answers).size).toBe(1);
  });

  it.each([1, 4])(
    "when objects crash again and again in mid-stream, with the activity in %i shards",
    async (shards) => {
      const provider = await given.provider();
      given.shards(provider.organizationId, shards);
      const caller = api(provider);
      const sent = payments(400);
      const answers = new Map<string, string>();
      for (let start = 0; start < sent.length; start += 80) {
        await inParallel(sent.slice(start, start + 80), 8, async (transaction) => {
          const answer = await caller.submit(transaction);
          expect(answer.status).toBe(200);
          answers.set(transaction.transaction_id, await answer.text());
        });
        expect(await crashActivities()).toBeGreaterThanOrEqual(shards);
      }
      for (const transaction of shuffled(sent, 7).slice(0, 120)) {
        expect(await (await caller.submit(transaction)).text()).toBe(answers.get(transaction.transaction_id));
      }
      for (const transaction of shuffled(sent, 8).slice(0, 40)) {
        expect((await caller.submit({ ...transaction, metadata: { card_fingerprint: "fp-of-another" } })).status).toBe(
          409,
        );
      }
      // What other shards lost from memory is counted again by the payers' outboxes, and never twice.
      await runAlarms();
      await runAlarms();
      await crashActivities();
      expect(await countsAfter(caller, sent)).toEqual(expectedCounts(sent));
    },
    240_000,
  );

  it("when every object is evicted in mid-stream", async () => {
    const caller = api(await given.provider());
    const sent = payments(120);
    for (let start = 0; start < sent.length; start += 60) {
      await inParallel(sent.slice(start, start + 60), 8, (transaction) => caller.submit(transaction));
      expect(await evictEverything()).toBeGreaterThan(0);
    }
    expect(await countsAfter(caller, sent)).toEqual(expectedCounts(sent));
  }, 240_000);

  it.each([1, 4])(
    "and a payment that we decline is one decline of its device and person, in %i shards",
    async (shards) => {
      const provider = await given.provider();
      given.shards(provider.organizationId, shards);
      const caller = api(provider);
      const wild = payment({ amount: 50_000, currency: "USD", location: { country: "AE", city: "Dubai" } });
      expect((await bodyOf<{ decision: string }>(await caller.submit(wild))).decision).toBe("BLOCKED");
      const declinesBefore = async (changes: Partial<Transaction>) => {
        const next = payment(changes);
        await caller.submit(next);
        const { evidence } = await bodyOf<Detail>(
          await caller.get(`/api/antifraud/transactions/${next.transaction_id}`),
        );
        const featureOf = (name: string) => evidence.features.find((feature) => feature.name === name)?.value;
        return [featureOf("payer_declines_24h"), featureOf("device_declines_1h"), featureOf("ip_declines_1h")];
      };
      await runAlarms();
      expect(await declinesBefore({})).toEqual([1, 1, 1]);
      await crashActivities();
      expect(await declinesBefore({})).toEqual([1, 1, 1]);
      // The person without a card is judged by what all its cards did.
      const { card_fingerprint: _, ...noCard } = wild.metadata!;
      expect(await declinesBefore({ metadata: noCard })).toEqual([1, 1, 1]);
    },
  );

  it("also after decisions were forgotten: their answers come from the projection, and numbers go on", async () => {
    const provider = await given.provider();
    const caller = api(provider);
    const old = payment();
    const answer = await (await caller.submit(old)).text();
    const activity = () => env.ENTITY_ACTIVITY.getByName(`${provider.organizationId}:0`);
    await projected(caller, old.transaction_id);
    // Four days pass. An entry stays until the states that hold it are saved.
    for (let left = 1; left > 0; ) {
      left = await runInDurableObject(activity(), (_: unknown, { storage }: DurableObjectState) => {
        storage.sql.exec("UPDATE journal SET at = at - ?", 4 * 24 * 3_600_000);
        return storage.sql.exec<{ n: number }>("SELECT count(*) AS n FROM journal").one().n;
      });
      await runDurableObjectAlarm(activity());
    }
    await crashActivities();
    expect(await (await caller.submit(old)).text()).toBe(answer);
    expect((await caller.submit({ ...old, amount: 1 })).status).toBe(409);
    const next = payment();
    await caller.submit(next);
    await projected(caller, next.transaction_id);
    await crashActivities();
    const last = payment();
    await caller.submit(last);
    const { evidence } = await bodyOf<Detail>(await caller.get(`/api/antifraud/transactions/${last.transaction_id}`));
    expect(evidence.features.find(({ name }) => name === "payer_count_24h")?.value).toBe(2);
  });
});
