import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import { Activity } from "../../models/training/activity.ts";
import { applyLabels } from "../../workers/antifraud/apply-labels.ts";
import type { Transaction } from "../../workers/antifraud/schemas.ts";
import { type FeatureName, toVector } from "../../workers/antifraud/signals/features.ts";
import { LABEL_DELAY_MS } from "../../workers/antifraud/signals/labels.ts";
import { createPlatform } from "../../workers/platform/platform.ts";
import { api, bodyOf } from "../support/api.ts";
import { given } from "../support/given.ts";
import { crashActivities, evictEverything } from "../support/objects.ts";
import { payment } from "../support/samples.ts";

type Detail = {
  decision: string;
  final_decision: string;
  reports: { source: string; source_id: string; is_fraud: boolean; note: string | null; reported_by: string }[];
  evidence: { features: { name: string; value: number | null }[] };
};
type Caller = ReturnType<typeof api>;

const TIMES_OUT_MS = 5000;

const detailOf = async (caller: Caller, { transaction_id }: Transaction) =>
  bodyOf<Detail>(await caller.get(`/api/antifraud/transactions/${transaction_id}`));

/** What a new payment of a stranger at the same merchant, with nothing else in common, finds. */
async function probe(caller: Caller, merchant: string, changes: Partial<Transaction> = {}) {
  const transaction = payment({
    merchant,
    user_id: crypto.randomUUID(),
    device_id: crypto.randomUUID(),
    ip_address: undefined,
    metadata: { card_fingerprint: crypto.randomUUID() },
    ...changes,
  });
  await caller.submit(transaction);
  const { evidence } = await detailOf(caller, transaction);
  return (name: FeatureName) => evidence.features.find((feature) => feature.name === name)?.value;
}

/** Probes until a feature has a value, as long as a label may take. */
async function until(caller: Caller, merchant: string, feature: FeatureName, value: number | null) {
  const giveUpAt = Date.now() + TIMES_OUT_MS;
  for (;;) {
    const of = await probe(caller, merchant);
    if (of(feature) === value) return of;
    if (Date.now() > giveUpAt) throw new Error(`${feature} is ${of(feature)}, not ${value}`);
    await new Promise((wait) => setTimeout(wait, 50));
  }
}

const report = (transaction: Transaction, changes: object = {}) => ({
  transaction_id: transaction.transaction_id,
  source: "chargeback",
  source_id: crypto.randomUUID(),
  ...changes,
});
const statuses = async (answer: Response) =>
  (await bodyOf<{ results: { status: string }[] }>(answer)).results.map(({ status }) => status);

afterEach(() => {
  vi.restoreAllMocks();
});

describe("a report", () => {
  it("reaches everyone who took part within seconds, and outlives crash and eviction", async () => {
    const caller = api(await given.provider());
    const merchant = crypto.randomUUID();
    const stolen = payment({ merchant, user_id: "owner", device_id: "phone", ip_address: "10.7.0.1" });
    await caller.submit(stolen);
    expect(await statuses(await caller.post("/api/antifraud/labels", { labels: [report(stolen)] }))).toEqual([
      "recorded",
    ]);
    const of = await until(caller, merchant, "merchant_frauds_28d", 1);
    expect([of("merchant_last_label"), of("merchant_fraud_streak")]).toEqual([1, 1]);
    for (const interrupt of [crashActivities, evictEverything]) {
      await interrupt();
      const shared = { user_id: "owner", device_id: "phone", ip_address: "10.7.0.1", metadata: stolen.metadata };
      const found = await probe(caller, merchant, shared);
      for (const name of ["payer", "user", "device", "ip", "merchant"] as const)
        expect(found(`${name}_frauds_28d`), name).toBe(1);
      expect(found("device_risk_28d")).toBeGreaterThan(0.05);
    }
  });

  it("is taken once by the id of its source, and another transaction under that id is not", async () => {
    const caller = api(await given.provider());
    const merchant = crypto.randomUUID();
    const [one, other] = [payment({ merchant }), payment({ merchant })];
    for (const transaction of [one, other]) await caller.submit(transaction);
    const first = report(one);
    const send = async (labels: object[]) => statuses(await caller.post("/api/antifraud/labels", { labels }));
    expect(await send([first, first])).toEqual(["recorded", "duplicate"]);
    expect(await send([first, { ...first, transaction_id: other.transaction_id }])).toEqual(["duplicate", "conflict"]);
    expect(await send([{ ...report(one), transaction_id: "nobody" }])).toEqual(["unknown_transaction"]);
    await until(caller, merchant, "merchant_frauds_28d", 1);
    expect((await detailOf(caller, one)).reports).toHaveLength(1);
    expect((await detailOf(caller, other)).reports).toEqual([]);
  });

  it("gives way to a newer one that says otherwise, in whatever order they come; both stay on record", async () => {
    const caller = api(await given.provider());
    const merchant = crypto.randomUUID();
    const paid = payment({ merchant, timestamp: new Date(Date.now() - 3 * 86_400_000).toISOString() });
    await caller.submit(paid);
    const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
    const send = (changes: object) => caller.post("/api/antifraud/labels", { labels: [report(paid, changes)] });
    await send({ source: "chargeback", reported_at: daysAgo(2) });
    await until(caller, merchant, "merchant_frauds_28d", 1);
    await send({ source: "false_positive", reported_at: daysAgo(1), note: "The customer knows the shop" });
    const of = await until(caller, merchant, "merchant_frauds_28d", 0);
    expect(of("merchant_last_label")).toBe(0);
    await send({ source: "regulator_notice", reported_at: daysAgo(1.5) });
    await until(caller, merchant, "merchant_frauds_28d", 0);
    const { reports } = await detailOf(caller, paid);
    expect(reports.map(({ source, is_fraud, note }) => [source, is_fraud, note])).toEqual([
      ["false_positive", false, "The customer knows the shop"],
      ["regulator_notice", true, null],
      ["chargeback", true, null],
    ]);
  });

  it("of one moment gives way to the one that was sent after it", async () => {
    const caller = api(await given.provider());
    const merchant = crypto.randomUUID();
    const paid = payment({ merchant, timestamp: new Date(Date.now() - 86_400_000).toISOString() });
    await caller.submit(paid);
    const moment = new Date(Date.now() - 3_600_000).toISOString();
    const labels = ["chargeback", "false_positive", "confirmed_fraud"].map((source) =>
      report(paid, { source, reported_at: moment }),
    );
    await caller.post("/api/antifraud/labels", { labels });
    await until(caller, merchant, "merchant_frauds_28d", 1);
    const { reports } = await detailOf(caller, paid);
    expect(reports.map(({ source }) => source)).toEqual(["confirmed_fraud", "false_positive", "chargeback"]);
  });

  it("changes nothing when its event comes again, late, or from two queues at once", async () => {
    const provider = await given.provider();
    const caller = api(provider);
    const merchant = crypto.randomUUID();
    const stolen = payment({ merchant });
    await caller.submit(stolen);
    await caller.post("/api/antifraud/labels", { labels: [report(stolen)] });
    const event = {
      type: "antifraud.labels_reported" as const,
      organizationId: provider.organizationId,
      transactionIds: [stolen.transaction_id],
      reports: [],
    };
    const platform = createPlatform(env);
    await Promise.all([applyLabels(platform, [event, event]), applyLabels(platform, [event])]);
    expect((await probe(caller, merchant))("merchant_frauds_28d")).toBe(1);
  });

  it("finds entities that other shards hold", async () => {
    const provider = await given.provider();
    given.shards(provider.organizationId, 4);
    const caller = api(provider);
    const merchant = crypto.randomUUID();
    const stolen = payment({ merchant, device_id: "phone-9", user_id: "owner-9" });
    await caller.submit(stolen);
    await caller.post("/api/antifraud/labels", { labels: [report(stolen)] });
    await until(caller, merchant, "merchant_frauds_28d", 1);
    const found = await probe(caller, merchant, {
      device_id: "phone-9",
      user_id: "owner-9",
      metadata: stolen.metadata,
    });
    for (const name of ["payer_frauds_28d", "user_frauds_28d", "device_frauds_28d"] as const)
      expect(found(name)).toBe(1);
  });

  it("sets out again when the queue refused it, and is kept once", async () => {
    const caller = api(await given.provider());
    const merchant = crypto.randomUUID();
    const stolen = payment({ merchant });
    await caller.submit(stolen);
    const labels = [report(stolen)];
    // For everyone meanwhile: the decision's own news may be on its way too.
    const refused = vi.spyOn(env.EVENTS, "send").mockRejectedValue(new Error("queue is down"));
    const answer = await caller.post("/api/antifraud/labels", { labels });
    expect(answer.status).toBe(503);
    expect(await bodyOf(answer)).toMatchObject({ code: "antifraud.labels_unavailable" });
    refused.mockRestore();
    expect(await statuses(await caller.post("/api/antifraud/labels", { labels }))).toEqual(["duplicate"]);
    await until(caller, merchant, "merchant_frauds_28d", 1);
  });

  it("is refused whole where it cannot be true, and names the place", async () => {
    const caller = api(await given.provider());
    const paid = payment();
    await caller.submit(paid);
    const paths = async (labels: object[]) => {
      const answer = await caller.post("/api/antifraud/labels", { labels });
      expect(answer.status).toBe(422);
      return (await bodyOf<{ errors: { path: string }[] }>(answer)).errors.map(({ path }) => path);
    };
    const good = report(paid);
    expect(await paths([good, report(paid, { reported_at: "2020-01-01T00:00:00Z" })])).toEqual([
      "labels.1.reported_at",
    ]);
    expect(await paths([report(paid, { reported_at: "2099-01-01T00:00:00Z" })])).toEqual(["labels.0.reported_at"]);
    expect(await paths([report(paid, { source: "gossip" })])).toEqual(["labels.0.source"]);
    expect(await paths([])).toEqual(["labels"]);
    expect(await paths(Array.from({ length: 201 }, () => good))).toEqual(["labels"]);
    expect((await detailOf(caller, paid)).reports).toEqual([]);
  });

  it("knows only transactions of its own organisation", async () => {
    const [owner, stranger] = [api(await given.provider()), api(await given.provider())];
    const paid = payment();
    await owner.submit(paid);
    expect(await statuses(await stranger.post("/api/antifraud/labels", { labels: [report(paid)] }))).toEqual([
      "unknown_transaction",
    ]);
  });
});

describe("a person's verdict", () => {
  const put = (caller: Caller, { transaction_id }: Transaction, body: object) =>
    caller.send("PUT", `/api/antifraud/transactions/${transaction_id}/decision`, body);

  it("stands beside the answer that was given, is audited from and to, and is a label", async () => {
    const analyst = await given.person("antifraud_manager");
    const caller = api(analyst);
    const merchant = crypto.randomUUID();
    const paid = payment({ merchant });
    const first = await (await caller.submit(paid)).text();
    const answer = await put(caller, paid, { decision: "BLOCKED", reason: "The owner called" });
    expect(answer.status).toBe(200);
    const detail = await bodyOf<Detail>(answer);
    expect(detail).toMatchObject({ decision: "APPROVED", final_decision: "BLOCKED" });
    expect(detail.reports).toMatchObject([
      { source: "review", is_fraud: true, note: "The owner called", reported_by: analyst.userId },
    ]);
    expect(await (await caller.submit(paid)).text()).toBe(first);
    await until(caller, merchant, "merchant_frauds_28d", 1);
    await put(caller, paid, { decision: "APPROVED", reason: "It was their child" });
    await until(caller, merchant, "merchant_frauds_28d", 0);
    const { results } = await env.DB.prepare(
      "SELECT actor, action, target, changes FROM audit_events WHERE organization_id = ? AND action = 'transaction.decision_overridden' ORDER BY created_at",
    )
      .bind(analyst.organizationId)
      .all();
    const row = { actor: analyst.userId, action: "transaction.decision_overridden", target: paid.transaction_id };
    expect(results).toEqual([
      { ...row, changes: '{"decision":["APPROVED","BLOCKED"]}' },
      { ...row, changes: '{"decision":["BLOCKED","APPROVED"]}' },
    ]);
  });

  it("is refused to who may not review, without a reason, and of what is not there", async () => {
    const caller = api(await given.person("antifraud_manager"));
    const paid = payment();
    await caller.submit(paid);
    const verdict = { decision: "BLOCKED", reason: "Because" };
    expect((await put(api(await given.person("viewer")), paid, verdict)).status).toBe(403);
    expect((await put(caller, paid, { decision: "BLOCKED" })).status).toBe(422);
    expect((await put(caller, paid, { decision: "UNDER_REVIEW", reason: "Later" })).status).toBe(422);
    expect((await put(caller, payment(), verdict)).status).toBe(404);
    expect((await detailOf(caller, paid)).final_decision).toBe("APPROVED");
  });

  it("keeps what was written inside an envelope", async () => {
    const analyst = await given.person("antifraud_manager");
    const paid = payment();
    await api(analyst).submit(paid);
    await put(api(analyst), paid, { decision: "BLOCKED", reason: "Dilshod from Yunusobod called" });
    const { results } = await env.DB.prepare("SELECT * FROM antifraud_labels WHERE organization_id = ?")
      .bind(analyst.organizationId)
      .all();
    expect(JSON.stringify(results)).not.toContain("Dilshod");
    expect(results).toHaveLength(1);
  });
});

it("features with labels equal, bit for bit, what the training replay computes from the same stream", async () => {
  const caller = api(await given.provider());
  const activity = new Activity(LABEL_DELAY_MS);
  const start = Date.now() - 40 * 86_400_000;
  for (let i = 0; i < 60; i++) {
    const at = start + i * 15 * 3_600_000;
    const transaction = payment({
      merchant: `Shop ${i % 3}`,
      user_id: `person-${i % 4}`,
      device_id: `phone-${i % 5}`,
      metadata: { card_fingerprint: `fp-${i % 4}` },
      timestamp: new Date(at).toISOString(),
    });
    await caller.submit(transaction);
    const { features, brief } = activity.replay(transaction);
    const { evidence } = await detailOf(caller, transaction);
    const replayed = Array.from(toVector(features), (value) => (Number.isNaN(value) ? null : value));
    expect(evidence.features.map(({ value }) => value)).toEqual(replayed);
    if (i % 7 !== 0) continue;
    activity.reportFraud(brief, at + 1);
    await caller.post("/api/antifraud/labels", { labels: [report(transaction)] });
    await settled(caller, transaction);
  }
});

/** Waits until the activity knows of a label, without a payment that the replay would not have. */
async function settled(_caller: Caller, { transaction_id }: Transaction): Promise<void> {
  const { runInDurableObject, listDurableObjectIds } = await import("cloudflare:test");
  const giveUpAt = Date.now() + TIMES_OUT_MS;
  while (Date.now() < giveUpAt) {
    for (const id of await listDurableObjectIds(env.ENTITY_ACTIVITY as DurableObjectNamespace<undefined>)) {
      const isKnown = await runInDurableObject(env.ENTITY_ACTIVITY.get(id), (_: unknown, { storage }) => {
        const tables = storage.sql.exec("SELECT 1 FROM sqlite_master WHERE name = 'labels'").toArray().length;
        return (
          tables > 0 &&
          storage.sql.exec("SELECT 1 FROM labels WHERE transaction_id = ?", transaction_id).toArray().length > 0
        );
      });
      if (isKnown) return;
    }
    await new Promise((wait) => setTimeout(wait, 20));
  }
  throw new Error("The label did not arrive");
}
