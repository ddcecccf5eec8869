import { createExecutionContext, createScheduledController } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import { scoreChallengers } from "../../../workers/antifraud/models/score-challengers.ts";
import { watchModels } from "../../../workers/antifraud/watch/watch-models.ts";
import type { DecisionMade, ModelAlert } from "../../../workers/platform/events.ts";
import { createPlatform } from "../../../workers/platform/platform.ts";
import { scheduled } from "../../../workers/schedule.ts";
import { api, bodyOf } from "../../support/api.ts";
import { BUNDLED, DAY_MS, decided, projected, sealed } from "../../support/decided.ts";
import { given } from "../../support/given.ts";
import { type Model, manifest, stumpModel, stumpRows, upload, uploaded } from "../../support/models.ts";

type Person = Awaited<ReturnType<typeof given.person>>;
type Health = {
  version: string;
  as_of: string | null;
  reference: { kind: string; from: string | null; to: string | null; payments: number } | null;
  collected: { days: number; payments: number } | null;
  drift: {
    payments: number;
    score_psi: number;
    features: { feature: string; psi: number; missing: number; missing_before: number }[];
  } | null;
  outcomes: Record<string, number | null> | null;
  calibration: {
    payments: number;
    frauds: number;
    sampled_every: number;
    expected_error: number | null;
    bands: { from_score: number; payments: number; frauds: number; predicted: number | null; found: number | null }[];
  } | null;
  label_latency: { source: string; reports: number; p50_days: number; p90_days: number }[];
  alerts: { kind: string; raised: string; resolved: string | null; figure: number; subject: string | null }[];
  days: { date: string; payments: number; score_psi: number | null; highest_feature: string | null }[];
};

/** Today, so that the answers' windows reach it; counted from 1970. */
const TODAY = Math.floor(Date.now() / DAY_MS);
const dateOf = (day: number) => new Date(day * DAY_MS).toISOString().slice(0, 10);
const engineer = () => given.person("org_admin");
const watch = (organizationId: string, day: number) =>
  watchModels(createPlatform(env), [{ type: "antifraud.day_ended", organizationId, day }]);
const healthOf = async (caller: Person, id = "bundled") =>
  bodyOf<Health>(await api(caller).get(`/api/antifraud/models/${id}/health`));

type Shape = { payments?: number; dearer?: number; deviceless?: boolean; score?: number };

/** A day's payments: spread over the day, amounts and ages of an ordinary crowd, weekends known as such. */
function dayOf(organizationId: string, day: number, shape: Shape = {}, version = BUNDLED): DecisionMade[] {
  const { payments = 300, dearer = 1, deviceless = false, score = 0 } = shape;
  return Array.from({ length: payments }, (_, i) => {
    const share = ((i * 61) % payments) / payments;
    return decided(organizationId, {
      at: day * DAY_MS + Math.floor((DAY_MS * (i + 0.5)) / payments),
      version,
      score: Math.round(score + 400 * share ** 3),
      features: {
        amount_usd: Math.fround(dearer * (2 + 100 * share ** 2)),
        has_card: 1,
        is_weekend: [0, 6].includes(new Date(day * DAY_MS).getUTCDay()) ? 1 : 0,
        payer_count_24h: i % 4,
        payer_age_days: 25 + day,
        ...(!deviceless && { device_age_days: Math.fround(90 * share) }),
      },
    });
  });
}

/** Days until an organisation's windows are full. */
const SETTLING = 35;

/** An organisation of so many ordinary days up to yesterday, each looked at. */
async function organisation(days: number, shapeOf: (day: number) => Shape = () => ({})): Promise<Person> {
  const caller = await engineer();
  await projected([decided(caller.organizationId, { at: (TODAY - days - SETTLING) * DAY_MS })]);
  for (let day = TODAY - days; day < TODAY; day++) {
    await projected(dayOf(caller.organizationId, day, shapeOf(day)));
    await watch(caller.organizationId, day);
  }
  return caller;
}

/** What is published from here on, of alerts. */
function alertsPublished(): ModelAlert[] {
  const sent: ModelAlert[] = [];
  const real = env.EVENTS.send.bind(env.EVENTS);
  vi.spyOn(env.EVENTS, "send").mockImplementation((body, options) => {
    for (const event of JSON.parse(body as string)) if (event.type === "antifraud.model_alert") sent.push(event);
    return real(body as never, options);
  });
  return sent;
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe("drift", () => {
  it("is told only from seven days and two thousand payments on, which it says", async () => {
    const caller = await organisation(6);
    expect(await healthOf(caller)).toMatchObject({
      version: BUNDLED,
      as_of: dateOf(TODAY - 1),
      reference: null,
      collected: { from: dateOf(TODAY - 6), days: 6, days_needed: 7, payments: 1800, payments_needed: 2000 },
      drift: null,
      alerts: [],
    });
  });

  it("stays small while payments stay as they were, over weekends too and though everybody grows older", async () => {
    const caller = await organisation(17);
    const health = await healthOf(caller);
    expect(health.reference).toEqual({
      kind: "first_days",
      from: dateOf(TODAY - 17),
      to: dateOf(TODAY - 11),
      payments: 2100,
    });
    expect(health.collected).toBeNull();
    expect(health.drift!.payments).toBe(2100);
    expect(health.drift!.score_psi).toBeLessThan(0.02);
    for (const { psi } of health.drift!.features) expect(psi).toBeLessThan(0.02);
    expect(health.days.map(({ payments }) => payments)).toEqual(Array(17).fill(300));
    expect(health.alerts).toEqual([]);
  });

  it("names the feature that moved, raises one alert however long it lasts, and ends it when it is over", async () => {
    const published = alertsPublished();
    const broken = [TODAY - 12, TODAY - 11, TODAY - 10];
    const caller = await organisation(20, (day) => ({ deviceless: broken.includes(day) }));
    const { organizationId } = caller;
    const own = published.filter((alert) => alert.organizationId === organizationId);
    expect(own.map(({ kind, state, subject }) => [kind, state, subject])).toEqual([
      ["feature_drift", "raised", "device_age_days"],
      ["feature_drift", "resolved", "device_age_days"],
    ]);
    const [alert] = (await healthOf(caller)).alerts;
    expect(alert).toMatchObject({
      kind: "feature_drift",
      raised: dateOf(TODAY - 12),
      // The last of the days without devices leaves the seven that are looked at together.
      resolved: dateOf(TODAY - 3),
      subject: "device_age_days",
      threshold: 0.25,
    });
    expect(alert!.figure).toBeGreaterThan(0.25);
  });

  it("tells how much of a feature is missing, and what the scores did", async () => {
    const caller = await organisation(14, (day) =>
      day >= TODAY - 7 ? { deviceless: true, dearer: 3, score: 200 } : {},
    );
    const { drift, alerts, days } = await healthOf(caller);
    expect(drift!.features[0]).toMatchObject({ feature: "device_age_days", missing: 1, missing_before: 0 });
    expect(drift!.features[1]!.feature).toBe("amount_usd");
    expect(drift!.features.find(({ feature }) => feature === "payer_count_24h")!.psi).toBeLessThan(0.01);
    expect(drift!.score_psi).toBeGreaterThan(0.25);
    expect(alerts.map(({ kind }) => kind).sort()).toEqual(["feature_drift", "score_drift"]);
    expect(days.at(-1)).toMatchObject({ date: dateOf(TODAY - 1), highest_feature: "device_age_days" });
  });

  it("is the same after a repeat, and counts payments that the projection brought late", async () => {
    const caller = await organisation(9);
    const before = await healthOf(caller);
    await Promise.all([watch(caller.organizationId, TODAY - 1), watch(caller.organizationId, TODAY - 1)]);
    expect(await healthOf(caller)).toEqual(before);
    await projected(dayOf(caller.organizationId, TODAY - 2, { payments: 50 }));
    await projected(dayOf(caller.organizationId, TODAY));
    await watch(caller.organizationId, TODAY);
    const { days } = await healthOf(caller);
    expect(days.slice(-3).map(({ payments }) => payments)).toEqual([350, 300, 300]);
  });
});

describe("outcomes", () => {
  const report = (caller: Person, events: readonly DecisionMade[], source: string) =>
    api(caller).post("/api/antifraud/labels", {
      labels: events.map(({ transactionId }) => ({
        transaction_id: transactionId,
        source,
        source_id: crypto.randomUUID(),
      })),
    });

  it("are told by what was decided and how it turned out, once labels are due", async () => {
    const caller = await engineer();
    const { organizationId } = caller;
    const old = dayOf(organizationId, TODAY - 10, { payments: 200 });
    for (const [i, event] of old.entries()) event.decision = i < 30 ? "BLOCKED" : i < 60 ? "UNDER_REVIEW" : "APPROVED";
    const young = dayOf(organizationId, TODAY - 3, { payments: 40 });
    await projected(await sealed([...old, ...young, ...dayOf(organizationId, TODAY - 1, { payments: 10 })]));
    // Of 60 held up 6 were fraud, of 140 let through 18.
    expect((await report(caller, [...old.slice(0, 6), ...old.slice(60, 78)], "chargeback")).status).toBe(200);
    await report(caller, old.slice(20, 25), "false_positive");
    await report(caller, young.slice(0, 10), "chargeback");
    const published = alertsPublished();
    await watch(organizationId, TODAY - 1);
    const health = await healthOf(caller);
    expect(health.outcomes).toEqual({
      from: dateOf(TODAY - 35),
      to: dateOf(TODAY - 8),
      true_positives: 6,
      false_positives: 54,
      false_negatives: 18,
      true_negatives: 122,
      precision: 0.1,
      recall: 0.25,
      accuracy: 0.64,
      false_positive_rate: 0.306818,
    });
    expect(health.alerts.map(({ kind, figure }) => [kind, figure])).toEqual([
      ["low_accuracy", 0.64],
      ["low_recall", 0.25],
    ]);
    expect(published.map(({ kind, state }) => `${kind} ${state}`)).toEqual([
      "low_accuracy raised",
      "low_recall raised",
    ]);
  });

  it("are compared with what was predicted, by bands of the score, of the organisation alone", async () => {
    const [caller, other] = [await engineer(), await engineer()];
    const at = (i: number) => (TODAY - 10) * DAY_MS + i * 1000;
    const scored = (score: number, count: number, offset: number) =>
      Array.from({ length: count }, (_, i) => decided(caller.organizationId, { at: at(offset + i), score }));
    const [low, high, rest] = [scored(50, 200, 0), scored(950, 40, 300), scored(1000, 10, 400)];
    const unasked = decided(caller.organizationId, { at: at(500), modelScore: null });
    const today = decided(caller.organizationId, { at: (TODAY - 1) * DAY_MS + 1 });
    await projected(await sealed([...low, ...high, ...rest, unasked, today]));
    await projected(await sealed([decided(other.organizationId, { at: at(0), score: 50 })]));
    await report(caller, [...low.slice(0, 2), ...high.slice(0, 20)], "chargeback");
    await watch(caller.organizationId, TODAY - 1);
    const calibration = (await healthOf(caller)).calibration!;
    expect(calibration).toMatchObject({ payments: 250, frauds: 22, sampled_every: 1 });
    expect(calibration.bands).toHaveLength(10);
    expect(calibration.bands[0]).toMatchObject({ payments: 200, frauds: 2, predicted: 0.05, found: 0.01 });
    expect(calibration.bands[1]).toMatchObject({ from_score: 100, payments: 0, predicted: null, found: null });
    expect(calibration.bands[9]).toMatchObject({
      from_score: 900,
      payments: 50,
      frauds: 20,
      predicted: 0.96,
      found: 0.4,
    });
    // 200 payments are off by 0.04, 50 by 0.56.
    expect(calibration.expected_error).toBe(0.144);
    expect((await healthOf(other)).calibration).toBeNull();
    const list = await bodyOf<{ bundled: unknown }>(await api(caller).get("/api/antifraud/models"));
    expect(list.bundled).toEqual({
      version: BUNDLED,
      health: { highest_psi: null, is_drifting: null, precision: null },
    });
  });

  it("tell how late labels come, by source, and complain when half of them come after they are due", async () => {
    const caller = await engineer();
    const { organizationId } = caller;
    const old = dayOf(organizationId, TODAY - 20, { payments: 30 });
    const young = dayOf(organizationId, TODAY - 1, { payments: 30 });
    await projected(await sealed([...old, ...young]));
    await report(caller, old, "chargeback");
    await report(caller, young, "confirmed_fraud");
    await projected(dayOf(organizationId, TODAY, { payments: 5 }));
    await watch(organizationId, TODAY);
    const { label_latency, alerts } = await healthOf(caller);
    const [chargebacks, confirmed] = label_latency;
    expect(chargebacks).toMatchObject({ source: "chargeback", reports: 30 });
    expect(chargebacks!.p50_days).toBeGreaterThan(19);
    expect(confirmed!.p90_days).toBeLessThan(2.1);
    expect(alerts.find(({ kind }) => kind === "late_labels")).toMatchObject({ subject: "chargeback", threshold: 7 });
  });

  it("are gauges of their organisation, as JSON and as Prometheus reads them", async () => {
    const caller = await organisation(9);
    const other = await engineer();
    const asText = await api(caller, { headers: { accept: "text/plain;version=0.0.4;q=0.5,*/*;q=0.1" } }).get(
      "/api/admin/metrics",
    );
    expect(asText.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
    const text = await asText.text();
    expect(text).toContain("# TYPE fraud_model_accuracy gauge\n");
    expect(text).toContain(`fraud_model_accuracy{organization="${caller.organizationId}",model="${BUNDLED}"} 1\n`);
    expect(text).not.toContain(other.organizationId);
    const asJson = await bodyOf<{ gauges: { name: string; samples: unknown[] }[] }>(
      await api(other).get("/api/admin/metrics"),
    );
    expect(asJson.gauges.find(({ name }) => name === "fraud_model_accuracy")!.samples).toEqual([]);
    const all = await api(await given.person("super_admin"), { headers: { accept: "text/plain" } }).get(
      "/api/admin/metrics",
    );
    expect(await all.text()).toContain(caller.organizationId);
    expect((await api(await given.person("viewer")).get("/api/admin/metrics")).status).toBe(403);
  });
});

describe("an uploaded model", () => {
  const changed = async (caller: Person, model: Model, action: string) =>
    expect((await api(caller).send("POST", `/api/antifraud/models/${model.id}/${action}`)).status).toBe(200);

  /** A reference in which every feature is missing but the amount. */
  const reference = (edges: number[], counts: number[]) => ({
    payments: 1000,
    score: { edges: [100], counts: [900, 0, 100, 0] },
    features: manifest().features.map((name) =>
      name === "amount_usd" ? { edges, counts } : { edges: [], counts: [0, 1000] },
    ),
  });

  it("in shadow has a health of its own, by its own scores", async () => {
    const caller = await engineer();
    const { organizationId } = caller;
    const split = { low: 0.001, high: 0.99 };
    const model = await uploaded(caller, stumpModel(split), {
      golden: stumpRows(split),
      reference: reference([10, 50], [500, 0, 400, 0, 100, 0]),
    });
    await changed(caller, model, "shadow");
    for (let day = TODAY - 7; day < TODAY; day++) {
      // Part of a week differs from a whole one by its days alone.
      expect((await healthOf(caller, model.id)).drift).toBeNull();
      const events = dayOf(organizationId, day, { dearer: 6, payments: 100 });
      await projected(events);
      await scoreChallengers(createPlatform(env), events);
      await watch(organizationId, day);
    }
    const health = await healthOf(caller, model.id);
    expect(health).toMatchObject({
      version: model.version,
      reference: { kind: "training", from: null, to: null, payments: 1000 },
      drift: { payments: 700 },
    });
    expect(health.calibration).toMatchObject({ payments: 0, frauds: 0, expected_error: null });
    expect(health.days).toHaveLength(7);
    expect(health.days[6]).toMatchObject({ date: dateOf(TODAY - 1), payments: 100 });
    const drift = Object.fromEntries(health.drift!.features.map(({ feature, psi }) => [feature, psi]));
    expect(drift.amount_usd).toBeGreaterThan(0.25);
    expect(drift.ip_count_1h).toBe(0);
    expect(health.drift!.score_psi).toBeGreaterThan(0);
    // The model that decides waits until the organisation's windows are full.
    expect((await healthOf(caller)).collected).toMatchObject({ from: dateOf(TODAY - 7 + SETTLING), days: 0 });
  });

  it("is refused with a reference that does not fit, by name", async () => {
    const caller = await engineer();
    const good = reference([10, 50], [500, 0, 400, 0, 100, 0]);
    const errorsOf = async (bad: object) => {
      const answer = await upload(caller, undefined, { reference: { ...good, ...bad } });
      expect(answer.status).toBe(422);
      return (await bodyOf<{ errors: { path: string; message: string }[] }>(answer)).errors;
    };
    expect(await errorsOf({ features: good.features.slice(1) })).toEqual([
      { path: "manifest.reference.features", message: "Describes 92 of 93 features" },
    ]);
    expect(await errorsOf({ score: { edges: [5, 5], counts: [0, 0, 0, 0, 0, 1000] } })).toEqual([
      { path: "manifest.reference.score.edges", message: "Must ascend" },
    ]);
    expect(await errorsOf({ score: { edges: [5], counts: [0, 1000] } })).toEqual([
      { path: "manifest.reference.score.counts", message: "Has 2 counts, 1 edges make 4" },
    ]);
    expect(await errorsOf({ score: { edges: [], counts: [0, 7] } })).toEqual([
      { path: "manifest.reference.score.counts", message: "Counts 7 payments, the reference has 1000" },
    ]);
    expect((await bodyOf<{ data: unknown[] }>(await api(caller).get("/api/antifraud/models"))).data).toEqual([]);
  });

  it("that scores nothing any more keeps no alert open", async () => {
    const caller = await engineer();
    const { organizationId } = caller;
    const row = [organizationId, "v-old", "score_drift", TODAY - 30, 0.4, 0.25];
    await env.DB.prepare(
      "INSERT INTO antifraud_model_alerts (organization_id, version, kind, raised_day, figure, threshold) VALUES (?, ?, ?, ?, ?, ?)",
    )
      .bind(...row)
      .run();
    await projected(dayOf(organizationId, TODAY - 1, { payments: 3 }));
    const published = alertsPublished();
    await watch(organizationId, TODAY - 1);
    expect(published.map(({ version, state }) => [version, state])).toEqual([["v-old", "resolved"]]);
  });
});

it("is looked at every night, for every organisation that pays", async () => {
  const callers = [await engineer(), await engineer()];
  for (const { organizationId } of callers) await projected(dayOf(organizationId, TODAY - 1, { payments: 20 }));
  await scheduled(createScheduledController({ cron: "23 0 * * *" }), env, createExecutionContext());
  for (const caller of callers)
    await vi.waitFor(async () => expect((await healthOf(caller)).as_of).toBe(dateOf(TODAY - 1)), {
      timeout: 20_000,
      interval: 100,
    });
});

it("is nobody else's", async () => {
  const caller = await engineer();
  const model = await uploaded(caller);
  expect(await healthOf(caller, model.id)).toMatchObject({ as_of: null, drift: null, outcomes: null, days: [] });
  expect((await api(await engineer()).get(`/api/antifraud/models/${model.id}/health`)).status).toBe(404);
  expect((await api(await given.person("viewer")).get("/api/antifraud/models/bundled/health")).status).toBe(403);
});
