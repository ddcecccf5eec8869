import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import { entityActivity } from "../../../workers/antifraud/activities.ts";
import { sweepFills } from "../../../workers/antifraud/aggregates/backfill-aggregates.ts";
import type { Transaction } from "../../../workers/antifraud/schemas.ts";
import { createPlatform } from "../../../workers/platform/platform.ts";
import {
  aggregated,
  backfilled,
  goOnFilling,
  postBackfill,
  putAggregate,
  readAggregate,
  saidOf,
  warmed,
} from "../../support/aggregates.ts";
import { api } from "../../support/api.ts";
import { heldEvents } from "../../support/events.ts";
import { given } from "../../support/given.ts";
import { crashActivities, runAlarms } from "../../support/objects.ts";
import { payment } from "../../support/samples.ts";

type Analyst = Awaited<ReturnType<typeof given.person>>;

const analyst = () => given.person("antifraud_manager");
const DAY_MS = 86_400_000;
const PEOPLE = 5;
const now = Date.now();

const drafts = [
  { name: "card_count", window: "1h" },
  { name: "card_count_7d", window: "7d" },
  { name: "user_sum", entity: "user", statistic: "sum", window: "30d" },
  { name: "merchant_deviation", entity: "merchant", statistic: "stddev", window: "10d", delay: "1m" },
  { name: "device_max", entity: "device", statistic: "max", window: "7d" },
  { name: "ip_users", entity: "ip", statistic: "distinct", of: "users", window: "90d" },
  {
    name: "merchant_declined",
    entity: "merchant",
    window: "5d",
    filter: { outcome: { operator: "equals", value: "declined" } },
  },
  {
    name: "user_wallet_avg",
    entity: "user",
    statistic: "avg",
    window: "14d",
    filter: { payment_method: { operator: "equals", value: "wallet" }, country: { operator: "in", value: ["UZ"] } },
  },
];
const names = drafts.map(({ name }) => name);

/** Payments of some people at two merchants, from two addresses, some of them declined by their issuer, so long ago. */
const payments = (from: number, to: number, agoMs = 0): Transaction[] =>
  Array.from({ length: to - from }, (_, i) => {
    const person = (from + i) % PEOPLE;
    return payment({
      transaction_id: `txn-${from + i}`,
      amount: 20 + ((from + i) % 19),
      currency: "USD",
      user_id: `user-${person}`,
      device_id: `device-${person}`,
      ip_address: `10.0.0.${person % 2}`,
      merchant: `merchant-${(from + i) % 2}`,
      timestamp: new Date(now - agoMs - 20 * 60_000 + (from + i) * 2000).toISOString(),
      metadata: {
        payment_method: person % 2 === 0 ? "wallet" : "card",
        ...(person !== 3 && { card_fingerprint: `fp-${person}` }),
        issuer_response: (from + i) % 9 === 4 ? "declined" : "approved",
      },
    });
  });

async function payAll(caller: Analyst, sent: readonly Transaction[]): Promise<void> {
  for (const transaction of sent) {
    // What a crash interrupts is sent again, as payers do.
    for (let status = 0; status !== 200; ) {
      ({ status } = await api(caller).submit(transaction));
      if (status >= 400 && status < 500) throw new Error(`Refused with ${status}`);
    }
  }
}

/** What everyone's next payment is told, so many of them. */
async function saidToAll(caller: Analyst, count = 2 * PEOPLE): Promise<unknown[]> {
  const said = [];
  for (const transaction of payments(1000, 1000 + count)) {
    const probe = { ...transaction, timestamp: new Date(now + 60_000).toISOString() };
    await payAll(caller, [probe]);
    said.push((await saidOf(caller, probe.transaction_id)).aggregates);
    await settled();
  }
  return said;
}

/** Until other shards know what became of what they counted. */
async function settled(): Promise<void> {
  await runAlarms();
  await runAlarms();
}

async function waitUntil(isSo: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 100; i++) {
    if (await isSo()) return;
    await new Promise((wait) => setTimeout(wait, 200));
  }
  throw new Error("It never came true");
}

const countedBy = (organizationId: string) =>
  env.DB.prepare("SELECT count(*) AS n FROM antifraud_transactions WHERE organization_id = ?")
    .bind(organizationId)
    .first<number>("n");

/** Lets days pass after which journals have forgotten everything, and the projection alone knows it. */
async function letDaysPass(organizationId: string, shards: number, decided: number): Promise<void> {
  await waitUntil(async () => (await countedBy(organizationId)) === decided);
  await settled();
  await env.DB.prepare("UPDATE antifraud_transactions SET created_at = created_at - ? WHERE organization_id = ?")
    .bind(4 * DAY_MS, organizationId)
    .run();
  for (let shard = 0; shard < shards; shard++) {
    const activity = entityActivity(env, organizationId, shard);
    await runInDurableObject(activity, (_, { storage }) => {
      storage.sql.exec("UPDATE journal SET at = at - ?", 4 * DAY_MS);
    });
    const decisions = () =>
      runInDurableObject(activity, (_, { storage }) => {
        return storage.sql.exec("SELECT 1 FROM journal WHERE event IS NOT NULL").toArray().length;
      });
    await waitUntil(async () => {
      await runAlarms();
      return (await decisions()) === 0;
    });
  }
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe.each([1, 3])("filled in beside payments that go on, with the activity in %i shards", (shards) => {
  const [old, before, meanwhile] = [payments(0, 90, 4 * DAY_MS), payments(90, 130), payments(130, 180)];
  /** What an organisation says that counted from the first payment on. */
  const always = async () => {
    const caller = await analyst();
    given.shards(caller.organizationId, shards);
    for (const draft of drafts) await warmed(caller, draft);
    await payAll(caller, [...old, ...before, ...meanwhile]);
    await settled();
    return saidToAll(caller);
  };

  it("aggregates say what they say where they always counted, from journals and stored decisions, to the bit", async () => {
    const expected = await always();
    const caller = await analyst();
    const { organizationId } = caller;
    given.shards(organizationId, shards);
    await payAll(caller, old);
    await letDaysPass(organizationId, shards, 90);
    await payAll(caller, before);
    for (const draft of drafts) await aggregated(caller, draft);
    const fill = async () => {
      for (const name of names) expect((await postBackfill(caller, name)).status).toBe(202);
      // The same message twice, and what a crash leaves behind.
      await Promise.allSettled([goOnFilling(organizationId), goOnFilling(organizationId)]);
      await crashActivities();
      await waitUntil(async () => {
        await Promise.allSettled([goOnFilling(organizationId), goOnFilling(organizationId)]);
        return (await Promise.all(names.map((name) => readAggregate(caller, name)))).every(
          ({ state }) => state === "warm",
        );
      });
    };
    await Promise.all([fill(), payAll(caller, meanwhile)]);
    await settled();
    await crashActivities();
    expect(await saidToAll(caller)).toEqual(expected);
    const { backfill } = await readAggregate(caller, "user_sum");
    expect(backfill).toMatchObject({ status: "done", payments: 90, unreadable: 0 });
  }, 240_000);
});

describe("filling in", () => {
  it("counts what can be read, and says how much cannot", async () => {
    const caller = await analyst();
    await payAll(caller, payments(0, 10, 4 * DAY_MS));
    await letDaysPass(caller.organizationId, 1, 10);
    await env.DB.prepare(
      "UPDATE antifraud_transactions SET sealed = '' WHERE organization_id = ? AND transaction_id IN ('txn-0', 'txn-5')",
    )
      .bind(caller.organizationId)
      .run();
    await aggregated(caller, { name: "user_count", entity: "user", window: "7d" });
    expect((await backfilled(caller, "user_count")).backfill).toEqual(
      expect.objectContaining({ status: "done", payments: 8, unreadable: 2 }),
    );
    expect(await saidToAll(caller, 2)).toEqual([{ "user_count@1": 0 }, { "user_count@1": 2 }]);
  });

  it("is refused of what is warm, goes on where it runs, and ends when something else is counted", async () => {
    const caller = await analyst();
    const { organizationId } = caller;
    await warmed(caller);
    expect((await postBackfill(caller, "card_count_1h")).status).toBe(409);
    const held = heldEvents("antifraud.aggregate_fill_due");
    await putAggregate(caller, "card_count_1h", { window: "2h" });
    expect((await postBackfill(caller, "card_count_1h")).status).toBe(202);
    expect((await postBackfill(caller, "card_count_1h")).status).toBe(202);
    expect(held()).toHaveLength(1);
    expect(await readAggregate(caller, "card_count_1h")).toMatchObject({ state: "backfilling", warm_at: null });
    await putAggregate(caller, "card_count_1h", { window: "3h" });
    await goOnFilling(organizationId);
    expect(await readAggregate(caller, "card_count_1h")).toMatchObject({ state: "warming", backfill: null });
    const statuses = await env.DB.prepare(
      "SELECT status FROM antifraud_aggregate_fills WHERE organization_id = ? ORDER BY generation",
    )
      .bind(organizationId)
      .all<{ status: string }>();
    expect(statuses.results.map(({ status }) => status)).toEqual(["done", "stopped"]);
  });

  it("is taken up again after its message was lost, and given up after two days, when journals may forget again", async () => {
    const caller = await analyst();
    const { organizationId } = caller;
    await payAll(caller, payments(0, 3));
    await aggregated(caller);
    const held = heldEvents("antifraud.aggregate_fill_due");
    await postBackfill(caller, "card_count_1h");
    const setTime = (column: string, at: number) =>
      env.DB.prepare(`UPDATE antifraud_aggregate_fills SET ${column} = ? WHERE organization_id = ?`)
        .bind(at, organizationId)
        .run();
    await setTime("updated_at", Date.now() - 180_000);
    await sweepFills(createPlatform(env));
    const own = held().filter((event) => event.organizationId === organizationId);
    expect(own).toHaveLength(2);
    expect(own[0]).toEqual(own[1]);
    await setTime("started_at", Date.now() - 2 * DAY_MS - 1);
    await goOnFilling(organizationId);
    expect(await readAggregate(caller, "card_count_1h")).toMatchObject({ state: "warming" });
    vi.restoreAllMocks();
    await letDaysPass(organizationId, 1, 3);
  });
});
