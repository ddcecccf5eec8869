import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { Secret, TOTP } from "otpauth";
import { afterEach, describe, expect, it, vi } from "vitest";
import { migrations } from "../../durable-objects/user-session.migrations.ts";
import { reportLocks } from "../../workers/auth/second-factor/report-locks.ts";
import { reportReuse } from "../../workers/auth/sessions/report-reuse.ts";
import { mailSignIns } from "../../workers/auth/sessions/tell-of-sign-ins.ts";
import type { PersonNews } from "../../workers/platform/events.ts";
import { createPlatform } from "../../workers/platform/platform.ts";
import { api, bodyOf } from "../support/api.ts";
import { type Mail, mailbox } from "../support/mailbox.ts";
import { runAlarms } from "../support/objects.ts";

const PASSWORD = "correct horse battery";
const WINDOWS =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";
const PHONE =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1";

type From = { agent?: string; ip?: string; language?: string };
const login = (email: string, { agent = WINDOWS, ip = "213.230.66.10", language }: From = {}) =>
  api(undefined, {
    headers: { "user-agent": agent, "cf-connecting-ip": ip, ...(language && { "accept-language": language }) },
  }).post("/api/auth/login", { email, password: PASSWORD });

/** Somebody who signed in before, with a browser on Windows. */
async function acquainted(from: From = {}) {
  const about = { organization_name: "B", full_name: "Nodir", phone: "+998901234567", modules: ["antifraud"] };
  const email = `${crypto.randomUUID()}@bank.uz`;
  const { agent = WINDOWS, ip = "213.230.66.10", language = "en" } = from;
  const headers = { "user-agent": agent, "cf-connecting-ip": ip, "accept-language": language };
  const registered = await api(undefined, { headers }).post("/api/auth/register", {
    email,
    password: PASSWORD,
    ...about,
  });
  const { user_id, refresh_token, access_token } = await bodyOf<Record<string, string>>(registered);
  return { email, userId: user_id!, refreshToken: refresh_token!, token: access_token! };
}

/** The mails to an address about what happened to its account, once there are so many. */
const mailsTo = (email: string, subject: RegExp, count: number): Promise<Mail[]> =>
  vi.waitFor(
    async () => {
      const mails = (await mailbox.of<Mail>(email)).messages;
      const found = mails.filter((mail) => subject.test(mail.subject));
      expect(found).toHaveLength(count);
      return found;
    },
    { timeout: 20_000, interval: 100 },
  );
const rowsOf = async (table: "notifications" | "audit_events", column: string, value: string) =>
  (
    await env.DB.prepare(
      `SELECT ${column} AS value FROM ${table} WHERE organization_id = (SELECT organization_id FROM users WHERE id = ?)`,
    )
      .bind(value)
      .all<{ value: string }>()
  ).results.map(({ value }) => value);

afterEach(() => {
  vi.restoreAllMocks();
});

/** What the object of a person has still to tell. */
const keptOf = (userId: string) =>
  runInDurableObject(env.USER_SESSION.getByName(userId), (_, { storage }) =>
    storage.sql.exec("SELECT id FROM news").toArray(),
  );

/** What an object published, for telling it again. */
function published() {
  const events: PersonNews[] = [];
  const send = env.EVENTS.send.bind(env.EVENTS);
  vi.spyOn(env.EVENTS, "send").mockImplementation((body, options) => {
    events.push(...(JSON.parse(String(body)) as PersonNews[]));
    return send(body, options);
  });
  return events;
}

describe("a sign-in from where a person never was", () => {
  it.each([
    ["another address", { ip: "91.203.1.1" }, "91.203", "Chrome, Windows"],
    ["another kind of device", { agent: PHONE }, "213.230", "Safari, iOS"],
  ])("is mailed to them, once (%s)", async (_, from, ip, device) => {
    const { email, userId } = await acquainted();
    expect((await login(email, { ...from, language: "ru" })).status).toBe(200);
    const [mail] = await mailsTo(email, /Новый вход/, 1);
    expect(mail!.text).toContain(device);
    // Addresses are written so that no mail reader makes a link of them.
    expect(mail!.text.replaceAll("\u200c", "")).toContain(ip);
    expect((await login(email, { ...from, language: "ru" })).status).toBe(200);
    expect(await rowsOf("notifications", "template", userId)).toEqual(["verify_email", "new_sign_in"]);
  });

  it("is told neither of the first sign-in, nor of a newer version, nor of the same network of IPv6", async () => {
    const events = published();
    const { email, userId } = await acquainted({ ip: "2a02:1234:5678:9abc::1" });
    const ip = "2a02:1234:5678:9abc:dead:beef:0:2";
    expect((await login(email, { ip, agent: WINDOWS.replace("142", "143") })).status).toBe(200);
    expect(events.filter(({ type }) => type === "auth.signed_in_anew")).toEqual([]);
    expect(await keptOf(userId)).toEqual([]);
  });

  it("told again is mailed once", async () => {
    const events = published();
    const { email } = await acquainted();
    await login(email, { agent: PHONE });
    await mailsTo(email, /New sign-in/, 1);
    const news = events.flatMap((event) => (event.type === "auth.signed_in_anew" ? [event] : []));
    expect(news).toHaveLength(1);
    await Promise.all([1, 2, 3].map(() => mailSignIns(createPlatform(env), news)));
    await mailsTo(email, /New sign-in/, 1);
    expect((await mailbox.of(email)).asked).toBe(2);
  });

  it("waits in its object while the queue refuses it", async () => {
    const { email, userId } = await acquainted();
    const send = env.EVENTS.send.bind(env.EVENTS);
    let refused = 0;
    vi.spyOn(env.EVENTS, "send").mockImplementation((body, options) =>
      String(body).includes("signed_in_anew") && refused++ === 0
        ? Promise.reject(new Error("queue down"))
        : send(body, options),
    );
    await login(email, { agent: PHONE });
    await vi.waitFor(() => expect(refused).toBe(1));
    expect(await keptOf(userId)).toHaveLength(1);
    await runAlarms(env.USER_SESSION as DurableObjectNamespace<undefined>);
    await mailsTo(email, /New sign-in/, 1);
  });
});

describe("the language of a person", () => {
  it("is that of their last sign-in which named one", async () => {
    const { email } = await acquainted({ language: "ru" });
    await login(email, { agent: PHONE });
    await mailsTo(email, /Новый вход/, 1);
    await login(email, { ip: "91.203.1.2", language: "en" });
    await mailsTo(email, /New sign-in/, 1);
    await login(email, { ip: "91.203.1.3" });
    await mailsTo(email, /New sign-in/, 2);
  });
});

it("a refresh token that was used again is mailed to its person with the device of its session, once", async () => {
  const events = published();
  const { email, userId, refreshToken } = await acquainted();
  const refresh = (token: string) => api().post("/api/auth/refresh-token", { refresh_token: token });
  const next = await bodyOf<{ refresh_token: string }>(await refresh(refreshToken));
  await refresh(next.refresh_token);
  expect((await refresh(refreshToken)).status).toBe(401);
  const [mail] = await mailsTo(email, /session was ended/, 1);
  expect(mail!.text).toContain("Chrome, Windows");
  const news = events.flatMap((event) => (event.type === "auth.refresh_reused" ? [event] : []));
  await Promise.all([1, 2, 3].map(() => reportReuse(createPlatform(env), news)));
  await mailsTo(email, /session was ended/, 1);
  const actions = await rowsOf("audit_events", "action", userId);
  expect(actions.filter((action) => action === "session.refresh_reused")).toHaveLength(1);
});

it("what an object had still to tell before it learned of other news is told", async () => {
  const { email, userId, refreshToken } = await acquainted();
  const object = env.USER_SESSION.getByName(userId);
  const sessionId = refreshToken && "ses_00000000000000000000000000";
  await runInDurableObject(object, (_, { storage }) => {
    // As the schema before left it.
    storage.sql.exec("DROP TABLE news; DROP TABLE devices");
    storage.sql.exec("CREATE TABLE reuses (session_id TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID");
    storage.sql.exec("INSERT INTO reuses VALUES (?, ?)", sessionId, Date.now());
    storage.sql.exec(migrations.at(-1)!.sql);
  });
  await runAlarms(env.USER_SESSION as DurableObjectNamespace<undefined>);
  await mailsTo(email, /session was ended/, 1);
});

describe("a second factor that wrong codes locked", () => {
  /** Somebody with a factor in force, and codes of steps that were not used yet. */
  async function withFactor() {
    const person = await acquainted();
    const caller = api({ token: person.token });
    const enrolled = await bodyOf<{ secret: string }>(
      await caller.post("/api/auth/2fa/enroll", { password: PASSWORD }),
    );
    const totp = new TOTP({ secret: Secret.fromBase32(enrolled.secret) });
    const code = (steps: number) => totp.generate({ timestamp: Date.now() + steps * 30_000 });
    expect((await caller.post("/api/auth/2fa/verify", { code: code(-1) })).status).toBe(200);
    const show = async (shown: string) => (await caller.post("/api/auth/2fa/step-up", { code: shown })).status;
    return { ...person, show, code };
  }

  it("is mailed to its person and kept in the audit log, once", async () => {
    const events = published();
    const { email, userId, show } = await withFactor();
    for (let i = 0; i < 5; i++) expect(await show("000000")).toBe(403);
    expect(await show("000000")).toBe(429);
    const [mail] = await mailsTo(email, /locked for a while/, 1);
    expect(mail!.text).toContain("15 minutes");
    const news = events.flatMap((event) => (event.type === "auth.factor_locked" ? [event] : []));
    expect(news).toHaveLength(1);
    await Promise.all([1, 2, 3].map(() => reportLocks(createPlatform(env), news)));
    await mailsTo(email, /locked for a while/, 1);
    const actions = await rowsOf("audit_events", "action", userId);
    expect(actions.filter((action) => action === "factor.locked")).toHaveLength(1);
  });

  it("is not told of where the last attempt proves right", async () => {
    const { userId, show, code } = await withFactor();
    for (let i = 0; i < 4; i++) expect(await show("000000")).toBe(403);
    expect(await show(code(0))).toBe(204);
    expect(await keptOf(userId)).toEqual([]);
  });
});
