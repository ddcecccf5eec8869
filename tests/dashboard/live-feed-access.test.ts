import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { modules } from "../../workers/modules.ts";
import { sandboxOf } from "../../workers/platform/sandbox.ts";
import { api, bodyOf } from "../support/api.ts";
import { entry, open, quiet, ticketOf, watch } from "../support/feed.ts";
import { given } from "../support/given.ts";
import { basic, postForm, registered, tokenOf } from "../support/oauth.ts";
import { evictEverything } from "../support/objects.ts";

type Person = Awaited<ReturnType<typeof given.person>>;
const ACCESS_CHANGED = 4401;
const feedOf = ({ organizationId }: { organizationId: string }) => env.LIVE_FEED.getByName(organizationId);
const signIn = async ({ email }: Person): Promise<{ token: string; refreshToken: string }> => {
  const answer = await api().post("/api/auth/login", { email, password: "correct horse battery" });
  const { access_token, refresh_token } = await bodyOf<{ access_token: string; refresh_token: string }>(answer);
  return { token: access_token, refreshToken: refresh_token };
};
const sessionOf = async (caller: { token: string }) => {
  const { data } = await bodyOf<{ data: { id: string; is_current: boolean }[] }>(
    await api(caller).get("/api/auth/sessions"),
  );
  return data.find(({ is_current }) => is_current)!.id;
};
const refresh = (refresh_token: string) => api().post("/api/auth/refresh-token", { refresh_token });
/** Keeps the feed from asking by itself, so that nothing but what it is told closes a socket. */
const untilTold = (caller: { organizationId: string }) =>
  runInDurableObject(feedOf(caller), (_, { storage }) => storage.setAlarm(Date.now() + 3_600_000));
const succeeded = async (answer: Promise<Response>) => expect((await answer).status).toBeLessThan(300);

let admin: Person;
let analyst: Person;
beforeEach(async () => {
  admin = await given.person("org_admin");
  analyst = await given.colleague(admin.organizationId, "antifraud_manager");
});

describe("the socket of a session is closed, and no other, when", () => {
  type End = (session: { token: string; refreshToken: string }, other: { token: string }) => Promise<unknown>;
  const ends: [string, End][] = [
    ["its person signs out", (session) => succeeded(api(session).send("POST", "/api/auth/logout"))],
    [
      "it is ended from another session",
      async (session, other) => succeeded(api(other).delete(`/api/auth/sessions/${await sessionOf(session)}`)),
    ],
    ["all others are ended", (_, other) => succeeded(api(other).delete("/api/auth/sessions"))],
    [
      "the password is changed",
      (_, other) =>
        succeeded(
          api(other).send("PUT", "/api/auth/password", {
            current_password: "correct horse battery",
            new_password: "another horse battery 7",
          }),
        ),
    ],
    [
      "its refresh token is used after its successor",
      async ({ refreshToken }) => {
        const next = await bodyOf<{ refresh_token: string }>(await refresh(refreshToken));
        await refresh(next.refresh_token);
        expect((await refresh(refreshToken)).status).toBe(401);
      },
    ],
  ];
  it.each(ends)("%s", async (_, end) => {
    const session = await signIn(analyst);
    const [ended, stays, colleague] = [await watch(session), await watch(analyst), await watch(admin)];
    await untilTold(analyst);
    await end(session, analyst);
    expect(await ended.closedBy()).toBe(ACCESS_CHANGED);
    await feedOf(admin).publish([entry("a")]);
    expect(await stays.shown(1)).toEqual(["a"]);
    expect(await colleague.shown(1)).toEqual(["a"]);
    expect(ended.messages).toEqual([]);
  });
});

describe("the sockets of a person are closed, and nobody else's, when", () => {
  const changes: [string, (person: Person) => Promise<unknown>][] = [
    ["they get another role", ({ userId }) => api(admin).send("PUT", `/api/users/${userId}/role`, { role: "viewer" })],
    ["they lose a product", ({ userId }) => api(admin).send("PUT", `/api/users/${userId}/modules`, { modules: [] })],
    ["they are removed", ({ userId }) => api(admin).delete(`/api/users/${userId}`)],
  ];
  it.each(changes)("%s", async (_, change) => {
    const [live, colleague] = [await watch(analyst), await watch(admin)];
    const test = await watch(analyst, { headers: { "foundry-mode": "test" } });
    for (const organizationId of [admin.organizationId, sandboxOf(admin.organizationId)])
      await untilTold({ organizationId });
    await change(analyst);
    for (const socket of [live, test]) expect(await socket.closedBy()).toBe(ACCESS_CHANGED);
    expect(colleague.isOpen()).toBe(true);
  });

  it("not when only their name changes", async () => {
    const watcher = await watch(analyst);
    await succeeded(api(analyst).send("PUT", "/api/users/me", { full_name: "New Name" }));
    await quiet();
    expect(watcher.isOpen()).toBe(true);
  });
});

describe("the sockets of an organisation are closed, and no other's, when", () => {
  const changes: [string, (root: Person) => Promise<unknown>][] = [
    [
      "its networks change",
      (root) =>
        api(root).send("PUT", `/api/organizations/${admin.organizationId}/ip-allowlist`, { networks: ["10.0.0.0/8"] }),
    ],
    [
      "it loses a product",
      (root) => api(root).send("PUT", `/api/organizations/${admin.organizationId}`, { modules: ["bankcall"] }),
    ],
    [
      "it asks for a second factor",
      (root) => api(root).send("PUT", `/api/organizations/${admin.organizationId}`, { second_factor: "everyone" }),
    ],
  ];
  it.each(changes)("%s", async (_, change) => {
    const root = await given.person("super_admin");
    const [own, theirs] = [await watch(analyst), await watch(root)];
    await untilTold(admin);
    expect(((await change(root)) as Response).status).toBe(200);
    expect(await own.closedBy()).toBe(ACCESS_CHANGED);
    expect(theirs.isOpen()).toBe(true);
  });

  it("not when only its name changes", async () => {
    const watcher = await watch(analyst);
    await succeeded(api(admin).send("PUT", `/api/organizations/${admin.organizationId}`, { name: "Other" }));
    await quiet();
    expect(watcher.isOpen()).toBe(true);
  });
});

describe("the socket of a machine is closed when", () => {
  const keyOf = async () =>
    bodyOf<{ id: string; key: string }>(
      await api(admin).post("/api/api-keys", { name: "Screen", scopes: ["read:dashboard"] }),
    );

  it("its key is revoked, or may be used from elsewhere only", async () => {
    const [revoked, moved, stays] = [await keyOf(), await keyOf(), await keyOf()];
    const sockets = [await watch({ token: revoked.key }), await watch({ token: moved.key })];
    const other = await watch({ token: stays.key });
    await untilTold(admin);
    await succeeded(api(admin).delete(`/api/api-keys/${revoked.id}`));
    await succeeded(api(admin).send("PUT", `/api/api-keys/${moved.id}/networks`, { allowed_ips: ["10.0.0.0/8"] }));
    for (const socket of sockets) expect(await socket.closedBy()).toBe(ACCESS_CHANGED);
    expect(other.isOpen()).toBe(true);
  });

  it("its token is revoked, or its client loses the scope", async () => {
    const [one, two] = [
      await registered(admin, { scopes: ["read:dashboard"] }),
      await registered(admin, { scopes: ["read:dashboard", "read:transactions"] }),
    ];
    const token = await tokenOf(one);
    const [revoked, narrowed] = [await watch({ token }), await watch({ token: await tokenOf(two) })];
    await untilTold(admin);
    await succeeded(postForm("/oauth/revoke", { token }, basic(one)));
    await succeeded(api(admin).send("PUT", `/api/oauth/clients/${two.client_id}`, { scopes: ["read:dashboard"] }));
    for (const socket of [revoked, narrowed]) expect(await socket.closedBy()).toBe(ACCESS_CHANGED);
  });

  it("its token ends by itself", async () => {
    const client = await registered(admin, { scopes: ["read:dashboard"] });
    const watcher = await watch({ token: await tokenOf(client) });
    await runInDurableObject(feedOf(admin), (_, state) => {
      for (const socket of state.getWebSockets()) {
        // SAFETY: what the feed keeps with a socket.
        const kept = socket.deserializeAttachment() as { watcher: { proof: object } };
        const proof = { ...kept.watcher.proof, expiresAt: Date.now() - 1 };
        socket.serializeAttachment({ ...kept, dueAt: 0, watcher: { ...kept.watcher, proof } });
      }
    });
    await evictEverything();
    await runDurableObjectAlarm(feedOf(admin));
    expect(await watcher.closedBy()).toBe(ACCESS_CHANGED);
  });
});

it("a machine with as many permissions as one may have can watch, and is remembered across eviction", async () => {
  const root = await given.person("super_admin");
  const all = new Set(modules.flatMap(({ permissions }) => permissions));
  const scopes = [...all].sort((a, b) => Number(b.startsWith("read:")) - Number(a.startsWith("read:"))).slice(0, 20);
  const client = await registered(root, { scopes });
  const watcher = await watch({ token: await tokenOf(client) });
  await feedOf(root).publish([entry("a")]);
  await evictEverything();
  await feedOf(root).publish([entry("b")]);
  expect(await watcher.shown(2)).toEqual(["a", "b"]);
  expect(watcher.messages[1]?.details).toMatchObject({ user_id: "somebody" });
});

describe("where nobody tells", () => {
  afterEach(() => vi.restoreAllMocks());

  it("the feed asks by itself soon after it opened a socket", async () => {
    vi.spyOn(env.EVENTS, "send").mockResolvedValue(undefined as never);
    const session = await signIn(analyst);
    const [ended, stays] = [await watch(session), await watch(analyst)];
    await succeeded(api(session).send("POST", "/api/auth/logout"));
    await quiet();
    expect(ended.isOpen()).toBe(true);
    expect(await ended.closedBy()).toBe(ACCESS_CHANGED);
    expect(stays.isOpen()).toBe(true);
  });

  it("a ticket opens nothing for a session that ended meanwhile, nor from a network that is not allowed", async () => {
    const session = await signIn(analyst);
    const ticket = await ticketOf(session);
    await succeeded(api(session).send("POST", "/api/auth/logout"));
    expect((await open(ticket)).status).toBe(401);
    // Its access token is trusted for a second, but not with a socket.
    const another = await api(session).send("POST", "/api/dashboard/live-feed/tickets");
    expect(another.status).toBe(401);
    const networks = ["10.0.0.0/8"];
    const home = { "cf-connecting-ip": "10.1.2.3" };
    await succeeded(
      api(admin, { headers: home }).send("PUT", `/api/organizations/${admin.organizationId}/ip-allowlist`, {
        networks,
      }),
    );
    await new Promise((wait) => setTimeout(wait, 1000));
    const elsewhere = await open(await ticketOf(admin, "uz", home), { headers: { "cf-connecting-ip": "192.0.2.1" } });
    expect(elsewhere.status).toBe(403);
    expect(await bodyOf(elsewhere)).toMatchObject({ code: "auth.address_not_allowed" });
    expect((await open(await ticketOf(admin, "uz", home), { headers: home })).status).toBe(101);
  });
});

it("a ticket that nobody used in its time opens nothing", async () => {
  const tickets = [await ticketOf(analyst), await ticketOf(analyst)];
  expect((await open(tickets[0]!)).status).toBe(101);
  await runInDurableObject(feedOf(analyst), (_, { storage }) => {
    storage.sql.exec("UPDATE tickets SET expires_at = expires_at - 31000");
  });
  expect((await open(tickets[1]!)).status).toBe(401);
});

it("a change that concerns hundreds of sockets is looked at in turns, and closes those that it has to", async () => {
  const sockets = await Promise.all(Array.from({ length: 300 }, () => watch(analyst)));
  const stays = await watch(admin);
  await untilTold(admin);
  await succeeded(api(admin).send("PUT", `/api/users/${analyst.userId}/role`, { role: "viewer" }));
  const codes = await Promise.all(sockets.map(({ closedBy }) => closedBy()));
  expect(new Set(codes)).toEqual(new Set([ACCESS_CHANGED]));
  expect(stays.isOpen()).toBe(true);
});
