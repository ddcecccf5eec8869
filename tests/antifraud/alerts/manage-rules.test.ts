import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { MOST_ALERT_RULES } from "../../../workers/antifraud/alerts/words.ts";
import { sandboxOf } from "../../../workers/platform/sandbox.ts";
import {
  alertDraft,
  alertsOf,
  evaluated,
  MINUTE_MS,
  messagesOf,
  minuteOf,
  NOW,
  pathOf,
  postAlertRule,
  ruleNow,
  watching,
} from "../../support/alerts.ts";
import { api, bodyOf } from "../../support/api.ts";
import { decided, projected } from "../../support/decided.ts";
import { given } from "../../support/given.ts";
import { aHook, mailbox } from "../../support/mailbox.ts";
import { anEmail, aPhone } from "../../support/notices.ts";
import { auditOfPayment, refused } from "../../support/reviews.ts";

const put = (caller: { token: string }, rule: { id: string }, body: unknown, headers: Record<string, string> = {}) =>
  api(caller, { headers }).send("PUT", pathOf(rule), body);

describe("an alert rule", () => {
  it("is read as it was written, and changed only as it was read", async () => {
    const manager = await given.person("antifraud_manager");
    const hook = aHook();
    const channels = { mail: ["fraud@bank.uz"], sms: ["+998901234567"], slack: [hook.url] };
    const answer = await postAlertRule(manager, alertDraft({ channels, repeat_every_minutes: 60, for_minutes: 5 }));
    expect([answer.status, answer.headers.get("etag")]).toEqual([201, '"1"']);
    const rule = await bodyOf<{ id: string; channels: { slack: string[] } }>(answer);
    expect(rule).toMatchObject({
      metric: "block_rate",
      threshold: 0.05,
      repeat_every_minutes: 60,
      for_minutes: 5,
      no_data: "keep",
      severity: "warning",
      enabled: true,
      state: { phase: "ok", value: null, evaluated_at: null },
      muted: null,
    });
    const changed = await put(manager, rule, alertDraft({ channels, threshold: 0.1 }), { "if-match": '"1"' });
    expect([changed.status, changed.headers.get("etag")]).toEqual([200, '"2"']);
    await refused(await put(manager, rule, alertDraft(), { "if-match": '"1"' }), 412, "antifraud.alert_rule_changed");
    await refused(
      await api(manager, { headers: { "if-match": '"1"' } }).delete(pathOf(rule)),
      412,
      "antifraud.alert_rule_changed",
    );
    expect((await api(manager, { headers: { "if-match": '"2"' } }).delete(pathOf(rule))).status).toBe(204);
    await refused(await api(manager).get(pathOf(rule)), 404, "antifraud.alert_rule_not_found");
    const log = await auditOfPayment(manager.organizationId, rule.id);
    expect(log.map(({ action }) => action)).toEqual(["alert_rule.created", "alert_rule.changed", "alert_rule.deleted"]);
    for (const secret of ["fraud@bank.uz", "+998901234567", hook.url])
      expect(JSON.stringify(log)).not.toContain(secret);
  });

  it("never shows the address of a hook, nor keeps it in the clear, and keeps the one that comes back hidden", async () => {
    const manager = await given.person("antifraud_manager");
    const [hook, other] = [aHook(), aHook()];
    const rule = await watching(manager, { channels: { slack: [hook.url] } });
    const [shown] = rule.channels.slack;
    expect(shown).toContain("…");
    expect(hook.url.startsWith(shown!.split("…")[0]!)).toBe(true);
    expect(hook.url).not.toContain(shown!.slice(0, -4));
    const row = await env.DB.prepare("SELECT * FROM antifraud_alert_rules WHERE id = ?").bind(rule.id).first();
    expect(JSON.stringify(row)).not.toContain(hook.to);
    expect((await put(manager, rule, alertDraft({ channels: { slack: [shown, other.url] } }))).status).toBe(200);
    expect((await api(manager).post(pathOf(rule, "/test"), {})).status).toBe(202);
    for (const { to } of [hook, other])
      await expect.poll(async () => (await mailbox.of(to)).messages.length, { timeout: 15_000 }).toBe(1);
    const stranger = alertDraft({ channels: { slack: [`${new URL(hook.url).origin}/…zzzz`] } });
    expect(await bodyOf(await put(manager, rule, stranger))).toMatchObject({ errors: [{ path: "channels.slack.0" }] });
  });

  it.each([
    ["a share above 1", { threshold: 5 }, "threshold"],
    ["a change without a baseline", { comparison: "rises_by", threshold: 50 }, "baseline"],
    ["a baseline without a change", { baseline: "last_week" }, "baseline"],
    [
      "a change of what has no past",
      { metric: "review_backlog", comparison: "rises_by", baseline: "last_week" },
      "comparison",
    ],
    [
      "a window of latency that no index holds",
      { metric: "decision_latency_ms", threshold: 50, window_minutes: 61 },
      "window_minutes",
    ],
    ["a window that is too short", { window_minutes: 4 }, "window_minutes"],
    ["a window that is too long", { window_minutes: 1441 }, "window_minutes"],
    ["a metric of nothing", { metric: "mood" }, "metric"],
    ["reminders every minute", { repeat_every_minutes: 1 }, "repeat_every_minutes"],
    ["no address", { channels: { mail: ["nobody"] } }, "channels.mail.0"],
    ["no number", { channels: { sms: ["901234567"] } }, "channels.sms.0"],
    ["plain http", { channels: { slack: ["http://hooks.slack.com/services/T/B/x"] } }, "channels.slack.0"],
    ["an address inside", { channels: { slack: ["https://10.0.0.1/services/T/B/x"] } }, "channels.slack.0"],
    ["the metadata of a cloud", { channels: { slack: ["https://169.254.169.254/latest"] } }, "channels.slack.0"],
    ["a name inside", { channels: { slack: ["https://vault.internal/x"] } }, "channels.slack.0"],
    ["an unknown field", { windows: 5 }, "windows"],
  ])("is refused with %s, and nothing is kept", async (_, changes, path) => {
    const manager = await given.person("antifraud_manager");
    const answer = await postAlertRule(manager, alertDraft(changes));
    expect(answer.status).toBe(422);
    const { errors } = await bodyOf<{ errors: { path: string }[] }>(answer);
    expect(errors.map((error) => error.path)).toEqual([path]);
    const count = env.DB.prepare("SELECT count(*) AS n FROM antifraud_alert_rules WHERE organization_id = ?");
    expect(await count.bind(manager.organizationId).first()).toEqual({ n: 0 });
  });

  it("is one of fifty at the most, also of those that come together", async () => {
    const manager = await given.person("antifraud_manager");
    for (let i = 0; i < MOST_ALERT_RULES - 3; i++) await watching(manager);
    const answers = await Promise.all(Array.from({ length: 8 }, () => postAlertRule(manager, alertDraft())));
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([201, 201, 201, 409, 409, 409, 409, 409]);
    const seen: string[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const page: { data: { id: string }[]; next_cursor: string | null } = await bodyOf(
        await api(manager).get(`/api/antifraud/alerts/rules?limit=20${cursor && `&cursor=${cursor}`}`),
      );
      seen.push(...page.data.map(({ id }) => id));
      cursor = page.next_cursor;
    }
    expect(new Set(seen).size).toBe(MOST_ALERT_RULES);
  });
});

describe("muting", () => {
  it("has an end, says who and why, and is undone", async () => {
    const manager = await given.person("antifraud_manager");
    const rule = await watching(manager);
    const until = new Date(Date.now() + 3_600_000).toISOString();
    expect(
      await bodyOf(await api(manager).post(pathOf(rule, "/mute"), { until, comment: "A migration" })),
    ).toMatchObject({
      revision: 1,
      muted: { until, by: manager.userId, comment: "A migration" },
    });
    expect(await bodyOf(await api(manager).post(pathOf(rule, "/unmute"), {}))).toMatchObject({ muted: null });
    const log = await auditOfPayment(manager.organizationId, rule.id);
    expect(log.map(({ action }) => action).slice(1)).toEqual(["alert_rule.muted", "alert_rule.unmuted"]);
  });

  it.each([
    ["nothing", {}],
    ["both", { minutes: 5, until: "2040-01-01T00:00:00Z" }],
    ["the past", { until: "2020-01-01T00:00:00Z" }],
    ["more than a month", { until: "2040-01-01T00:00:00Z" }],
    ["no time at all", { minutes: 0 }],
  ])("is refused with %s", async (_, input) => {
    const manager = await given.person("antifraud_manager");
    const rule = await watching(manager);
    expect((await api(manager).post(pathOf(rule, "/mute"), input)).status).toBe(422);
    expect((await ruleNow(manager, rule)).muted).toBeNull();
  });
});

describe("a test of the channels", () => {
  it("reaches every channel, is marked as a test, and comes once a minute at most", async () => {
    const manager = await given.person("antifraud_manager");
    const [email, phone, hook] = [anEmail(), aPhone(), aHook()];
    const rule = await watching(manager, {
      language: "en",
      channels: { mail: [email], sms: [phone], slack: [hook.url] },
    });
    const answers = await Promise.all(Array.from({ length: 4 }, () => api(manager).post(pathOf(rule, "/test"), {})));
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 429, 429, 429]);
    const sent = await bodyOf<{ messages: { channel: string }[] }>(answers.find(({ status }) => status === 202)!);
    expect(sent.messages.map(({ channel }) => channel)).toEqual(["email", "sms", "slack"]);
    for (const to of [email, phone, hook.to]) {
      await expect.poll(async () => (await mailbox.of(to)).messages.length, { timeout: 15_000 }).toBe(1);
      const [message] = (await mailbox.of(to)).messages;
      expect(`${message?.subject} ${message?.text}`).toContain("TEST");
    }
    expect(await alertsOf(manager)).toEqual([]);
  });

  it("of a rule that tells nobody says so", async () => {
    const manager = await given.person("antifraud_manager");
    const rule = await watching(manager);
    await refused(await api(manager).post(pathOf(rule, "/test"), {}), 409, "antifraud.alert_rule_silent");
  });
});

it("in a sandbox everything works by its clock, and messages are recorded instead of sent", async () => {
  const owner = await given.person("super_admin");
  const tester = await given.testKey(["manage:alerts", "read:transactions", "read:sandbox"], owner.organizationId);
  const sandbox = { organizationId: sandboxOf(owner.organizationId) };
  const [email, hook] = [anEmail(), aHook()];
  const rule = await watching(tester, {
    language: "en",
    window_minutes: 5,
    channels: { mail: [email], slack: [hook.url] },
  });
  expect(await bodyOf<{ data: unknown[] }>(await api(owner).get("/api/antifraud/alerts/rules"))).toMatchObject({
    data: [],
  });
  const clock = NOW + 30 * 24 * 3_600_000;
  await env.WORKSPACE.getByName(sandbox.organizationId).stopClock(clock + 30_000, Date.now());
  await projected([decided(sandbox.organizationId, { at: clock - MINUTE_MS, decision: "BLOCKED" })]);
  // Real time goes on, the sandbox stands still.
  for (const minute of [0, 1, 2]) await evaluated(sandbox, minute, minuteOf(minute));
  expect(await alertsOf(tester)).toMatchObject([{ state: "firing", fired_at: new Date(clock).toISOString() }]);
  expect((await ruleNow(tester, rule)).state.phase).toBe("firing");
  expect(await messagesOf(sandbox)).toEqual([
    { channel: "email", state: "recorded" },
    { channel: "slack", state: "recorded" },
  ]);
  const { data } = await bodyOf<{ data: { channel: string; to: string; text: string }[] }>(
    await api(tester).get("/api/sandbox/messages"),
  );
  expect(data.find(({ channel }) => channel === "slack")).toMatchObject({
    to: hook.url,
    text: expect.stringContaining("100%"),
  });
  for (const to of [email, hook.to]) expect((await mailbox.of(to)).asked).toBe(0);
});
