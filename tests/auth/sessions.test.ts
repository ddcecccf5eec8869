import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { decodeJwt } from "jose";
import { afterEach, describe, expect, it, vi } from "vitest";
import { refreshSession } from "../../workers/auth/sessions/refresh-session.ts";
import { createPlatform } from "../../workers/platform/platform.ts";
import { api, bodyOf } from "../support/api.ts";
import { given } from "../support/given.ts";
import { evictEverything, runAlarms } from "../support/objects.ts";
import { inParallel } from "../support/parallel.ts";

type Pair = { access_token: string; refresh_token: string };
type Session = { id: string; is_current: boolean; user_agent: string | null; ip_address: string | null };

const refresh = (token: string) => api().post("/api/auth/refresh-token", { refresh_token: token });
const refreshed = async (token: string) => {
  const answer = await refresh(token);
  expect(answer.status).toBe(200);
  return bodyOf<Pair>(answer);
};
const codeOf = async (answer: Response) => [answer.status, (await bodyOf<{ code: string }>(answer)).code];
const opens = async (token: string) => (await api({ token }).get("/api/users/me")).status;
/** Credentials are trusted for a second at the most. */
const forgotten = () => new Promise((wait) => setTimeout(wait, 1_050));
/** The same request so much later. */
const later = (ms: number, token: string) => refreshSession(createPlatform(env, { now: () => Date.now() + ms }), token);
const actionsOf = async (organizationId: string) =>
  (
    await env.DB.prepare("SELECT action FROM audit_events WHERE organization_id = ? ORDER BY created_at, id")
      .bind(organizationId)
      .all<{ action: string }>()
  ).results.map(({ action }) => action);

afterEach(() => {
  vi.restoreAllMocks();
});

describe("a refresh token", () => {
  it("gives a new pair of the same session, and works across evictions", async () => {
    const person = await given.person();
    const next = await refreshed(person.refreshToken);
    expect(next.refresh_token).not.toBe(person.refreshToken);
    const [before, after] = [decodeJwt(person.token), decodeJwt(next.access_token)];
    expect(after).toMatchObject({ sub: person.userId, sid: before.sid, email: person.email, role: "org_admin" });
    expect(after.jti).not.toBe(before.jti);
    expect(await opens(next.access_token)).toBe(200);
    await evictEverything();
    expect(await opens((await refreshed(next.refresh_token)).access_token)).toBe(200);
  });

  it("gives everyone who asks at once the same successor", async () => {
    const { refreshToken, organizationId } = await given.person();
    const pairs = await inParallel(Array(100).fill(refreshToken), 25, refreshed);
    expect(new Set(pairs.map((pair) => pair.refresh_token)).size).toBe(1);
    const [pair] = pairs;
    expect(await opens(pair!.access_token)).toBe(200);
    expect((await refreshed(pair!.refresh_token)).refresh_token).not.toBe(pair!.refresh_token);
    expect(await actionsOf(organizationId)).not.toContain("session.refresh_reused");
  });

  it("ends the session when it is used after its successor was: one of the two is not the owner", async () => {
    const { refreshToken, organizationId, token } = await given.person();
    const child = await refreshed(refreshToken);
    const grandchild = await refreshed(child.refresh_token);
    expect(await codeOf(await refresh(refreshToken))).toEqual([401, "auth.refresh_reused"]);
    expect(await codeOf(await refresh(grandchild.refresh_token))).toEqual([401, "auth.refresh_expired"]);
    await forgotten();
    for (const access of [token, child.access_token, grandchild.access_token]) expect(await opens(access)).toBe(401);
    await vi.waitFor(async () => expect(await actionsOf(organizationId)).toContain("session.refresh_reused"), 5000);
  });

  it("that was lost on its way serves again for half a minute, and later only signs its holder out", async () => {
    const { refreshToken } = await given.person();
    const child = await refreshed(refreshToken);
    expect((await later(29_000, refreshToken)).refresh_token).toBe(child.refresh_token);
    await expect(later(31_000, refreshToken)).rejects.toMatchObject({ kind: { code: "auth.refresh_expired" } });
    expect((await refreshed(child.refresh_token)).access_token).toBeTruthy();
  });

  it("ends after a week unused, and after thirty days however often it was used", async () => {
    const day = 24 * 3600 * 1000;
    const idle = await given.person();
    await expect(later(7 * day + 1000, idle.refreshToken)).rejects.toMatchObject({
      kind: { code: "auth.refresh_expired" },
    });
    let { refreshToken } = await given.person();
    for (const days of [6, 12, 18, 24, 29]) refreshToken = (await later(days * day, refreshToken)).refresh_token;
    await expect(later(30 * day + 1000, refreshToken)).rejects.toMatchObject({
      kind: { code: "auth.refresh_expired" },
    });
  });

  it.each([
    ["of nobody", `aifr_usr_${"0".repeat(26)}_${"a".repeat(43)}`],
    ["in another shape", "aifr_usr_x"],
    ["that is an access token", "eyJhbGciOiJub25lIn0.e30."],
  ])("%s is refused", async (_, token) => {
    expect(await codeOf(await refresh(token))).toEqual([401, "auth.refresh_expired"]);
  });

  it("is not kept where it could be read", async () => {
    const { refreshToken, userId } = await given.person();
    const { refresh_token } = await refreshed(refreshToken);
    const tables = ["person", "sessions", "refresh_tokens"];
    const rows = await runInDurableObject(env.USER_SESSION.getByName(userId), (_, { storage }) =>
      JSON.stringify(tables.map((name) => storage.sql.exec(`SELECT * FROM ${name}`).toArray())),
    );
    for (const token of [refreshToken, refresh_token]) expect(rows).not.toContain(token.slice(-43));
  });

  it("used twice is told of, also where the queue refuses the news at first", async () => {
    const { refreshToken, organizationId } = await given.person();
    const child = await refreshed(refreshToken);
    await refreshed(child.refresh_token);
    const send = vi.spyOn(env.EVENTS, "send").mockRejectedValue(new Error("queue down"));
    expect((await refresh(refreshToken)).status).toBe(401);
    await vi.waitFor(() => expect(send).toHaveBeenCalled());
    expect(await actionsOf(organizationId)).not.toContain("session.refresh_reused");
    send.mockRestore();
    await runAlarms(env.USER_SESSION as DurableObjectNamespace<undefined>);
    await vi.waitFor(async () => expect(await actionsOf(organizationId)).toContain("session.refresh_reused"), 5000);
  });
});

describe("sessions", () => {
  it("are listed to their person, and can be ended one by one or all but this one", async () => {
    const person = { email: `${crypto.randomUUID()}@bank.uz`, password: "correct horse battery 1" };
    const first = await bodyOf<Pair>(
      await api(undefined, { headers: { "user-agent": "Firefox", "cf-connecting-ip": "213.230.66.10" } }).post(
        "/api/auth/register",
        { ...person, organization_name: "B", full_name: "N", phone: "+998901234567", modules: ["antifraud"] },
      ),
    );
    const logins: string[] = [];
    for (const agent of ["Chrome", "Safari"])
      logins.push(
        (await bodyOf<Pair>(await api(undefined, { headers: { "user-agent": agent } }).post("/api/auth/login", person)))
          .access_token,
      );
    const list = async (token: string) =>
      (await bodyOf<{ data: Session[] }>(await api({ token }).get("/api/auth/sessions"))).data;
    const sessions = await list(first.access_token);
    expect(sessions.map(({ user_agent }) => user_agent).sort()).toEqual(["Chrome", "Firefox", "Safari"]);
    expect(sessions.find(({ is_current }) => is_current)).toMatchObject({
      user_agent: "Firefox",
      ip_address: "213.230.66.10",
    });
    const chrome = sessions.find(({ user_agent }) => user_agent === "Chrome")!;
    const caller = api({ token: first.access_token });
    expect((await caller.delete(`/api/auth/sessions/${chrome.id}`)).status).toBe(204);
    expect(await codeOf(await caller.delete(`/api/auth/sessions/${chrome.id}`))).toEqual([
      404,
      "auth.session_not_found",
    ]);
    expect(await bodyOf(await caller.delete("/api/auth/sessions"))).toEqual({ ended: 1 });
    await forgotten();
    for (const token of logins) expect(await opens(token)).toBe(401);
    expect((await list(first.access_token)).map(({ user_agent }) => user_agent)).toEqual(["Firefox"]);
  });

  it("end with logout, and the access token with them", async () => {
    const { token, refreshToken, organizationId } = await given.person();
    expect((await api({ token }).send("POST", "/api/auth/logout")).status).toBe(204);
    await forgotten();
    expect(await opens(token)).toBe(401);
    expect((await refresh(refreshToken)).status).toBe(401);
    expect(await actionsOf(organizationId)).toContain("session.ended");
  });

  it("are at most twenty, the one seen longest ago giving way", async () => {
    const person = { email: `${crypto.randomUUID()}@bank.uz`, password: "correct horse battery 1" };
    const first = await bodyOf<Pair>(
      await api().post("/api/auth/register", {
        ...person,
        organization_name: "B",
        full_name: "N",
        phone: "+998901234567",
        modules: ["antifraud"],
      }),
    );
    const tokens: string[] = [];
    for (let i = 0; i < 20; i++)
      tokens.push((await bodyOf<Pair>(await api().post("/api/auth/login", person))).access_token);
    expect(await opens(first.access_token)).toBe(401);
    for (const token of tokens) expect(await opens(token)).toBe(200);
  });

  it("are nothing that a key has", async () => {
    const key = await given.provider();
    for (const [method, path] of [
      ["POST", "/api/auth/logout"],
      ["GET", "/api/auth/sessions"],
      ["DELETE", "/api/auth/sessions"],
      ["DELETE", "/api/auth/sessions/ses_1"],
    ] as const)
      expect(await codeOf(await api(key).send(method, path))).toEqual([403, "auth.people_only"]);
  });
});
