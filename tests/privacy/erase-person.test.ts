import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { verifyExport } from "../../scripts/audit/verify-export.ts";
import { composeNotification, notificationInsert } from "../../workers/notifications/index.ts";
import { createPlatform } from "../../workers/platform/platform.ts";
import type { RequestView } from "../../workers/privacy/schemas.ts";
import { api, bodyOf } from "../support/api.ts";
import { exported, extend } from "../support/audit.ts";
import { given } from "../support/given.ts";
import {
  erased,
  everythingAtRest,
  exportedAbout,
  keptSubjectKeys,
  openWhatOpens,
  placesOf,
  settled,
} from "../support/privacy.ts";

const ADDRESS = "198.51.100.199";

/** A colleague of an administrator, with a value in every personal field and something done. */
async function colleague(admin: { organizationId: string; token: string }) {
  const person = await given.colleague(admin.organizationId, "viewer");
  const from = api(person, { headers: { "cf-connecting-ip": ADDRESS, "user-agent": "canary-browser" } });
  const name = `Canary ${person.userId}`;
  expect((await from.send("PUT", "/api/users/me", { full_name: name, phone: "+998905550101" })).status).toBe(200);
  const signedIn = await from.post("/api/auth/login", { email: person.email, password: "correct horse battery" });
  expect(signedIn.status).toBe(200);
  const session = await bodyOf<{ access_token: string; refresh_token: string }>(signedIn);
  return { ...person, name, session };
}

async function waiting(organizationId: string, email: string) {
  const platform = createPlatform(env, { now: () => Date.now() + 60_000 });
  const draft = {
    organizationId,
    recipient: { email },
    language: "uz",
    template: "reset_password" as const,
    values: { name: "Canary", token: "token", minutes: 60 },
  };
  await notificationInsert(platform.db, await composeNotification(platform, draft));
}

it("leaves nothing of a person but the id, and the audit chain verifies", async () => {
  const admin = await given.person("org_admin");
  const person = await colleague(admin);
  await waiting(admin.organizationId, person.email);
  await extend(admin);
  const lines = await exported(admin);
  const before = await everythingAtRest();
  expect((await placesOf([person.email, person.name], before)).length).toBeGreaterThan(1);
  expect((await placesOf([ADDRESS], before)).length).toBeGreaterThan(1);

  const request = await erased(admin, { type: "person", id: person.userId });
  expect(request).toMatchObject({
    state: "done",
    subject: { type: "person", id: person.userId },
    counts: { profile: 1, messages: 1, sessions: 2 },
  });
  expect(request.kept.map((entry) => entry.class)).toContain("audit_events");

  // Signing in was from this address too, which D1 knows only as what that person did.
  expect(await placesOf([person.email, person.name, "+998905550101", ADDRESS, "canary-browser"])).toEqual([]);
  const keys = await keptSubjectKeys();
  const copied = before.filter(([place]) => place === "users" || place === "audit_events");
  const opened = copied.flatMap(([, text]) => openWhatOpens(text, keys)).join();
  for (const value of [person.email, person.name, ADDRESS]) expect(opened).not.toContain(value);

  const after = await exported(admin);
  const jsonLines = after.map((line) => JSON.stringify(line));
  expect(await verifyExport(jsonLines, { isPart: false })).toMatchObject({ ok: true, checked: after.length });
  expect(after.slice(0, lines.length).map(({ hash }) => hash)).toEqual(lines.map(({ hash }) => hash));
  const own = after.filter(({ actor }) => actor.id === person.userId);
  expect(own.length).toBeGreaterThan(1);
  for (const { opened } of own) expect(opened["context.ip_address"] ?? null).toBeNull();
});

it("ends the person's sessions, and lets the address register again", async () => {
  const admin = await given.person("org_admin");
  const person = await colleague(admin);
  await erased(admin, { type: "person", id: person.userId });
  await expect
    .poll(async () => (await api({ token: person.session.access_token }).get("/api/users/me")).status)
    .toBe(401);
  const refresh = { refresh_token: person.session.refresh_token };
  expect((await api().post("/api/auth/refresh-token", refresh)).status).toBe(401);
  const login = { email: person.email, password: "correct horse battery" };
  expect((await api().post("/api/auth/login", login)).status).toBe(401);
  const again = await api().post("/api/auth/register", {
    email: person.email,
    password: "another horse battery 9",
    full_name: "Somebody Else",
    phone: "+998901112233",
    organization_name: `Again ${person.userId}`,
    modules: ["antifraud"],
  });
  expect(again.status).toBe(201);
});

it("refuses oneself, the last administrator, and whom nobody here knows", async () => {
  const admin = await given.person("org_admin");
  const stranger = await given.person("org_admin");
  const root = await given.colleague(admin.organizationId, "super_admin");
  const erase = async (caller: { token: string }, id: string) => {
    const answer = await api(caller).post("/api/privacy/erase", { subject: { type: "person", id }, reason: "asked" });
    const { code, requestId: _, ...rest } = await bodyOf(answer);
    return { status: answer.status, code, rest };
  };
  expect(await erase(admin, admin.userId)).toMatchObject({ status: 409, code: "privacy.own_account" });
  expect(await erase(root, admin.userId)).toMatchObject({ status: 409, code: "auth.last_admin" });
  expect(await erase(admin, root.userId)).toMatchObject({ status: 403, code: "auth.role_too_high" });
  const foreign = await erase(admin, stranger.userId);
  expect(foreign).toMatchObject({ status: 404, code: "auth.person_not_found" });
  expect(foreign).toEqual(await erase(admin, "usr_nobody"));
  const list = await bodyOf<{ data: unknown[] }>(await api(admin).get("/api/privacy/requests"));
  expect(list.data).toEqual([]);
});

it("refuses by itself who became the last administrator while the request waited, and changes nothing", async () => {
  const admin = await given.person("org_admin");
  const second = await given.colleague(admin.organizationId, "org_admin");
  // The other administrator goes between the request and its run.
  const broken = env.EVENTS.send;
  env.EVENTS.send = () => Promise.reject(new Error("queue is down"));
  const answer = await api(admin).post("/api/privacy/erase", {
    subject: { type: "person", id: second.userId },
    reason: "left the bank",
  });
  env.EVENTS.send = broken;
  expect(answer.status).toBe(202);
  await env.DB.prepare("UPDATE users SET is_active = 0 WHERE id = ?").bind(admin.userId).run();
  const { id } = await bodyOf<RequestView>(answer);
  await env.EVENTS.send(JSON.stringify([{ type: "privacy.requested", organizationId: admin.organizationId, id }]), {
    contentType: "text",
  });
  expect(await settled(admin, id)).toMatchObject({ state: "refused", refusal: "auth.last_admin", counts: {} });
  expect((await api(second).get("/api/users/me")).status).toBe(200);
});

it("exports all of a person, for administrators and for the person, and for nobody else", async () => {
  const admin = await given.person("org_admin");
  const person = await colleague(admin);
  const document = await exportedAbout(admin, { type: "person", id: person.userId });
  const of = (name: string) => document.records.filter((record) => record.class === name);
  expect(of("profile")).toMatchObject([{ email: person.email, full_name: person.name, phone: "+998905550101" }]);
  expect(of("sessions")).toContainEqual(expect.objectContaining({ ip_address: ADDRESS, user_agent: "canary-browser" }));
  expect(of("audit_events")).toContainEqual(
    expect.objectContaining({ action: "user.profile_changed", "context.ip_address": ADDRESS }),
  );
  const mine = await api(person).post("/api/privacy/own-exports", {});
  expect(mine.status).toBe(202);
  const { id } = await bodyOf<RequestView>(mine);
  await settled(person, id, "/api/privacy/own-exports");
  const own = await api(person).get(`/api/privacy/own-exports/${id}/download`);
  expect(JSON.stringify(await own.json())).toContain(person.name);
  const other = await given.colleague(admin.organizationId, "viewer");
  for (const path of ["", "/download"]) {
    const foreign = await api(other).get(`/api/privacy/own-exports/${id}${path}`);
    expect(foreign.status).toBe(404);
    expect((await api(person).get(`/api/privacy/requests/${id}${path}`)).status).toBe(403);
  }
});

it("lets an export of somebody who was erased since be downloaded no more", async () => {
  const admin = await given.person("org_admin");
  const person = await colleague(admin);
  const answer = await api(admin).post("/api/privacy/export", { subject: { type: "person", id: person.userId } });
  const { id } = await bodyOf<RequestView>(answer);
  await settled(admin, id);
  await erased(admin, { type: "person", id: person.userId });
  const late = await api(admin).get(`/api/privacy/requests/${id}/download`);
  expect([late.status, (await bodyOf(late)).code]).toEqual([410, "privacy.export_expired"]);
});
