import { createScheduledController } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import { composeNotification } from "../../workers/notifications/compose-notification.ts";
import { sendNotifications } from "../../workers/notifications/send-notifications.ts";
import { eventsOf, sendSoon } from "../../workers/notifications/send-soon.ts";
import {
  claimNotification,
  markFailed,
  markSent,
  notificationInsert,
  putOff,
} from "../../workers/notifications/store.ts";
import { sweepNotifications } from "../../workers/notifications/sweep-notifications.ts";
import { createPlatform } from "../../workers/platform/platform.ts";
import { scheduled } from "../../workers/schedule.ts";
import { mailbox } from "../support/mailbox.ts";
import { aCode, anEmail, aPhone, aReset, clockwork, committed, logged, send, stored } from "../support/notices.ts";

const MINUTE = 60_000;

afterEach(() => {
  vi.restoreAllMocks();
});

describe("a notification", () => {
  it("leaves right after the commit, through the queue", async () => {
    const [email, phone] = [anEmail(), aPhone()];
    const platform = createPlatform(env);
    const mail = await committed(platform, { ...aReset(email), language: "ru" });
    const sms = await committed(platform, { ...aCode(phone), language: "uz" });
    sendSoon(platform, mail, sms);
    await vi.waitFor(async () => expect((await stored(mail)).state).toBe("sent"), { timeout: 10_000 });
    await vi.waitFor(async () => expect((await stored(sms)).state).toBe("sent"), { timeout: 10_000 });
    const [letter] = (await mailbox.of(email)).messages;
    expect(letter).toMatchObject({ provider: "sendgrid", subject: "Восстановление пароля" });
    expect(letter!.text).toContain("https://app.test/ru/reset-password#token=tok-1");
    expect(await stored(mail)).toMatchObject({ provider: "sendgrid", provider_id: letter!.id, attempts: 1 });
    const [code] = (await mailbox.of(phone)).messages;
    expect(code).toMatchObject({
      provider: "eskiz",
      text: "AI Foundry kodi: 482913. 5 daqiqa amal qiladi. Uni hech kimga aytmang.",
    });
    expect(await stored(sms)).toMatchObject({ provider: "eskiz", provider_id: code!.id });
  });

  it("is not there where the change that it tells of was not committed", async () => {
    const { platform } = clockwork();
    const row = await composeNotification(platform, { ...aReset(anEmail()), organizationId: "org_1", language: "en" });
    const refused = platform.db.batch([
      notificationInsert(platform.db, row),
      notificationInsert(platform.db, { ...row, template: null as never, id: "ntf_other" }),
    ]);
    await expect(refused).rejects.toThrow();
    await send(platform, row);
    expect((await env.DB.prepare("SELECT count(*) AS n FROM notifications WHERE id = ?").bind(row.id).first())!.n).toBe(
      0,
    );
  });

  it("is sent once, however often and by however many it is asked for", async () => {
    const { platform } = clockwork();
    const email = anEmail();
    const row = await committed(platform, aReset(email));
    const [event] = eventsOf([row]);
    await Promise.all(Array.from({ length: 10 }, () => sendNotifications(platform, [event!, event!])));
    await sendNotifications(platform, [event!]);
    expect(await mailbox.of(email)).toMatchObject({ asked: 1, messages: [{ to: email }] });
    expect(await stored(row)).toMatchObject({ state: "sent", attempts: 1 });
  });

  it("is nobody else's: an event of another organisation sends nothing", async () => {
    const { platform } = clockwork();
    const email = anEmail();
    const row = await committed(platform, aReset(email));
    await send(platform, { ...row, organizationId: "org_other" });
    expect(await mailbox.of(email)).toMatchObject({ asked: 0, messages: [] });
    expect(await stored(row)).toMatchObject({ state: "waiting", attempts: 0 });
  });

  it("comes with many others, each once, in turns of a few", async () => {
    logged();
    const { platform } = clockwork();
    const organizationId = platform.newId("org");
    const emails = Array.from({ length: 150 }, anEmail);
    const rows = await Promise.all(emails.map((email) => committed(platform, { ...aReset(email), organizationId })));
    const sent = vi.spyOn(env.EVENTS, "sendBatch").mockResolvedValue(undefined as never);
    let events = eventsOf(rows);
    let turns = 0;
    while (events.length > 0) {
      sent.mockClear();
      await sendNotifications(platform, events);
      events = sent.mock.calls.flatMap(([messages]) => [...messages].flatMap(({ body }) => JSON.parse(body as string)));
      turns++;
    }
    expect(turns).toBe(3);
    for (const email of emails) expect(await mailbox.of(email)).toMatchObject({ asked: 1, messages: [{ to: email }] });
  });
});

describe("a crash", () => {
  it("between commit and announcement is made good by the sweep", async () => {
    const email = anEmail();
    const platform = createPlatform(env);
    const row = await committed(platform, aReset(email));
    await scheduled(createScheduledController({ cron: "*/5 * * * *" }), env);
    await vi.waitFor(async () => expect((await stored(row)).state).toBe("sent"), { timeout: 10_000 });
    expect(await mailbox.of(email)).toMatchObject({ asked: 1 });
  });

  it("of the queue at the announcement loses nothing and is no failure of the change", async () => {
    const email = anEmail();
    const lines = logged();
    const { platform } = clockwork();
    const deferred: Promise<unknown>[] = [];
    vi.spyOn(env.EVENTS, "sendBatch").mockRejectedValueOnce(new Error("queue down"));
    const row = await committed(platform, aReset(email));
    sendSoon({ env, defer: (work) => void deferred.push(work) }, row);
    await Promise.all(deferred);
    expect(lines.join()).toContain("left to the sweep");
    expect(await swept(platform)).toContainEqual(expect.objectContaining({ ids: [row.id] }));
  });

  it("while sending leaves the claim for a minute, then the next one sends", async () => {
    const { platform, now, pass } = clockwork();
    const email = anEmail();
    const row = await committed(platform, aReset(email));
    const claimed = await claimNotification(platform.db, row.organizationId, row.id, {
      now: now(),
      leaseUntil: now() + MINUTE,
    });
    expect(claimed).toMatchObject({ id: row.id, attempts: 1 });
    pass(MINUTE - 1);
    await send(platform, row);
    expect((await mailbox.of(email)).asked).toBe(0);
    pass(1);
    await send(platform, row);
    expect(await mailbox.of(email)).toMatchObject({ asked: 1, messages: [{ to: email }] });
    // The first one was alive after all: its word changes nothing any more.
    await markSent(platform.db, claimed!, { provider: "sendgrid", providerId: "late", now: now() });
    expect(await stored(row)).toMatchObject({ state: "sent", attempts: 2 });
    expect((await stored(row)).provider_id).not.toBe("late");
  });

  it("of the database right after sending sends no second one", async () => {
    logged();
    const { platform, pass } = clockwork();
    const email = anEmail();
    const row = await committed(platform, aReset(email));
    const prepare = env.DB.prepare.bind(env.DB);
    let failures = 2;
    vi.spyOn(env.DB, "prepare").mockImplementation((query) => {
      if (query.includes('"provider_id" = ') && failures-- > 0) throw new Error("D1_ERROR: Network connection lost");
      return prepare(query);
    });
    await send(platform, row);
    expect(failures).toBeLessThanOrEqual(0);
    expect(await stored(row)).toMatchObject({ state: "sent", attempts: 1 });
    pass(10 * MINUTE);
    await send(platform, row);
    expect((await mailbox.of(email)).asked).toBe(1);
  });

  it("of one that wakes up late lets it neither put off nor give up what another is sending", async () => {
    const { platform, now, pass } = clockwork();
    const row = await committed(platform, aReset(anEmail()));
    const claim = () =>
      claimNotification(platform.db, row.organizationId, row.id, { now: now(), leaseUntil: now() + MINUTE });
    const late = (await claim())!;
    pass(MINUTE);
    const current = (await claim())!;
    await putOff(platform.db, late, { provider: "sendgrid", failure: "timeout", dueAt: now() });
    await markFailed(platform.db, late, { provider: "sendgrid", failure: "timeout", now: now() });
    expect(await stored(row)).toMatchObject({ state: "waiting", failure: null, due_at: now() + MINUTE });
    await markFailed(platform.db, current, { provider: "sendgrid", failure: "timeout", now: now() });
    expect(await stored(row)).toMatchObject({ state: "failed", failure: "timeout" });
  });

  it("at every attempt ends in giving up", async () => {
    const { platform, now, pass } = clockwork();
    const row = await committed(platform, { ...aReset(anEmail()), usefulUntil: now() + 100 * 60 * MINUTE });
    for (let i = 0; i < 8; i++) {
      await claimNotification(platform.db, row.organizationId, row.id, { now: now(), leaseUntil: now() + MINUTE });
      pass(MINUTE);
    }
    await send(platform, row);
    expect(await stored(row)).toMatchObject({ state: "failed", failure: "interrupted too often", sealed: null });
  });

  it("after sending and before marking may send a mail twice, but no SMS where the provider knows its id", async () => {
    const { platform, pass } = clockwork({ SMS_PROVIDER: "playmobile" });
    const [email, phone] = [anEmail(), aPhone()];
    const rows = [await committed(platform, aReset(email)), await committed(platform, aCode(phone))] as const;
    await mailbox.fails(email, { taken: true, breaks: true });
    await mailbox.fails(phone, { taken: true, breaks: true });
    await send(platform, ...rows);
    expect(await stored(rows[0])).toMatchObject({ state: "waiting", failure: "unreachable" });
    pass(MINUTE);
    await send(platform, ...rows);
    expect((await mailbox.of(email)).messages).toHaveLength(2);
    expect(await mailbox.of(phone)).toMatchObject({ asked: 2, messages: [{ id: rows[1].id }] });
    expect((await mailbox.of(phone)).messages).toHaveLength(1);
    for (const row of rows) expect(await stored(row)).toMatchObject({ state: "sent", attempts: 2 });
  });
});

describe("the sweep", () => {
  it("asks for what is due, by organisation and channel, and for nothing else", async () => {
    const { platform, now, pass } = clockwork();
    const due = await committed(platform, aReset(anEmail()));
    const sms = await committed(platform, { ...aCode(aPhone()), organizationId: due.organizationId });
    const done = await committed(platform, aReset(anEmail()));
    await send(platform, done);
    const leased = await committed(platform, aReset(anEmail()));
    await claimNotification(platform.db, leased.organizationId, leased.id, { now: now(), leaseUntil: now() + MINUTE });
    const own = (await swept(platform)).filter(({ organizationId }) => organizationId === due.organizationId);
    expect(own).toEqual([
      { type: "notifications.queued", organizationId: due.organizationId, channel: "email", ids: [due.id] },
      { type: "notifications.queued", organizationId: due.organizationId, channel: "sms", ids: [sms.id] },
    ]);
    const all = async () => (await swept(platform)).flatMap(({ ids }) => ids);
    expect(await all()).not.toContain(done.id);
    expect(await all()).not.toContain(leased.id);
    pass(MINUTE);
    expect(await all()).toContain(leased.id);
  });

  it("gives up what came too late, and erases it", async () => {
    const { platform, pass } = clockwork();
    const phone = aPhone();
    const row = await committed(platform, aCode(phone));
    const lines = logged();
    pass(5 * MINUTE);
    await swept(platform);
    expect(await stored(row)).toMatchObject({ state: "failed", failure: "outdated", sealed: null });
    expect(lines.join()).toContain(row.id);
    await send(platform, row);
    expect((await mailbox.of(phone)).asked).toBe(0);
  });
});

/** The events that a sweep publishes. */
async function swept(platform: Parameters<typeof sweepNotifications>[0]) {
  const sent = vi.spyOn(env.EVENTS, "sendBatch").mockResolvedValue(undefined as never);
  await sweepNotifications(platform);
  const events = sent.mock.calls.flatMap(([messages]) =>
    [...messages].flatMap(({ body }) => JSON.parse(body as string)),
  );
  sent.mockRestore();
  return events as { organizationId: string; channel: string; ids: string[] }[];
}
