import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import { beginAlerts } from "../../../workers/antifraud/alerts/evaluate-alerts.ts";
import { recordModelAlerts } from "../../../workers/antifraud/alerts/record-alerts.ts";
import type { AlertFired, AlertResolved, ModelAlert, PlatformEvent } from "../../../workers/platform/events.ts";
import { unpackEvents } from "../../../workers/platform/events.ts";
import type { Platform } from "../../../workers/platform/platform.ts";
import { createPlatform } from "../../../workers/platform/platform.ts";
import {
  alertDraft,
  alertsOf,
  evaluated,
  MINUTE_MS,
  messagesOf,
  minuteOf,
  NOW,
  pathOf,
  ruleNow,
  watching,
} from "../../support/alerts.ts";
import { api, bodyOf } from "../../support/api.ts";
import { DAY_MS, decided, projected } from "../../support/decided.ts";
import { queueThat } from "../../support/events.ts";
import { given } from "../../support/given.ts";
import { aHook, mailbox } from "../../support/mailbox.ts";
import { anEmail, aPhone } from "../../support/notices.ts";
import { added, receiver } from "../../support/webhooks.ts";

afterEach(() => {
  vi.restoreAllMocks();
});

/** Payments that were decided so many minutes after NOW. */
const paid = (
  organizationId: string,
  minutes: number,
  decision: "APPROVED" | "BLOCKED" | "UNDER_REVIEW",
  count: number,
) =>
  projected(Array.from({ length: count }, () => decided(organizationId, { at: NOW + minutes * MINUTE_MS, decision })));

/** A platform that keeps what it publishes of alerts instead of publishing it, and fails as often as it is told to. */
function listening(minutes: number, failures = 0): { platform: Platform; heard: (AlertFired | AlertResolved)[] } {
  const heard: (AlertFired | AlertResolved)[] = [];
  let left = failures;
  const take = async (body: string) => {
    const isNews = (event: PlatformEvent): event is AlertFired | AlertResolved =>
      event.type === "antifraud.alert_fired" || event.type === "antifraud.alert_resolved";
    const events = unpackEvents(body).filter(isNews);
    if (events.length > 0 && left-- > 0) throw new Error("the queue is down");
    heard.push(...events);
  };
  return { platform: createPlatform({ ...env, EVENTS: queueThat(take) }, { now: minuteOf(minutes).now }), heard };
}

describe("an alert", () => {
  it("fires once its condition held for long enough, and is over once, however often and together it is looked at", async () => {
    const manager = await given.person("antifraud_manager");
    const [email, phone, hook] = [anEmail(), aPhone(), aHook()];
    const channels = { mail: [email], sms: [phone], slack: [hook.url] };
    const rule = await watching(manager, {
      window_minutes: 5,
      for_minutes: 2,
      severity: "critical",
      language: "en",
      channels,
    });
    await paid(manager.organizationId, -1, "BLOCKED", 1);
    await paid(manager.organizationId, -1, "APPROVED", 9);

    await evaluated(manager, 0);
    expect((await ruleNow(manager, rule)).state).toMatchObject({ phase: "pending", value: 0.1, has_data: true });
    await evaluated(manager, 1);
    expect(await alertsOf(manager)).toEqual([]);
    await Promise.all(Array.from({ length: 6 }, () => evaluated(manager, 2)));
    await evaluated(manager, 2);
    await evaluated(manager, 3);
    const [alert, ...others] = await alertsOf(manager);
    expect(others).toEqual([]);
    expect(alert).toMatchObject({
      state: "firing",
      source: "rule",
      source_id: rule.id,
      metric: "block_rate",
      severity: "critical",
      value: 0.1,
      threshold: 0.05,
      began_at: new Date(NOW).toISOString(),
      fired_at: new Date(NOW + 2 * MINUTE_MS).toISOString(),
      told: true,
    });
    expect((await ruleNow(manager, rule)).state).toMatchObject({ phase: "firing", alert_id: alert?.id });
    expect((await messagesOf(manager)).map(({ channel }) => channel)).toEqual(["email", "slack", "sms"]);

    // The window has left the payments behind, and there are others: the condition no longer holds.
    await paid(manager.organizationId, 5, "APPROVED", 10);
    await Promise.all(Array.from({ length: 6 }, () => evaluated(manager, 6)));
    await evaluated(manager, 7);
    expect(await alertsOf(manager)).toMatchObject([
      { id: alert?.id, state: "resolved", ended_at: new Date(NOW + 6 * MINUTE_MS).toISOString() },
    ]);
    for (const to of [email, phone, hook.to]) {
      await expect.poll(async () => (await mailbox.of(to)).messages.length, { timeout: 15_000 }).toBe(2);
      const { messages } = await mailbox.of(to);
      expect(messages[0]?.text).toMatch(/10%/);
      expect(JSON.stringify(messages[0])).toMatch(/alert/i);
      expect(JSON.stringify(messages[1])).toMatch(/over/);
    }
    expect(await messagesOf(manager)).toHaveLength(6);
  });

  it("is reminded of until somebody acknowledges it", async () => {
    const manager = await given.person("antifraud_manager");
    const email = anEmail();
    await watching(manager, { window_minutes: 1440, repeat_every_minutes: 15, channels: { mail: [email] } });
    await paid(manager.organizationId, -1, "BLOCKED", 3);
    for (const minute of [0, 1, 14, 15, 16, 29, 30]) await evaluated(manager, minute);
    expect(await messagesOf(manager)).toHaveLength(3);
    const [alert] = await alertsOf(manager);
    const path = `/api/antifraud/alerts/${alert?.id}/acknowledge`;
    const seen = await bodyOf(await api(manager).post(path, {}));
    expect(seen).toMatchObject({ acknowledged_by: manager.userId, state: "firing" });
    const other = await given.colleague(manager.organizationId, "antifraud_manager");
    expect(await bodyOf(await api(other).post(path, {}))).toEqual(seen);
    for (const minute of [45, 60]) await evaluated(manager, minute);
    expect(await messagesOf(manager)).toHaveLength(3);
  });

  it("of a muted rule is recorded and told to nobody; what still fires afterwards is told then", async () => {
    const manager = await given.person("antifraud_manager");
    const rule = await watching(manager, { window_minutes: 60, channels: { mail: [anEmail()] } });
    const until = new Date(NOW + 10 * MINUTE_MS).toISOString();
    // The mute ends by the time of the evaluation, which goes on behind the real one.
    await env.DB.prepare("UPDATE antifraud_alert_rules SET muted_until = ? WHERE id = ?")
      .bind(Date.parse(until), rule.id)
      .run();
    await paid(manager.organizationId, -1, "BLOCKED", 3);
    const during = listening(1);
    await evaluated(manager, 1, during.platform);
    await evaluated(manager, 9, listening(9).platform);
    expect(await alertsOf(manager)).toMatchObject([{ state: "firing", told: false }]);
    expect([await messagesOf(manager), during.heard]).toEqual([[], []]);
    const after = listening(10);
    await evaluated(manager, 10, after.platform);
    await evaluated(manager, 11, after.platform);
    expect(await alertsOf(manager)).toMatchObject([{ state: "firing", told: true }]);
    expect(await messagesOf(manager)).toHaveLength(1);
    expect(after.heard.map(({ type }) => type)).toEqual(["antifraud.alert_fired"]);
  });

  it("that fired and ended while its rule was muted leaves a line in the history, and no news", async () => {
    const manager = await given.person("antifraud_manager");
    const rule = await watching(manager, { window_minutes: 5, channels: { mail: [anEmail()] } });
    expect((await api(manager).post(pathOf(rule, "/mute"), { minutes: 60, comment: "migration" })).status).toBe(200);
    await paid(manager.organizationId, -1, "BLOCKED", 3);
    await paid(manager.organizationId, 4, "APPROVED", 3);
    const { platform, heard } = listening(0);
    await evaluated(manager, 0, platform);
    await evaluated(manager, 5, createPlatform(platform.env, { now: minuteOf(5).now }));
    expect(await alertsOf(manager, "?state=resolved")).toMatchObject([{ told: false, source_id: rule.id }]);
    expect([await messagesOf(manager), heard]).toEqual([[], []]);
  });

  it("reaches webhooks once as fired and once as resolved, also where the queue fails in between", async () => {
    const admin = await given.person("super_admin");
    const inbox = await receiver();
    await added(admin, inbox.url, { event_types: ["alert.fired", "alert.resolved"] });
    await watching(admin, { window_minutes: 5 });
    await paid(admin.organizationId, -1, "BLOCKED", 3);
    const down = listening(0, 1);
    await evaluated(admin, 0, down.platform);
    expect(down.heard).toEqual([]);
    await evaluated(admin, 1);
    await paid(admin.organizationId, 5, "APPROVED", 3);
    await evaluated(admin, 6);
    await evaluated(admin, 7);
    await expect.poll(async () => (await inbox.received()).length, { timeout: 15_000 }).toBe(2);
    const told = (await inbox.received()).map(
      ({ body }) => JSON.parse(body) as { type: string; data: { alert_id: string } },
    );
    expect(told.map(({ type }) => type).sort()).toEqual(["alert.fired", "alert.resolved"]);
    expect(new Set(told.map(({ data }) => data.alert_id)).size).toBe(1);
  });

  it("ends with its rule: another condition, a rule that is off, a rule that is gone", async () => {
    const manager = await given.person("antifraud_manager");
    const draft = { window_minutes: 60, channels: { mail: [anEmail()] } };
    const rules = [
      await watching(manager, draft),
      await watching(manager, draft),
      await watching(manager, draft),
    ] as const;
    await paid(manager.organizationId, -1, "BLOCKED", 3);
    await evaluated(manager, 0);
    expect(await alertsOf(manager, "?state=firing")).toHaveLength(3);
    await api(manager).send("PUT", pathOf(rules[0]), alertDraft({ ...draft, threshold: 0.5 }));
    await api(manager).send("PUT", pathOf(rules[1]), alertDraft({ ...draft, enabled: false }));
    await api(manager).delete(pathOf(rules[2]));
    expect(await alertsOf(manager, "?state=firing")).toEqual([]);
    expect(await alertsOf(manager, "?state=resolved")).toHaveLength(3);
    expect(await messagesOf(manager)).toHaveLength(6);
    await evaluated(manager, 1);
    // The first one holds by its new condition as well, and is another alert.
    expect((await alertsOf(manager, "?state=firing")).map(({ source_id }) => source_id)).toEqual([rules[0].id]);
    // Another name is not another condition.
    const { id } = (await alertsOf(manager, "?state=firing"))[0]!;
    await api(manager).send("PUT", pathOf(rules[0]), alertDraft({ ...draft, threshold: 0.5, name: "Renamed" }));
    await evaluated(manager, 2);
    expect((await alertsOf(manager, "?state=firing")).map((alert) => alert.id)).toEqual([id]);
  });
});

describe("no data", () => {
  it("is told apart from zero, and does what the rule says", async () => {
    const manager = await given.person("antifraud_manager");
    const keep = await watching(manager, { window_minutes: 5, no_data: "keep" });
    const ok = await watching(manager, { window_minutes: 5, no_data: "ok" });
    const alarm = await watching(manager, { window_minutes: 5, no_data: "alert" });
    const silence = await watching(manager, { metric: "volume", comparison: "below", threshold: 1, window_minutes: 5 });
    const phases = async () =>
      Promise.all([keep, ok, alarm, silence].map(async (rule) => (await ruleNow(manager, rule)).state.phase));
    await paid(manager.organizationId, -1, "BLOCKED", 3);
    await evaluated(manager, 0);
    expect(await phases()).toEqual(["firing", "firing", "firing", "ok"]);
    await evaluated(manager, 10);
    expect(await phases()).toEqual(["firing", "ok", "firing", "firing"]);
    expect((await ruleNow(manager, keep)).state).toMatchObject({ value: null, has_data: false });
    expect((await ruleNow(manager, silence)).state).toMatchObject({ value: 0, has_data: true });
    await paid(manager.organizationId, 14, "APPROVED", 3);
    await evaluated(manager, 15);
    expect(await phases()).toEqual(["ok", "ok", "ok", "ok"]);
    await evaluated(manager, 30);
    expect(await phases()).toEqual(["ok", "ok", "firing", "firing"]);
  });
});

describe("what is measured", () => {
  it("is exact for every window and baseline, against a count of every payment", async () => {
    const manager = await given.person("antifraud_manager");
    const { organizationId } = manager;
    const kinds = ["APPROVED", "APPROVED", "UNDER_REVIEW", "BLOCKED"] as const;
    let seed = 7;
    const next = (below: number) => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return Math.floor((seed / 2147483648) * below);
    };
    const payments = [0, 7].flatMap((days) =>
      Array.from({ length: 600 }, (_, i) => {
        const at =
          NOW - days * DAY_MS - next(i % 3 === 0 ? 2 * 60 * MINUTE_MS : 49 * 60 * MINUTE_MS) - (i % 50 === 0 ? 0 : 1);
        const event = decided(organizationId, { at, decision: kinds[next(4)]!, cents: 1 + next(9_999) });
        event.processingTimeMs = 1 + next(90);
        if (next(5) === 0) (event.evidence as { degraded: string[] }).degraded = ["ip"];
        return event;
      }),
    );
    for (let i = 0; i < payments.length; i += 100) await projected(payments.slice(i, i + 100));

    const inside = (from: number, to: number) =>
      payments.filter(({ decidedAt }) => decidedAt >= from && decidedAt < to);
    const measured: Record<string, (of: typeof payments) => number> = {
      block_rate: (of) => of.filter(({ decision }) => decision === "BLOCKED").length / of.length,
      review_rate: (of) => of.filter(({ decision }) => decision === "UNDER_REVIEW").length / of.length,
      approval_rate: (of) => of.filter(({ decision }) => decision === "APPROVED").length / of.length,
      degraded_rate: (of) =>
        of.filter(({ evidence }) => (evidence as { degraded: string[] }).degraded.length > 0).length / of.length,
      volume: (of) => of.length,
      amount_blocked_usd: (of) =>
        of.reduce((sum, { decision, amountUsdCents }) => sum + (decision === "BLOCKED" ? amountUsdCents : 0), 0) / 100,
    };
    const expected: [string, number][] = [];
    for (const [metric, of] of Object.entries(measured))
      for (const minutes of [60, 61, 180, 757, 1440]) {
        const window = [NOW - minutes * MINUTE_MS, NOW] as const;
        const now = of(inside(...window));
        const share = metric.endsWith("_rate");
        const plain = await watching(manager, {
          name: `${metric} ${minutes}`,
          metric,
          threshold: share ? 1 : 1e9,
          window_minutes: minutes,
        });
        expected.push([plain.id, now]);
        if (minutes === 61) continue;
        const change = { metric, comparison: "rises_by", threshold: 1e6, window_minutes: minutes };
        const weekly = await watching(manager, { ...change, baseline: "last_week" });
        const before = of(inside(window[0] - 7 * DAY_MS, window[1] - 7 * DAY_MS));
        expected.push([weekly.id, (now / before - 1) * 100]);
        if (minutes !== 180) await api(manager).delete(pathOf(weekly));
        if (minutes !== 180) expected.pop();
        if (minutes === 757) {
          const daily = await watching(manager, { ...change, baseline: "trailing_day" });
          const day = of(inside(window[0] - DAY_MS, window[0])) * (share ? 1 : minutes / 1440);
          expected.push([daily.id, (now / day - 1) * 100]);
        }
      }
    const latency = await watching(manager, { metric: "decision_latency_ms", threshold: 1e6, window_minutes: 60 });
    const sorted = inside(NOW - 60 * MINUTE_MS, NOW)
      .map(({ processingTimeMs }) => processingTimeMs)
      .sort((a, b) => a - b);
    expected.push([latency.id, sorted[Math.ceil(sorted.length * 0.95) - 1]!]);
    expect(expected.length).toBeGreaterThan(40);

    await evaluated(manager, 0);
    for (const [id, value] of expected) {
      const rule = await ruleNow(manager, { id });
      expect(rule.state.value, `${rule.name} ${rule.baseline}`).toBeCloseTo(value, 6);
    }
  });

  it("of the review queue is how it stands: how many wait, how many too long, and since when the oldest", async () => {
    const manager = await given.person("antifraud_manager");
    const due = { threshold: 1000, metric: "review_backlog" };
    const rules = [
      await watching(manager, due),
      await watching(manager, { ...due, metric: "reviews_overdue" }),
      await watching(manager, { ...due, metric: "review_age_minutes" }),
    ];
    const values = async () => Promise.all(rules.map(async (rule) => (await ruleNow(manager, rule)).state.value));
    await evaluated(manager, 0);
    expect(await values()).toEqual([0, 0, 0]);
    const insert = env.DB.prepare(
      "INSERT INTO antifraud_reviews (organization_id, transaction_id, risk_score, priority, opened_at, due_at, closed_at) VALUES (?, ?, 600, 600, ?, ?, ?)",
    );
    await env.DB.batch(
      [
        [90, 10, null],
        [30, -10, null],
        [600, 500, NOW],
      ].map(([age, late, closed], i) =>
        insert.bind(manager.organizationId, `t${i}`, NOW - age! * MINUTE_MS, NOW - late! * MINUTE_MS, closed ?? null),
      ),
    );
    await evaluated(manager, 1);
    expect(await values()).toEqual([2, 1, 91]);
  });

  it("of drift is the stability index of the busiest model's scores against its reference", async () => {
    const manager = await given.person("antifraud_manager");
    const { organizationId } = manager;
    const rule = await watching(manager, { metric: "score_drift", threshold: 0.25, window_minutes: 60 });
    await projected(
      Array.from({ length: 250 }, (_, i) => decided(organizationId, { at: NOW - 1000 - i, score: 20 + (i % 2) * 200 })),
    );
    await evaluated(manager, 0);
    expect((await ruleNow(manager, rule)).state).toMatchObject({ has_data: false, phase: "ok" });
    const score = { edges: [20], counts: [0, 500, 500, 0] };
    await env.DB.prepare("INSERT INTO antifraud_model_references VALUES (?, ?, 'training', NULL, NULL, 1000, ?)")
      .bind(organizationId, "v1.1.0-ensemble", JSON.stringify({ score, features: [] }))
      .run();
    await evaluated(manager, 1);
    expect((await ruleNow(manager, rule)).state).toMatchObject({ phase: "ok", value: expect.closeTo(0, 6) });
    await projected(Array.from({ length: 750 }, (_, i) => decided(organizationId, { at: NOW - 1000 - i, score: 900 })));
    await evaluated(manager, 2);
    const shares = [0.125, 0.875];
    const index = shares.reduce((sum, share) => sum + (share - 0.5) * Math.log(share / 0.5), 0);
    expect((await ruleNow(manager, rule)).state).toMatchObject({ phase: "firing", value: expect.closeTo(index, 6) });
  });
});

describe("the history", () => {
  it("holds the alerts of the watch over models too, each once, whichever end of it is heard first", async () => {
    const manager = await given.person("antifraud_manager");
    const { organizationId } = manager;
    const raised: ModelAlert = {
      type: "antifraud.model_alert",
      organizationId,
      version: "v9",
      kind: "feature_drift",
      state: "raised",
      raisedDay: 20_000,
      day: 20_000,
      figure: 0.4,
      threshold: 0.25,
      subject: "amount_usd",
    };
    const over: ModelAlert = { ...raised, state: "resolved", day: 20_004 };
    const platform = createPlatform(env);
    await recordModelAlerts(platform, [over, raised, raised]);
    await recordModelAlerts(platform, [{ ...raised, kind: "score_drift" }]);
    expect(await alertsOf(manager, "?source=model&state=resolved")).toMatchObject([
      {
        metric: "feature_drift",
        source_id: "v9",
        value: 0.4,
        subject: "amount_usd",
        ended_at: "2024-10-09T00:00:00.000Z",
      },
    ]);
    expect(await alertsOf(manager, "?source=model&state=firing")).toMatchObject([{ metric: "score_drift" }]);
    expect(await alertsOf(manager)).toHaveLength(2);
  });

  it("is read page by page, newest first, and holds nothing of others", async () => {
    const [manager, stranger] = [await given.person("antifraud_manager"), await given.person("antifraud_manager")];
    for (let i = 0; i < 5; i++) await watching(manager, { name: `Rule ${i}` });
    await paid(manager.organizationId, -1, "BLOCKED", 3);
    await evaluated(manager, 0);
    const seen: string[] = [];
    let cursor: string | null = "";
    for (let pages = 0; cursor !== null; pages++) {
      const query: string = `?limit=2${cursor && `&cursor=${cursor}`}`;
      const page = await bodyOf<{ data: { id: string }[]; next_cursor: string | null }>(
        await api(manager).get(`/api/antifraud/alerts${query}`),
      );
      seen.push(...page.data.map(({ id }) => id));
      cursor = page.next_cursor;
      expect(pages).toBeLessThan(4);
    }
    expect(new Set(seen).size).toBe(5);
    expect(await alertsOf(stranger)).toEqual([]);
  });
});

it("looks at every organisation with a rule that is on, behind the queue", async () => {
  const [on, off] = [await given.person("antifraud_manager"), await given.person("antifraud_manager")];
  await watching(on);
  await watching(off, { enabled: false });
  const sent: string[] = [];
  await beginAlerts(createPlatform({ ...env, EVENTS: queueThat(async (body) => void sent.push(body)) }));
  const due = sent
    .flatMap((body) => unpackEvents(body))
    .flatMap((event) => ("organizationId" in event ? [event.organizationId] : []));
  expect(due.filter((id) => id === on.organizationId)).toHaveLength(1);
  expect(due).not.toContain(off.organizationId);
});

it("an evaluation that cannot look at one rule looks at the others, and at that one in the next minute", async () => {
  const manager = await given.person("antifraud_manager");
  const broken = await watching(manager);
  const whole = await watching(manager);
  await paid(manager.organizationId, -1, "BLOCKED", 3);
  const state = (json: string) =>
    env.DB.prepare("UPDATE antifraud_alert_rules SET metric = ? WHERE id = ?").bind(json, broken.id).run();
  await state("no_metric_that_there_is");
  await evaluated(manager, 0);
  expect((await ruleNow(manager, whole)).state.phase).toBe("firing");
  await state("block_rate");
  expect((await ruleNow(manager, broken)).state.phase).toBe("ok");
  await evaluated(manager, 1);
  expect((await ruleNow(manager, broken)).state.phase).toBe("firing");
});
