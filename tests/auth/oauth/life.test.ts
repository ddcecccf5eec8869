import { env } from "cloudflare:workers";
import { decodeJwt } from "jose";
import { afterEach, describe, expect, it, vi } from "vitest";
import { introspectToken } from "../../../workers/auth/oauth/introspect-token.ts";
import { createPlatform } from "../../../workers/platform/platform.ts";
import { api, bodyOf } from "../../support/api.ts";
import { given } from "../../support/given.ts";
import {
  ask,
  basic,
  type Client,
  forgotten,
  issuer,
  postForm,
  registered,
  statusOf,
  tokenOf,
} from "../../support/oauth.ts";
import { evictEverything } from "../../support/objects.ts";

const introspect = async (client: Client, token: string) => {
  const answer = await postForm("/oauth/introspect", { token }, basic(client));
  expect(answer.status).toBe(200);
  return bodyOf(answer);
};
const nothing = { active: false };
const actionsOf = async (organizationId: string) => {
  const { results } = await env.DB.prepare(
    "SELECT action, actor, actor_type, target FROM audit_events WHERE organization_id = ? AND action GLOB 'oauth*' ORDER BY created_at, id",
  )
    .bind(organizationId)
    .all<{ action: string; actor: string; actor_type: string; target: string }>();
  return results;
};

afterEach(() => {
  vi.restoreAllMocks();
});

describe("a token ends within a second", () => {
  it("when its client is revoked, which no secret survives", async () => {
    const admin = await given.person("org_admin");
    const client = await registered(admin);
    const token = await tokenOf(client);
    expect(await statusOf(token)).toBe(422);
    expect((await api(admin).delete(`/api/oauth/clients/${client.client_id}`)).status).toBe(204);
    expect((await api(admin).delete(`/api/oauth/clients/${client.client_id}`)).status).toBe(204);
    await forgotten();
    expect(await statusOf(token)).toBe(401);
    expect((await ask(client)).status).toBe(401);
    await evictEverything();
    expect((await ask(client)).status).toBe(401);
    expect((await actionsOf(admin.organizationId)).map(({ action }) => action)).toEqual([
      "oauth_client.created",
      "oauth_client.revoked",
    ]);
  });

  it("when it is revoked, and only it", async () => {
    const admin = await given.person("org_admin");
    const client = await registered(admin);
    const [token, other] = [await tokenOf(client), await tokenOf(client)];
    const revoke = () => postForm("/oauth/revoke", { token, token_type_hint: "access_token" }, basic(client));
    const answers = await Promise.all([revoke(), revoke(), revoke()]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    await forgotten();
    expect([await statusOf(token), await statusOf(other)]).toEqual([401, 422]);
    expect(await introspect(client, token)).toEqual(nothing);
    await evictEverything();
    expect(await introspect(client, token)).toEqual(nothing);
    const revoked = (await actionsOf(admin.organizationId)).filter(({ action }) => action === "oauth_token.revoked");
    expect(revoked).toEqual([
      {
        action: "oauth_token.revoked",
        actor: client.client_id,
        actor_type: "oauth_client",
        target: decodeJwt(token).jti,
      },
    ]);
  });

  it("never by someone else's hand, nor does that tell whether it is a token", async () => {
    const admin = await given.person("org_admin");
    const [owner, neighbour] = [await registered(admin), await registered(admin)];
    const stranger = await registered(await given.person("org_admin"));
    const token = await tokenOf(owner);
    for (const client of [neighbour, stranger])
      for (const text of [token, admin.token, "nonsense", client.client_secret]) {
        const answer = await postForm("/oauth/revoke", { token: text }, basic(client));
        expect([answer.status, await answer.text()]).toEqual([200, ""]);
      }
    const wrong = basic({ ...owner, client_secret: stranger.client_secret });
    expect((await postForm("/oauth/revoke", { token }, wrong)).status).toBe(401);
    expect((await postForm("/oauth/revoke", {}, basic(owner))).status).toBe(400);
    await forgotten();
    expect(await statusOf(token)).toBe(422);
  });

  it("as far as its client lost scopes", async () => {
    const admin = await given.person("org_admin");
    const client = await registered(admin);
    const token = await tokenOf(client);
    const put = (scopes: string[]) => api(admin).send("PUT", `/api/oauth/clients/${client.client_id}`, { scopes });
    expect((await put(["read:transactions"])).status).toBe(200);
    await forgotten();
    expect(await bodyOf(await api({ token }).submit({}))).toMatchObject({ code: "auth.missing_permission" });
    expect((await api({ token }).get("/api/antifraud/transactions/list")).status).toBe(200);
    expect(await introspect(client, token)).toMatchObject({ active: true, scope: "read:transactions" });
    expect((await ask(client, { scope: "write:transactions" })).status).toBe(400);
    expect((await put(["read:models"])).status).toBe(200);
    await forgotten();
    expect(await statusOf(token)).toBe(401);
    expect(await introspect(client, token)).toEqual(nothing);
  });

  it("when its secret is rotated with no overlap; with one it lives on", async () => {
    const admin = await given.person("org_admin");
    const first = await registered(admin);
    const rotate = async (overlap_hours?: number) => {
      const path = `/api/oauth/clients/${first.client_id}/rotate-secret`;
      const answer = await api(admin).post(path, { overlap_hours });
      expect(answer.status).toBe(200);
      return bodyOf<Client & { secrets: { ends_at: string | null }[] }>(answer);
    };
    const ofFirst = await tokenOf(first);
    const second = await rotate(24);
    expect(second.secrets.map(({ ends_at }) => ends_at === null)).toEqual([false, true]);
    const ofSecond = await tokenOf(second);
    await forgotten();
    expect([await statusOf(ofFirst), await statusOf(ofSecond)]).toEqual([422, 422]);
    expect((await ask(first)).status).toBe(200);
    const third = await rotate(0);
    expect(third.secrets).toHaveLength(1);
    await forgotten();
    expect([await statusOf(ofFirst), await statusOf(ofSecond)]).toEqual([401, 401]);
    for (const { client_secret } of [first, second]) expect((await ask({ ...first, client_secret })).status).toBe(401);
    expect(await statusOf(await tokenOf(third))).toBe(422);
  });

  it("when its time is over", async () => {
    const client = await registered(await given.person("org_admin"), { token_lifetime_seconds: 60 });
    const token = await tokenOf(client);
    const { exp = 0 } = decodeJwt(token);
    const at = vi.spyOn(Date, "now");
    at.mockImplementation(() => exp * 1000 - 2000);
    expect(await statusOf(token)).toBe(422);
    at.mockImplementation(() => exp * 1000);
    expect(await statusOf(token)).toBe(401);
  });

  it("also where it is revoked while it is rotated and changed", async () => {
    const admin = await given.person("org_admin");
    for (let i = 0; i < 4; i++) {
      const client = await registered(admin);
      const path = `/api/oauth/clients/${client.client_id}`;
      const [revoked] = await Promise.all([
        api(admin).delete(path),
        api(admin).post(`${path}/rotate-secret`, { overlap_hours: 24 }),
        api(admin).send("PUT", path, { name: "Renamed" }),
      ]);
      expect(revoked.status).toBe(204);
      expect(await env.OAUTH_CLIENT.getByName(client.client_id).read()).toBeNull();
      expect((await ask(client)).status).toBe(401);
    }
  });
});

describe("introspection", () => {
  it("tells a client of the organisation what a token opens, with nothing of its inside", async () => {
    const admin = await given.person("org_admin");
    const [client, asker] = [await registered(admin), await registered(admin, { scopes: ["read:models"] })];
    const token = await tokenOf(client, { scope: "write:transactions" });
    const { exp, iat, jti } = decodeJwt(token);
    expect(await introspect(asker, token)).toEqual({
      active: true,
      scope: "write:transactions",
      client_id: client.client_id,
      token_type: "Bearer",
      exp,
      iat,
      jti,
      sub: client.client_id,
      aud: "aifoundry-api",
      iss: issuer,
      organization_id: admin.organizationId,
    });
  });

  it("tells nothing of a token that is foreign, forged, a person's, or over", async () => {
    const admin = await given.person("org_admin");
    const client = await registered(admin);
    const token = await tokenOf(client);
    const stranger = await registered(await given.person("org_admin"));
    expect(await introspect(stranger, token)).toEqual(nothing);
    for (const text of ["nonsense", `${token.slice(0, -4)}AAAA`, admin.token, client.client_secret])
      expect(await introspect(client, text)).toEqual(nothing);
    const seen = (at: number) => introspectToken(createPlatform(env, { now: () => at }), admin.organizationId, token);
    const { exp = 0 } = decodeJwt(token);
    expect(await seen((exp - 1) * 1000)).toMatchObject({ active: true });
    expect(await seen(exp * 1000)).toEqual(nothing);
  });

  it("tells bearers who may read it, each of their own organisation", async () => {
    const admin = await given.person("org_admin");
    const client = await registered(admin);
    const token = await tokenOf(client);
    const asBearer = (bearer: string, fields = {}) =>
      postForm("/oauth/introspect", { token, ...fields }, { authorization: `Bearer ${bearer}` });
    expect(await bodyOf(await asBearer(admin.token))).toMatchObject({ active: true, client_id: client.client_id });
    const reader = await registered(admin, { scopes: ["read:oauth_tokens"] });
    expect(await bodyOf(await asBearer(await tokenOf(reader)))).toMatchObject({ active: true });
    expect(await bodyOf(await asBearer((await given.person("org_admin")).token))).toEqual(nothing);
    expect(await bodyOf(await asBearer((await given.apiKey(["read:oauth_tokens"])).token))).toEqual(nothing);
    const viewer = await given.colleague(admin.organizationId, "viewer");
    const denied = await asBearer(viewer.token);
    expect([denied.status, (await bodyOf(denied)).error]).toEqual([403, "insufficient_scope"]);
    const underKey = { authorization: `Bearer ${admin.token}`, "idempotency-key": "ask-1" };
    for (let i = 0; i < 2; i++) {
      const answer = await postForm("/oauth/introspect", { token }, underKey);
      expect(answer.headers.get("idempotency-replayed")).toBeNull();
    }
    expect((await asBearer(admin.token, { client_secret: client.client_secret })).status).toBe(400);
    const unknown = await asBearer("abc");
    expect([unknown.status, (await bodyOf(unknown)).error]).toEqual([401, "invalid_token"]);
    expect(unknown.headers.get("www-authenticate")).toContain("Bearer");
  });

  it("is refused to strangers", async () => {
    const answer = await postForm("/oauth/introspect", { token: "x" });
    expect([answer.status, (await bodyOf(answer)).error]).toEqual([401, "invalid_client"]);
  });
});

it("describes itself to machines (RFC 8414)", async () => {
  const answer = await api().get("/.well-known/oauth-authorization-server");
  expect(answer.status).toBe(200);
  const metadata = await bodyOf(answer);
  expect(metadata).toMatchObject({
    issuer,
    token_endpoint: `${issuer}/oauth/token`,
    revocation_endpoint: `${issuer}/oauth/revoke`,
    introspection_endpoint: `${issuer}/oauth/introspect`,
    grant_types_supported: ["client_credentials"],
    response_types_supported: [],
    token_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post", "private_key_jwt"],
    token_endpoint_auth_signing_alg_values_supported: ["ES256", "EdDSA", "RS256", "PS256"],
  });
  const client = await registered(await given.person("org_admin"));
  expect(decodeJwt(await tokenOf(client)).iss).toBe(metadata.issuer);
});
