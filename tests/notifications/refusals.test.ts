import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import { sendNotifications } from "../../workers/notifications/send-notifications.ts";
import { eventsOf } from "../../workers/notifications/send-soon.ts";
import { mailbox } from "../support/mailbox.ts";
import { aCode, anEmail, aPhone, aReset, clockwork, committed, logged, send, stored } from "../support/notices.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

afterEach(() => {
  vi.restoreAllMocks();
});

/** A mail that stays useful for two days, and the number of times that its provider was asked. */
async function lastingMail(clock: ReturnType<typeof clockwork>) {
  const email = anEmail();
  const usefulUntil = clock.now() + 48 * HOUR;
  const row = await committed(clock.platform, { ...aReset(email), usefulUntil });
  return { email, row, asked: async () => (await mailbox.of(email)).asked };
}

describe("what fails for now", () => {
  it.each([
    ["429", { status: 429 }, "status 429"],
    ["500", { status: 500 }, "status 500"],
    ["503", { status: 503 }, "status 503"],
    ["a refused key", { status: 401 }, "status 401"],
    ["a connection that breaks", { breaks: true }, "unreachable"],
  ])("is tried again after %s", async (_, fault, failure) => {
    logged();
    const clock = clockwork();
    const { email, row, asked } = await lastingMail(clock);
    await mailbox.fails(email, fault);
    await send(clock.platform, row);
    expect(await stored(row)).toMatchObject({
      state: "waiting",
      failure,
      attempts: 1,
      due_at: clock.now() + 30 * SECOND,
    });
    clock.pass(30 * SECOND - 1);
    await send(clock.platform, row);
    expect(await asked()).toBe(1);
    clock.pass(1);
    await send(clock.platform, row);
    expect(await mailbox.of(email)).toMatchObject({ asked: 2, messages: [{ to: email }] });
    expect(await stored(row)).toMatchObject({ state: "sent", attempts: 2, failure: null });
  });

  it("is tried eight times over ten hours, then given up for good, with the reason", async () => {
    const lines = logged();
    const clock = clockwork();
    const { email, row, asked } = await lastingMail(clock);
    await mailbox.fails(email, ...Array(20).fill({ status: 500 }));
    const waits: number[] = [];
    for (let i = 0; i < 20; i++) {
      await send(clock.platform, row);
      const { state, due_at } = await stored(row);
      if (state !== "waiting") break;
      waits.push(((due_at as number) - clock.now()) / SECOND);
      clock.pass((due_at as number) - clock.now());
    }
    expect(waits).toEqual([30, 120, 300, 900, 3600, 10_800, 21_600]);
    expect(await asked()).toBe(8);
    expect(await stored(row)).toMatchObject({ state: "failed", failure: "status 500", attempts: 8, sealed: null });
    expect(lines.filter((line) => line.includes("given up"))).toHaveLength(1);
    clock.pass(24 * HOUR);
    await send(clock.platform, row);
    expect(await asked()).toBe(8);
  });

  it.each([
    ["in seconds", () => ({ "retry-after": "7200" }), 2 * HOUR],
    ["as a date", (now: number) => ({ "retry-after": new Date(now + HOUR).toUTCString() }), HOUR],
    [
      "as the time of a reset",
      (now: number) => ({ "x-ratelimit-reset": String((now + 5 * MINUTE) / SECOND) }),
      5 * MINUTE,
    ],
    ["shorter than we wait anyway", () => ({ "retry-after": "1" }), 30 * SECOND],
    ["longer than a day", () => ({ "retry-after": "9999999" }), 24 * HOUR],
    ["in a way that nobody can read", () => ({ "retry-after": "soon" }), 30 * SECOND],
  ])("waits as long as the provider asks for, %s", async (_, headers, wait) => {
    logged();
    const clock = clockwork();
    const { email, row } = await lastingMail(clock);
    await mailbox.fails(email, { status: 429, headers: headers(clock.now()) });
    await send(clock.platform, row);
    expect(await stored(row)).toMatchObject({ state: "waiting", due_at: clock.now() + wait });
  });

  it("is given up at once where the next attempt would come too late", async () => {
    logged();
    const { platform } = clockwork();
    const phone = aPhone();
    const row = await committed(platform, aCode(phone));
    await mailbox.fails(phone, { status: 429, headers: { "retry-after": "600" } });
    await send(platform, row);
    expect(await stored(row)).toMatchObject({ state: "failed", failure: "status 429", sealed: null });
  });

  it("comes back through the queue where the sweep would be later", async () => {
    logged();
    const { platform } = clockwork();
    const { email, row } = await lastingMail(clockwork());
    const sent = vi.spyOn(env.EVENTS, "send").mockResolvedValue(undefined as never);
    await mailbox.fails(email, { status: 500 });
    await send(platform, row);
    // What the audit log tells of others may go out meanwhile.
    const ofMails = sent.mock.calls.filter(([events]) => String(events).includes("notifications.queued"));
    expect(ofMails).toEqual([[JSON.stringify(eventsOf([row])), { contentType: "text", delaySeconds: 30 }]]);
  });

  it("is a provider that says nothing for ten seconds, and holds up no other message", async () => {
    logged();
    const { platform } = clockwork();
    const [silent, other] = [anEmail(), anEmail()];
    const rows = await Promise.all([silent, other].map((email) => committed(platform, aReset(email))));
    await mailbox.fails(silent, { hangs: true });
    const sending = send(platform, ...rows);
    await vi.waitFor(async () => expect((await stored(rows[1]!)).state).toBe("sent"), { timeout: 8000 });
    expect(await stored(rows[0]!)).toMatchObject({ state: "waiting", failure: null });
    await sending;
    expect(await stored(rows[0]!)).toMatchObject({ state: "waiting", failure: "timeout", attempts: 1 });
  });
});

describe("what is refused for good", () => {
  it("is not tried again, and the reason names a field, never a value", async () => {
    const lines = logged();
    const clock = clockwork();
    const { email, row, asked } = await lastingMail(clock);
    await mailbox.fails(email, { status: 400 });
    await send(clock.platform, row);
    expect(await stored(row)).toMatchObject({
      state: "failed",
      failure: "status 400 personalizations.0.to.0.email",
      provider: "sendgrid",
      sealed: null,
      finished_at: clock.now(),
    });
    clock.pass(24 * HOUR);
    await send(clock.platform, row);
    expect(await asked()).toBe(1);
    expect(lines.join()).not.toContain(email);
  });

  it("is an address that is none", async () => {
    logged();
    const { platform } = clockwork();
    const row = await committed(platform, aReset("nobody"));
    await send(platform, row);
    expect(await stored(row)).toMatchObject({ state: "failed", failure: "status 400 personalizations.0.to.0.email" });
  });

  it.each(["eskiz", "playmobile"])("is a number abroad, which %s is not even asked about", async (provider) => {
    logged();
    const { platform } = clockwork({ SMS_PROVIDER: provider });
    const row = await committed(platform, aCode("+12025550123"));
    await send(platform, row);
    expect(await stored(row)).toMatchObject({ state: "failed", failure: "no number in Uzbekistan" });
    expect((await mailbox.of("+12025550123")).asked).toBe(0);
  });
});

describe("Eskiz", () => {
  const account = () => `${crypto.randomUUID()}@aifoundry.uz`;

  it("is signed in to once for many messages, and again once its token has expired", async () => {
    const ESKIZ_EMAIL = account();
    const { platform } = clockwork({ ESKIZ_EMAIL });
    const sendTo = async (phones: string[]) => {
      const rows = await Promise.all(phones.map((phone) => committed(platform, aCode(phone))));
      await send(platform, ...rows);
      for (const row of rows) expect(await stored(row)).toMatchObject({ state: "sent", attempts: 1 });
    };
    const phones = Array.from({ length: 6 }, aPhone);
    await sendTo(phones.slice(0, 3));
    expect((await mailbox.of(ESKIZ_EMAIL)).asked).toBe(1);
    await mailbox.expireTokens(ESKIZ_EMAIL);
    await sendTo(phones.slice(3));
    expect((await mailbox.of(ESKIZ_EMAIL)).asked).toBe(2);
    for (const phone of phones) expect((await mailbox.of(phone)).messages).toHaveLength(1);
  });

  it("that refuses or misses the sign-in keeps the message waiting", async () => {
    logged();
    const ESKIZ_EMAIL = account();
    const phone = aPhone();
    const wrong = clockwork({ ESKIZ_EMAIL, ESKIZ_PASSWORD: "wrong" });
    const row = await committed(wrong.platform, { ...aCode(phone), usefulUntil: wrong.now() + 48 * HOUR });
    await send(wrong.platform, row);
    expect(await stored(row)).toMatchObject({ state: "waiting", failure: "status 401 login" });
    const right = clockwork({ ESKIZ_EMAIL });
    right.pass(HOUR);
    await mailbox.fails(ESKIZ_EMAIL, { status: 500 });
    await send(right.platform, row);
    expect(await stored(row)).toMatchObject({ state: "waiting", failure: "status 500 login", attempts: 2 });
    right.pass(HOUR);
    await send(right.platform, row);
    expect(await stored(row)).toMatchObject({ state: "sent", provider: "eskiz" });
    expect((await mailbox.of(phone)).messages).toHaveLength(1);
  });

  it("that has not approved a text refuses it for good", async () => {
    logged();
    const { platform } = clockwork();
    const phone = aPhone();
    await mailbox.fails(phone, { status: 400 });
    const row = await committed(platform, aCode(phone));
    await send(platform, row);
    expect(await stored(row)).toMatchObject({ state: "failed", failure: "status 400", provider: "eskiz" });
  });
});

describe("Playmobile", () => {
  const playmobile = { SMS_PROVIDER: "playmobile" };

  it("takes an SMS under our own id", async () => {
    const { platform } = clockwork(playmobile);
    const phone = aPhone();
    const row = await committed(platform, { ...aCode(phone), language: "ru" });
    await send(platform, row);
    expect((await mailbox.of(phone)).messages).toEqual([
      {
        provider: "playmobile",
        id: row.id,
        to: phone,
        text: "Код AI Foundry: 482913. Действует 5 минут. Никому его не сообщайте.",
      },
    ]);
    expect(await stored(row)).toMatchObject({ state: "sent", provider: "playmobile", provider_id: row.id });
  });

  it("with a fault inside says so in a 400, which is tried again; a wrong password too", async () => {
    logged();
    const clock = clockwork(playmobile);
    const phone = aPhone();
    const row = await committed(clock.platform, { ...aCode(phone), usefulUntil: clock.now() + 48 * HOUR });
    await mailbox.fails(phone, { status: 400 });
    await send(clock.platform, row);
    expect(await stored(row)).toMatchObject({ state: "waiting", failure: "status 400 100" });
    const wrong = clockwork({ ...playmobile, PLAYMOBILE_PASSWORD: "wrong" });
    wrong.pass(HOUR);
    await send(wrong.platform, row);
    expect(await stored(row)).toMatchObject({ state: "waiting", failure: "status 401" });
  });

  it("with a field that it does not take refuses for good, by code", async () => {
    logged();
    const { platform } = clockwork({ ...playmobile, PLAYMOBILE_ORIGINATOR: "" as never });
    const row = await committed(platform, aCode(aPhone()));
    await send(platform, row);
    expect(await stored(row)).toMatchObject({ state: "failed", failure: "status 400 401" });
  });
});

describe("a channel without secrets", () => {
  it("keeps its messages, untouched, says so once, and sends them once it has some", async () => {
    const unset = { SENDGRID_API_KEY: undefined as never, ESKIZ_EMAIL: "" };
    const { platform } = clockwork(unset);
    const [email, phone] = [anEmail(), aPhone()];
    const rows = [await committed(platform, aReset(email)), await committed(platform, aCode(phone))] as const;
    const lines = logged();
    for (let i = 0; i < 3; i++) await sendNotifications(platform, eventsOf(rows));
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      { level: "warn", message: "notifications wait: the channel is not configured", channel: "email" },
      { level: "warn", message: "notifications wait: the channel is not configured", channel: "sms" },
    ]);
    for (const row of rows) expect(await stored(row)).toMatchObject({ state: "waiting", attempts: 0, failure: null });
    await send(clockwork().platform, ...rows);
    for (const row of rows) expect(await stored(row)).toMatchObject({ state: "sent", attempts: 1 });
  });
});
