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
});
