import { createExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { app } from "../../workers/app.ts";
import { api, bodyOf } from "../support/api.ts";
import { given } from "../support/given.ts";
import { inParallel } from "../support/parallel.ts";

const SITE = "https://api.test";
const PASSWORD = "correct horse battery";
const ours = { "sec-fetch-site": "same-origin", "sec-fetch-mode": "cors", origin: SITE };
const byCookie = { ...ours, "foundry-session": "cookie" };
const ACCESS = "__Host-foundry_access";
const REFRESH = "__Host-foundry_refresh";

type Jar = Record<string, string>;
type Headers = Record<string, string>;

/** Sends as a browser does that has these cookies. */
const send = (method: string, path: string, jar: Jar = {}, headers: Headers = ours, body?: unknown) => {
  const cookie = Object.entries(jar).map(([name, value]) => `${name}=${value}`);
  return api(undefined, { headers: { ...headers, ...(cookie.length > 0 && { cookie: cookie.join("; ") }) } }).send(
    method,
    path,
    body,
  );
};
/** The cookies that an answer sets, and how. */
const setBy = (answer: Response) =>
  answer.headers.getSetCookie().map((cookie) => {
    const [pair = "", ...attributes] = cookie.split("; ");
    const [name = "", value = ""] = pair.split("=");
    return { name, value, attributes: attributes.sort() };
  });
const jarOf = (answer: Response): Jar => Object.fromEntries(setBy(answer).map(({ name, value }) => [name, value]));
const codeOf = async (answer: Response) => [answer.status, (await bodyOf<{ code: string }>(answer)).code];
const signIn = (email: string, headers: Headers = byCookie) =>
  send("POST", "/api/auth/login", {}, headers, { email, password: PASSWORD });
const refresh = (jar: Jar, headers: Headers = byCookie) => send("POST", "/api/auth/refresh-token", jar, headers, {});
/** Credentials are trusted for a second at the most. */
const forgotten = () => new Promise((wait) => setTimeout(wait, 1_050));

describe("signing in by cookie", () => {
  it("puts both tokens into cookies that only this host gets, and shows neither", async () => {
    const { email } = await given.person();
    const answer = await signIn(email);
    expect(answer.status).toBe(200);
    const attributes = (age: number) => ["HttpOnly", `Max-Age=${age}`, "Path=/", "SameSite=Strict", "Secure"];
    expect(setBy(answer)).toEqual([
      { name: ACCESS, value: expect.stringMatching(/^eyJ/), attributes: attributes(3600) },
      { name: REFRESH, value: expect.stringMatching(/^aifr_/), attributes: attributes(7 * 24 * 3600) },
    ]);
    const body = await answer.text();
    for (const value of Object.values(jarOf(answer))) expect(body).not.toContain(value);
    expect(JSON.parse(body)).toEqual({ expires_in: 3600, user: expect.objectContaining({ email }) });
  });

  it("is what registering and refreshing do too", async () => {
    const about = { organization_name: "B", full_name: "N", phone: "+998901234567", modules: ["antifraud"] };
    const person = { email: `${crypto.randomUUID()}@bank.uz`, password: PASSWORD };
    const registered = await send("POST", "/api/auth/register", {}, byCookie, { ...person, ...about });
    expect(registered.status).toBe(201);
    expect(await registered.clone().json()).toEqual({
      success: true,
      user_id: expect.stringMatching(/^usr_/),
      expires_in: 3600,
    });
    const jar = jarOf(registered);
    expect(Object.keys(jar)).toEqual([ACCESS, REFRESH]);
    const refreshed = await refresh(jar);
    expect(await refreshed.clone().json()).toEqual({ expires_in: 3600 });
    expect(jarOf(refreshed)[REFRESH]).not.toBe(jar[REFRESH]);
    expect((await send("GET", "/api/users/me", jarOf(refreshed))).status).toBe(200);
  });

  it("changes nothing for those who do not ask for it", async () => {
    const { email, refreshToken } = await given.person();
    const answer = await signIn(email, {});
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(Object.keys(await bodyOf(answer)).sort()).toEqual([
      "access_token",
      "expires_in",
      "refresh_token",
      "token_type",
      "user",
    ]);
    const refreshed = await send("POST", "/api/auth/refresh-token", {}, {}, { refresh_token: refreshToken });
    expect(refreshed.headers.getSetCookie()).toEqual([]);
    expect(await bodyOf(refreshed)).toHaveProperty("refresh_token");
  });

  it("knows no other mode, and neither two refresh tokens nor none", async () => {
    const { email, refreshToken } = await given.person();
    const jar = jarOf(await signIn(email));
    const wrong = async (answer: Promise<Response>) => {
      const { code, errors } = await bodyOf<{ code: string; errors: { path: string }[] }>(await answer);
      return [code, errors.map(({ path }) => path)];
    };
    expect(await wrong(signIn(email, { ...ours, "foundry-session": "token" }))).toEqual([
      "request.invalid",
      ["foundry-session"],
    ]);
    const path = "/api/auth/refresh-token";
    const both = send("POST", path, jar, byCookie, { refresh_token: refreshToken });
    expect(await wrong(both)).toEqual(["request.invalid", ["refresh_token"]]);
    // A cookie counts only for those who ask for cookies.
    expect(await wrong(send("POST", path, jar, ours, {}))).toEqual(["request.invalid", ["refresh_token"]]);
    expect(await codeOf(await refresh({}))).toEqual([401, "auth.refresh_expired"]);
  });

  it.each([
    ["http://10.1.2.3:8787", 400],
    ["http://foundry.lan", 400],
    ["http://localhost:8787", 200],
    ["http://127.0.0.1:8787", 200],
    ["https://10.1.2.3", 200],
  ])("from a page of %s answers %i", async (origin, status) => {
    const { email } = await given.person();
    const request = new Request(`${origin}/api/auth/login`, {
      method: "POST",
      headers: { ...byCookie, origin, "content-type": "application/json" },
      body: JSON.stringify({ email, password: PASSWORD }),
    });
    const answer = await app.fetch(request, env, createExecutionContext());
    expect(answer.status).toBe(status);
    expect(answer.headers.getSetCookie()).toHaveLength(status === 200 ? 2 : 0);
    if (status === 400) expect(await bodyOf(answer)).toMatchObject({ code: "auth.cookies_need_https" });
  });
});

describe("a session in cookies", () => {
  it("counts only where no authorization header is", async () => {
    const { email, userId } = await given.person();
    const jar = jarOf(await signIn(email));
    const me = await send("GET", "/api/users/me", jar);
    expect(await bodyOf(me)).toMatchObject({ id: userId });
    const other = await given.person();
    const authorization = `Bearer ${other.token}`;
    expect(await bodyOf(await send("GET", "/api/users/me", jar, { ...ours, authorization }))).toMatchObject({
      id: other.userId,
    });
    for (const authorization of ["Bearer x", "Basic x", "Bearer "]) {
      const answer = await send("GET", "/api/users/me", jar, { ...ours, authorization });
      expect(await codeOf(answer)).toEqual([401, "auth.not_authenticated"]);
    }
  });

  it("is handed on to everyone who refreshes at once, each with the same current cookies", async () => {
    const { email } = await given.person();
    const jar = jarOf(await signIn(email));
    const jars = await inParallel(Array(100).fill(jar) as Jar[], 25, async (held) => {
      const answer = await refresh(held);
      expect(answer.status).toBe(200);
      return jarOf(answer);
    });
    expect(new Set(jars.map((held) => held[REFRESH])).size).toBe(1);
    for (const held of [jars[0]!, jars[99]!]) expect((await send("GET", "/api/users/me", held)).status).toBe(200);
    expect((await refresh(jars[57]!)).status).toBe(200);
  });

  it("is not taken from the browser by a refresh that is refused", async () => {
    const { email } = await given.person();
    const first = jarOf(await signIn(email));
    const second = jarOf(await refresh(first));
    await refresh(second);
    const refused = await refresh(first);
    expect(refused.headers.getSetCookie()).toEqual([]);
    expect(await codeOf(refused)).toEqual([401, "auth.refresh_reused"]);
  });

  it("ends with logout, which takes its cookies", async () => {
    const { email } = await given.person();
    const jar = jarOf(await signIn(email));
    const out = await send("POST", "/api/auth/logout", jar);
    expect(out.status).toBe(204);
    expect(setBy(out)).toEqual(
      [ACCESS, REFRESH].map((name) => ({
        name,
        value: "",
        attributes: ["HttpOnly", "Max-Age=0", "Path=/", "SameSite=Strict", "Secure"],
      })),
    );
    await forgotten();
    expect((await send("GET", "/api/users/me", jar)).status).toBe(401);
    expect((await refresh(jar)).status).toBe(401);
  });

  it("ends when its browser signs in anew, and is no other's to end", async () => {
    const { email, organizationId } = await given.person();
    const [before, elsewhere] = [jarOf(await signIn(email)), jarOf(await signIn(email))];
    const after = await send("POST", "/api/auth/login", before, byCookie, { email, password: PASSWORD });
    expect(after.status).toBe(200);
    await vi.waitFor(async () => expect((await refresh(before)).status).toBe(401), { timeout: 5000 });
    for (const jar of [jarOf(after), elsewhere]) expect((await refresh(jar)).status).toBe(200);
    const { results } = await env.DB.prepare("SELECT action FROM audit_events WHERE organization_id = ?")
      .bind(organizationId)
      .all<{ action: string }>();
    expect(results.filter(({ action }) => action === "session.ended")).toHaveLength(1);
  });

  it("stays in the browser when a key or a token logs out beside it", async () => {
    const { email, token } = await given.person();
    const jar = jarOf(await signIn(email));
    const out = await send("POST", "/api/auth/logout", jar, { ...ours, authorization: `Bearer ${token}` });
    expect(out.status).toBe(204);
    expect(out.headers.getSetCookie()).toEqual([]);
    expect((await send("GET", "/api/users/me", jar)).status).toBe(200);
  });
});

describe("a request that another site may have made the browser send", () => {
  let jar: Jar;
  let email: string;
  beforeAll(async () => {
    email = (await given.person()).email;
    jar = jarOf(await signIn(email));
  });

  const sites = ["same-origin", "same-site", "cross-site", "none", "of-the-future", undefined];
  const origins = [SITE, "https://evil.test", "http://api.test", "https://api.test:444", "null", undefined];
  const combinations = sites.flatMap((site) =>
    origins.flatMap((origin) => ["navigate", "cors", undefined].map((mode) => ({ site, origin, mode }))),
  );
  const headersOf = ({ site, origin, mode }: (typeof combinations)[number]): Headers => ({
    ...(site && { "sec-fetch-site": site }),
    ...(origin && { origin }),
    ...(mode && { "sec-fetch-mode": mode }),
  });
  const isOwn = ({ site, origin }: (typeof combinations)[number]) =>
    site === undefined ? origin === SITE : site === "same-origin";
  const refused = [403, "auth.cross_site_request"];

  it.each(combinations)("changes nothing unless it is ours: %o", async (from) => {
    const headers = headersOf(from);
    const path = "/api/auth/2fa/step-up";
    const answer = await send("POST", path, jar, headers, { code: "123456" });
    expect(await codeOf(answer)).toEqual(isOwn(from) ? [409, "auth.factor_missing"] : refused);
  });

  it.each(combinations)("reads nothing unless it is ours or somebody's own typing: %o", async (from) => {
    const isTyped = from.site === "none" && from.mode === "navigate";
    const isOld = from.site === undefined && from.origin === undefined;
    const answer = await send("GET", "/api/users/me", jar, headersOf(from));
    if (isOwn(from) || isTyped || isOld) expect(answer.status).toBe(200);
    else expect(await codeOf(answer)).toEqual(refused);
  });

  it.each(combinations)("signs nobody in by cookie unless it is ours: %o", async (from) => {
    const headers = { ...headersOf(from), "foundry-session": "cookie" };
    for (const [path, body] of [
      ["/api/auth/refresh-token", {}],
      ["/api/auth/2fa/login", { mfa_token: "x", code: "123456" }],
    ] as const) {
      const answer = await send("POST", path, {}, headers, body);
      expect(answer.headers.getSetCookie()).toEqual([]);
      const { code } = await bodyOf<{ code: string }>(answer);
      if (isOwn(from)) expect(code).toMatch(/^auth\.(refresh|challenge)_expired$/);
      else expect([answer.status, code]).toEqual(refused);
    }
  });

  it.each([
    ["POST", "/api/auth/login"],
    ["POST", "/api/auth/register"],
    ["POST", "/api/auth/invitations/accept"],
    ["POST", "/api/auth/logout"],
    ["DELETE", "/api/auth/sessions"],
    ["PUT", "/api/auth/password"],
    ["POST", "/api/dashboard/live-feed/tickets"],
    ["POST", "/api/antifraud/transactions/submit"],
    ["POST", "/api/antifraud/models"],
  ])("is refused on %s %s before its body is looked at", async (method, path) => {
    const headers = { "sec-fetch-site": "cross-site", "foundry-session": "cookie", "content-type": "text/plain" };
    const answer = await api(undefined, { headers: { ...headers, cookie: `${ACCESS}=${jar[ACCESS]}` } }).send(
      method,
      path,
      "not JSON",
    );
    expect(await codeOf(answer)).toEqual(refused);
    const withoutMode = await api(undefined, {
      headers: { "sec-fetch-site": "cross-site", cookie: `${ACCESS}=${jar[ACCESS]}` },
    }).send(method, path, {});
    expect(await codeOf(withoutMode)).toEqual(refused);
  });

  it("passes with a token or key of its own, which no site can make a browser send", async () => {
    const { token } = await given.person();
    const headers = { "sec-fetch-site": "cross-site", origin: "https://evil.test", authorization: `Bearer ${token}` };
    expect((await send("GET", "/api/users/me", jar, headers)).status).toBe(200);
    expect((await send("DELETE", "/api/auth/sessions", jar, headers)).status).toBe(200);
  });

  it("that is ours still has to be JSON", async () => {
    const cookie = `${ACCESS}=${jar[ACCESS]}`;
    for (const type of ["text/plain", "application/x-www-form-urlencoded"]) {
      const headers = { ...ours, cookie, "content-type": type };
      const answer = await api(undefined, { headers }).send("POST", "/api/auth/2fa/step-up", '{"code":"123456"}');
      expect(await codeOf(answer)).toEqual([415, "request.wrong_content_type"]);
    }
  });
});
