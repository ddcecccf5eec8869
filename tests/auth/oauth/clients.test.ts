import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { generateKeyPair } from "jose";
import { Secret, TOTP } from "otpauth";
import { describe, expect, it } from "vitest";
import { tellClients } from "../../../workers/auth/oauth/tell-client.ts";
import { createPlatform } from "../../../workers/platform/platform.ts";
import { api, bodyOf } from "../../support/api.ts";
import { given } from "../../support/given.ts";
import { ask, type Client, forgotten, keyPair, registered, tokenOf } from "../../support/oauth.ts";

type View = {
  client_id: string;
  name: string;
  scopes: string[];
  modules: string[];
  secrets: { display: string }[];
  last_used_at: string | null;
};
const base = "/api/oauth/clients";
const codeOf = async (answer: Response) => [answer.status, (await bodyOf<{ code: string }>(answer)).code];
const pathsOf = async (answer: Response) => {
  expect(answer.status).toBe(422);
  return (await bodyOf<{ errors: { path: string }[] }>(answer)).errors.map(({ path }) => path);
};
const register = (admin: { token: string }, changes: Record<string, unknown>) =>
  api(admin).post(base, { name: "Gateway", scopes: ["write:transactions"], ...changes });

describe("OAuth clients", () => {
  it("show their secret once, keep its hash, and tell when they were used", async () => {
    const admin = await given.person("org_admin");
    const client = await registered(admin);
    const before = await bodyOf<View>(await api(admin).get(`${base}/${client.client_id}`));
    expect(before).toMatchObject({
      name: "Gateway",
      authentication_method: "client_secret_basic",
      scopes: ["write:transactions", "read:transactions"],
      modules: ["antifraud", "bankcall"],
      token_lifetime_seconds: 900,
      jwks: null,
      last_used_at: null,
      failed_authentications: 0,
      revoked_at: null,
    });
    expect(client.client_secret.startsWith(before.secrets[0]!.display.split("…")[0]!)).toBe(true);
    await tokenOf(client);
    const list = await (await api(admin).get(base)).text();
    const [listed] = (JSON.parse(list) as { data: View[] }).data;
    expect(listed!.last_used_at).not.toBeNull();
    expect(list).not.toContain(client.client_secret);
    const { results } = await env.DB.prepare("SELECT * FROM oauth_client_secrets WHERE client_id = ?")
      .bind(client.client_id)
      .all();
    const kept = await runInDurableObject(env.OAUTH_CLIENT.getByName(client.client_id), (_, { storage }) =>
      JSON.stringify(storage.sql.exec("SELECT value FROM client").toArray()),
    );
    expect(JSON.stringify(results) + kept).not.toContain(client.client_secret.slice(11));
    const log = await env.DB.prepare(
      "SELECT action, target FROM audit_events WHERE organization_id = ? AND action GLOB 'oauth*' ORDER BY created_at, id",
    )
      .bind(admin.organizationId)
      .all();
    expect(log.results).toEqual([
      { action: "oauth_client.created", target: client.client_id },
      { action: "oauth_client.read", target: client.client_id },
      { action: "oauth_client.listed", target: admin.organizationId },
    ]);
  });

  it("are listed in pages, newest first, and stand there after their end", async () => {
    const admin = await given.person("org_admin");
    const clients: Client[] = [];
    for (let i = 0; i < 3; i++) clients.push(await registered(admin, { name: `Client ${i}` }));
    await api(admin).delete(`${base}/${clients[0]!.client_id}`);
    const seen: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const query: string = cursor && `&cursor=${cursor}`;
      const page = await bodyOf<{ data: View[]; next_cursor: string | null }>(
        await api(admin).get(`${base}?limit=2${query}`),
      );
      seen.push(...page.data.map(({ client_id }) => client_id));
      cursor = page.next_cursor;
    }
    expect(seen).toEqual(clients.map(({ client_id }) => client_id).reverse());
    const ended = await bodyOf(await api(admin).get(`${base}/${clients[0]!.client_id}`));
    expect(ended).toMatchObject({ revoked_at: expect.any(String), secrets: [] });
    for (const answer of [
      await api(admin).send("PUT", `${base}/${clients[0]!.client_id}`, { name: "Back" }),
      await api(admin).post(`${base}/${clients[0]!.client_id}/rotate-secret`, {}),
    ])
      expect(await codeOf(answer)).toEqual([404, "auth.oauth_client_not_found"]);
  });

  it("reach no further than whoever named their scopes", async () => {
    const admin = await given.person("org_admin");
    expect(await codeOf(await register(admin, { scopes: ["write:transactions", "manage:platform"] }))).toEqual([
      403,
      "auth.oauth_scope_too_wide",
    ]);
    const narrow = await given.colleague(admin.organizationId, "org_admin", ["bankcall"]);
    const client = await registered<Client & View>(narrow);
    expect(client.modules).toEqual(["bankcall"]);
    const token = await tokenOf(client);
    expect(await codeOf(await api({ token }).submit({}))).toEqual([403, "auth.module_not_enabled"]);
    const path = `${base}/${client.client_id}`;
    expect(await codeOf(await api(admin).send("PUT", path, { scopes: ["manage:platform"] }))).toEqual([
      403,
      "auth.oauth_scope_too_wide",
    ]);
    const widened = await bodyOf<View>(await api(admin).send("PUT", path, { scopes: ["write:transactions"] }));
    expect(widened.modules).toEqual(["antifraud", "bankcall"]);
    expect(await codeOf(await register(await given.person("viewer"), {}))).toEqual([403, "auth.missing_permission"]);
  });

  it("are made by people alone, so that no machine outlives its revocation", async () => {
    const admin = await given.person("org_admin");
    const manager = await registered(admin, { scopes: ["write:api_keys"] });
    const token = await tokenOf(manager);
    const path = `${base}/${manager.client_id}`;
    for (const caller of [{ token }, await given.apiKey(["write:api_keys"])])
      expect(await codeOf(await register(caller, { scopes: ["write:api_keys"] }))).toEqual([403, "auth.people_only"]);
    for (const answer of [
      await api({ token }).send("PUT", path, { name: "Mine" }),
      await api({ token }).post(`${path}/rotate-secret`, {}),
    ])
      expect(await codeOf(answer)).toEqual([403, "auth.people_only"]);
    // Ending is for whoever notices first.
    expect((await api({ token }).delete(path)).status).toBe(204);
  });

  it("keep both of two changes at the same time, each on record with what it was from and to", async () => {
    const admin = await given.person("org_admin");
    const { client_id } = await registered(admin);
    const put = (changes: unknown) => api(admin).send("PUT", `${base}/${client_id}`, changes);
    const answers = await Promise.all([
      put({ name: "Renamed" }),
      put({ token_lifetime_seconds: 120 }),
      put({ allowed_ips: ["10.0.0.0/8"] }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await bodyOf(await api(admin).get(`${base}/${client_id}`))).toMatchObject({
      name: "Renamed",
      token_lifetime_seconds: 120,
      allowed_ips: ["10.0.0.0/8"],
    });
    expect(await env.OAUTH_CLIENT.getByName(client_id).read()).toMatchObject({
      revision: 4,
      tokenLifetimeS: 120,
      allowedIps: ["10.0.0.0/8"],
    });
    const { results } = await env.DB.prepare(
      "SELECT changes FROM audit_events WHERE target = ? AND action = 'oauth_client.changed'",
    )
      .bind(client_id)
      .all<{ changes: string }>();
    expect(results.map(({ changes }) => changes).sort()).toEqual([
      '{"allowed_ips":["","10.0.0.0/8"]}',
      '{"lifetime_seconds":["900","120"]}',
      '{"name":["Gateway","Renamed"]}',
    ]);
  });

  it("are made, changed and rotated once under an Idempotency-Key", async () => {
    const admin = await given.person("org_admin");
    const speaker = api(admin, { headers: { "idempotency-key": "gateway-1" } });
    const body = { name: "Gateway", scopes: ["write:transactions"] };
    const [first, again] = [await speaker.post(base, body), await speaker.post(base, body)];
    const client = await bodyOf<Client>(first);
    expect(await bodyOf(again)).toEqual(client);
    const path = `${base}/${client.client_id}`;
    const rotate = () => api(admin, { headers: { "idempotency-key": "r-1" } }).post(`${path}/rotate-secret`, {});
    const { client_secret } = await bodyOf<Client>(await rotate());
    expect(await bodyOf(await rotate())).toMatchObject({ client_secret });
    const put = (name: string, key: string) =>
      api(admin, { headers: { "idempotency-key": key } }).send("PUT", path, { name });
    const changed = await Promise.all([put("One", "p-1"), put("Two", "p-2"), put("Three", "p-3")]);
    expect(changed.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await env.OAUTH_CLIENT.getByName(client.client_id).read()).toMatchObject({ revision: 5 });
    expect((await ask({ ...client, client_secret })).status).toBe(200);
  });

  it("learn from the queue what they could not be told, and take no older news", async () => {
    const admin = await given.person("org_admin");
    const client = await registered(admin);
    const event = {
      type: "auth.oauth_client_changed" as const,
      organizationId: admin.organizationId,
      clientId: client.client_id,
    };
    const object = env.OAUTH_CLIENT.getByName(client.client_id);
    const known = (await object.read())!;
    // As after a crash between the row and the object.
    await env.DB.prepare("UPDATE oauth_clients SET revoked_at = 1, revision = revision + 1 WHERE id = ?")
      .bind(client.client_id)
      .run();
    expect((await ask(client)).status).toBe(200);
    await tellClients(createPlatform(env), [event, event]);
    expect((await ask(client)).status).toBe(401);
    await object.update(known);
    expect(await object.read()).toBeNull();
  });

  it("hold five secrets at the most; the oldest give way", async () => {
    const admin = await given.person("org_admin");
    const first = await registered(admin);
    const secrets = [first.client_secret];
    for (let i = 0; i < 5; i++) {
      const answer = await api(admin).post(`${base}/${first.client_id}/rotate-secret`, { overlap_hours: 168 });
      secrets.push((await bodyOf<Client>(answer)).client_secret);
    }
    const statuses: number[] = [];
    for (const client_secret of secrets) statuses.push((await ask({ ...first, client_secret })).status);
    expect(statuses).toEqual([401, 200, 200, 200, 200, 200]);
  });

  it("are changed only by those who showed their second factor lately, and revoked by any", async () => {
    const admin = await given.person("org_admin");
    const client = await registered(admin);
    const password = "correct horse battery";
    const { secret } = await bodyOf<{ secret: string }>(await api(admin).post("/api/auth/2fa/enroll", { password }));
    const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate();
    expect((await api(admin).post("/api/auth/2fa/verify", { code })).status).toBe(200);
    await runInDurableObject(env.USER_SESSION.getByName(admin.userId), (_, { storage }) => {
      storage.sql.exec("UPDATE sessions SET factor_at = factor_at - 600001");
    });
    await forgotten();
    const path = `${base}/${client.client_id}`;
    for (const answer of [
      await register(admin, {}),
      await api(admin).send("PUT", path, { name: "Renamed" }),
      await api(admin).post(`${path}/rotate-secret`, {}),
    ])
      expect(await codeOf(answer)).toEqual([403, "auth.step_up_required"]);
    expect((await api(admin).get(path)).status).toBe(200);
    expect((await api(admin).delete(path)).status).toBe(204);
  });

  it("are out of reach for another organisation", async () => {
    const client = await registered(await given.person("org_admin"));
    const stranger = await given.person("org_admin");
    const path = `${base}/${client.client_id}`;
    for (const answer of [
      await api(stranger).get(path),
      await api(stranger).send("PUT", path, { name: "Mine" }),
      await api(stranger).post(`${path}/rotate-secret`, {}),
      await api(stranger).delete(path),
    ])
      expect(await codeOf(answer)).toEqual([404, "auth.oauth_client_not_found"]);
    expect(await bodyOf(await api(stranger).get(base))).toEqual({ data: [], next_cursor: null });
    expect((await ask(client)).status).toBe(200);
  });
});

describe("a registration is refused, by the place that is wrong,", () => {
  const withKey = (jwk: unknown, ...more: unknown[]) => ({
    authentication_method: "private_key_jwt",
    jwks: { keys: [jwk, ...more] },
  });

  it.each<[string, Record<string, unknown>, string[]]>([
    ["without a name", { name: " " }, ["name"]],
    ["without scopes", { scopes: [] }, ["scopes"]],
    ["with a wildcard", { scopes: ["read:*"] }, ["scopes.0"]],
    ["with a field that nobody knows", { organization_id: "org_x" }, ["organization_id"]],
    ["with tokens that hold too long", { token_lifetime_seconds: 901 }, ["token_lifetime_seconds"]],
    ["with a broken network", { allowed_ips: ["10.0.0.0/33"] }, ["allowed_ips.0"]],
    ["with another way to prove itself", { authentication_method: "none" }, ["authentication_method"]],
    ["for a key without one", { authentication_method: "private_key_jwt" }, ["jwks"]],
    ["without any key", { authentication_method: "private_key_jwt", jwks: { keys: [] } }, ["jwks.keys"]],
    ["with a symmetric key", withKey({ kty: "oct", k: "c2VjcmV0" }), ["jwks.keys.0.kty"]],
    ["with half a key", withKey({ kty: "EC", crv: "P-256", x: "AA" }), ["jwks.keys.0"]],
    ["with another curve", withKey({ kty: "EC", crv: "P-384", x: "AA", y: "AA" }), ["jwks.keys.0.crv"]],
    ["with a key for encryption", withKey({ kty: "RSA", n: "AQAB", e: "AQAB", use: "enc" }), ["jwks.keys.0.use"]],
    ["with a weak key", withKey({ kty: "RSA", n: "AQAB", e: "AQAB" }), ["jwks.keys.0"]],
  ])("%s", async (_, changes, paths) => {
    expect(await pathsOf(await register(await given.person("org_admin"), changes))).toEqual(paths);
  });

  it("with a private key, of which nothing is kept", async () => {
    const admin = await given.person("org_admin");
    for (const alg of ["ES256", "EdDSA", "RS256"] as const) {
      const { privateKey } = await generateKeyPair(alg, { extractable: true });
      // SAFETY: of a key that may be exported, in the form that was asked for.
      const jwk = (await crypto.subtle.exportKey("jwk", privateKey)) as JsonWebKey;
      const { key_ops: _, ext: __, alg: ___, ...half } = jwk;
      const paths = await pathsOf(await register(admin, withKey(half)));
      expect(paths).toContain("jwks.keys.0.d");
    }
    expect(await bodyOf(await api(admin).get(base))).toMatchObject({ data: [] });
  });

  it("with a key twice, with two of one name, or with one beside a secret", async () => {
    const admin = await given.person("org_admin");
    const [first, second] = [await keyPair("ES256", "same"), await keyPair("EdDSA", "same")];
    const { kid: _, ...unnamed } = first.jwk;
    expect(await pathsOf(await register(admin, withKey(first.jwk, unnamed)))).toEqual(["jwks.keys.1"]);
    expect(await pathsOf(await register(admin, withKey(first.jwk, second.jwk)))).toEqual(["jwks.keys.1.kid"]);
    expect(await pathsOf(await register(admin, { jwks: { keys: [first.jwk] } }))).toEqual(["jwks"]);
    const { client_id } = await registered(admin);
    const put = api(admin).send("PUT", `${base}/${client_id}`, { jwks: { keys: [first.jwk] } });
    expect(await pathsOf(await put)).toEqual(["jwks"]);
    const keyed = await registered(admin, withKey(first.jwk));
    expect(await codeOf(await api(admin).post(`${base}/${keyed.client_id}/rotate-secret`, {}))).toEqual([
      409,
      "auth.oauth_client_without_secret",
    ]);
  });
});
