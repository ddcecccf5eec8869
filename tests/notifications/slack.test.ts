import { afterEach, describe, expect, it, vi } from "vitest";
import type { ValuesOf } from "../../workers/notifications/templates/index.ts";
import { aHook, mailbox } from "../support/mailbox.ts";
import { clockwork, committed, logged, send, stored } from "../support/notices.ts";
import { dns, receiver } from "../support/webhooks.ts";

const SECOND = 1000;

afterEach(() => {
  vi.restoreAllMocks();
});

const values: ValuesOf<"alert"> = {
  news: "fired",
  rule: "Block rate",
  severity: "warning",
  compared: { metric: "block_rate", comparison: "above", baseline: null, value: 0.1, threshold: 0.05 },
  minutes: 60,
  alert: "alert_1",
  at: Date.UTC(2026, 10, 21, 14, 55),
};
const aMessage = (slack: string) => ({ recipient: { slack }, template: "alert" as const, values });

describe("a message to Slack", () => {
  it("has a text and blocks as Slack takes them, and leaves nothing of the hook behind", async () => {
    const lines = logged();
    const { platform } = clockwork();
    const hook = aHook();
    const row = await committed(platform, aMessage(hook.url));
    expect(JSON.stringify(await stored(row))).not.toContain(hook.to);
    await send(platform, row);
    await send(platform, row);
    const { messages, asked } = await mailbox.of(hook.to);
    expect(asked).toBe(1);
    expect(messages).toMatchObject([
      {
        provider: "slack",
        text: expect.stringContaining("Alert: Block rate"),
        blocks: [{ type: "header" }, { type: "section" }, { type: "context" }],
      },
    ]);
    expect(await stored(row)).toMatchObject({ state: "sent", sealed: null, provider: "slack", channel: "slack" });
    expect(lines.join()).not.toContain(hook.to);
  });

  it.each([
    [400, "status 400 invalid_payload"],
    [403, "status 403 action_prohibited"],
    [404, "status 404 no_service"],
    [410, "status 410 channel_is_archived"],
  ])("is given up at once after %s", async (status, failure) => {
    logged();
    const { platform } = clockwork();
    const hook = aHook();
    await mailbox.fails(hook.to, { status });
    const row = await committed(platform, aMessage(hook.url));
    await send(platform, row);
    expect(await stored(row)).toMatchObject({ state: "failed", sealed: null, failure, attempts: 1 });
  });

  it.each([
    [
      "a limit, for as long as Slack says",
      { status: 429, headers: { "retry-after": "120" } },
      "status 429 rate_limited",
      120,
    ],
    [
      "a limit of less than the usual wait",
      { status: 429, headers: { "retry-after": "1" } },
      "status 429 rate_limited",
      30,
    ],
    ["a fault of Slack", { status: 500 }, "status 500 rollup_error", 30],
    ["a connection that breaks", { breaks: true }, "connection_failed", 30],
  ])("waits after %s, and leaves then", async (_, fault, failure, seconds) => {
    logged();
    const clock = clockwork();
    const hook = aHook();
    await mailbox.fails(hook.to, fault);
    const row = await committed(clock.platform, aMessage(hook.url));
    await send(clock.platform, row);
    expect(await stored(row)).toMatchObject({ state: "waiting", failure, due_at: clock.now() + seconds * SECOND });
    clock.pass(seconds * SECOND);
    await send(clock.platform, row);
    expect((await mailbox.of(hook.to)).messages).toHaveLength(1);
    expect(await stored(row)).toMatchObject({ state: "sent", attempts: 2 });
  });

  it("follows no redirect, and takes the page of somebody else for a failure", async () => {
    logged();
    const { platform } = clockwork();
    const elsewhere = await receiver();
    const hook = await receiver([{ status: 302, headers: { location: elsewhere.url } }], {
      status: 502,
      body: "<html>".repeat(5000),
    });
    const row = await committed(platform, aMessage(hook.url));
    await send(platform, row);
    expect(await stored(row)).toMatchObject({ state: "waiting", failure: "status 302" });
    expect(await elsewhere.received()).toEqual([]);
  });

  it.each([
    ["a private address", [{ A: ["10.1.2.3"] }]],
    ["a public and a private one", [{ A: ["93.184.216.34", "127.0.0.1"] }]],
    ["the metadata of a cloud", [{ A: ["169.254.169.254"] }]],
  ])("goes nowhere where its host leads to %s", async (_, answers) => {
    logged();
    const { platform } = clockwork();
    const name = `hooks-${crypto.randomUUID()}.test.uz`;
    await dns(name, answers);
    const row = await committed(platform, aMessage(`https://${name}/services/T/B/x`));
    await send(platform, row);
    expect(await stored(row)).toMatchObject({ state: "failed", failure: "address_refused", sealed: null });
  });
});
