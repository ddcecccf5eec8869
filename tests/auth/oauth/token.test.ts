import { env } from "cloudflare:workers";
import { decodeJwt, decodeProtectedHeader } from "jose";
import { describe, expect, it } from "vitest";
import { readMachineToken } from "../../../workers/auth/oauth/access-token.ts";
import { readAccessToken } from "../../../workers/auth/tokens.ts";
import { api, bodyOf } from "../../support/api.ts";
import { given } from "../../support/given.ts";
import { ask, basic, type Client, issuer, postForm, registered, statusOf, tokenOf } from "../../support/oauth.ts";
import { inParallel } from "../../support/parallel.ts";
import { payment } from "../../support/samples.ts";

const grant = { grant_type: "client_credentials" };

describe("a machine with a secret", () => {
  it("gets a token for all of its scopes and submits a payment with it", async () => {
    const admin = await given.person("org_admin");
    const client = await registered(admin, { token_lifetime_seconds: 300 });
    expect(client.client_id).toMatch(/^cli_[0-9a-z]{26}$/);
    expect(client.client_secret).toMatch(/^aif_secret_[0-9A-Za-z]{28}$/);
    const answer = await ask(client);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(answer.headers.get("pragma")).toBe("no-cache");
    const { access_token: token, ...rest } = await bodyOf<{ access_token: string }>(answer);
    expect(rest).toEqual({ token_type: "Bearer", expires_in: 300, scope: "write:transactions read:transactions" });
    const transaction = payment();
    const submitted = await api({ token }).submit(transaction);
    expect(submitted.status).toBe(200);
    expect(submitted.headers.get("ratelimit-policy")).toBe('"burst";q=20000;w=10, "client";q=250000;w=3600');
    const read = await api({ token }).get(`/api/antifraud/transactions/${transaction.transaction_id}`);
    expect(read.status).toBe(200);
    const { results } = await env.DB.prepare(
      "SELECT actor, actor_type FROM audit_events WHERE organization_id = ? AND action = 'transaction.read'",
    )
      .bind(admin.organizationId)
      .all();
    expect(results).toEqual([{ actor: client.client_id, actor_type: "oauth_client" }]);
  });

  it("gets a token in the profile of RFC 9068", async () => {
    const admin = await given.person("org_admin");
    const client = await registered(admin);
    const token = await tokenOf(client, { scope: "read:transactions" });
    expect(decodeProtectedHeader(token)).toMatchObject({ alg: "HS256", typ: "at+jwt", kid: "k1" });
    const claims = decodeJwt(token);
    expect(claims).toMatchObject({
      iss: issuer,
      aud: "aifoundry-api",
      sub: client.client_id,
      client_id: client.client_id,
      scope: "read:transactions",
      organization_id: admin.organizationId,
    });
    expect(claims.exp! - claims.iat!).toBe(900);
    expect(claims.jti).toMatch(/^jti_/);
  });

  it("opens what the token was asked for, and nothing that people do for themselves", async () => {
    const client = await registered(await given.person("org_admin"));
    const token = await tokenOf(client, { scope: "read:transactions read:transactions" });
    expect((await api({ token }).get("/api/antifraud/transactions/list")).status).toBe(200);
    expect(await bodyOf(await api({ token }).submit({}))).toMatchObject({ code: "auth.missing_permission" });
    expect(await bodyOf(await api({ token }).post("/api/auth/logout", {}))).toMatchObject({ code: "auth.people_only" });
  });

  it("may ask for many tokens at once", async () => {
    const client = await registered(await given.person("org_admin"));
    const answers = await inParallel(Array(60).fill(client) as Client[], 30, (one) => ask(one));
    expect(answers.map(({ status }) => status)).toEqual(Array(60).fill(200));
  });

  it("keeps to the way that it registered for", async () => {
    const admin = await given.person("org_admin");
    const byHeader = await registered(admin);
    const byForm = await registered(admin, { authentication_method: "client_secret_post" });
    const inForm = ({ client_id, client_secret }: Client) =>
      postForm("/oauth/token", { ...grant, client_id, client_secret });
    expect((await ask(byHeader)).status).toBe(200);
    expect((await inForm(byForm)).status).toBe(200);
    for (const answer of [await inForm(byHeader), await ask(byForm)]) {
      expect(answer.status).toBe(401);
      expect(await bodyOf(answer)).toMatchObject({ error: "invalid_client" });
    }
  });

  it("may ask from its networks alone, and use its tokens there alone", async () => {
    const client = await registered(await given.person("org_admin"), { allowed_ips: ["10.0.0.0/8"] });
    const inside = await ask(client, {}, { "cf-connecting-ip": "10.1.2.3" });
    expect(inside.status).toBe(200);
    const { access_token: token } = await bodyOf<{ access_token: string }>(inside);
    const outside = await ask(client, {}, { "cf-connecting-ip": "11.1.2.3", "x-forwarded-for": "10.1.2.3" });
    expect([outside.status, (await bodyOf(outside)).error]).toEqual([400, "unauthorized_client"]);
    const from = async (address: string) =>
      (await api({ token }, { headers: { "cf-connecting-ip": address } }).submit({})).status;
    expect([await from("10.9.9.9"), await from("11.1.2.3")]).toEqual([422, 403]);
  });
});

describe("what the token endpoint refuses", () => {
  const refused = async (answer: Response) => {
    expect(answer.headers.get("content-type")).toContain("application/json");
    expect(answer.headers.get("cache-control")).toBe("no-store");
    const { error, error_description: description } = await bodyOf<Record<string, string>>(answer);
    expect(description).toMatch(/^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/);
    return [answer.status, error];
  };
  const encoded = (text: string) => ({ authorization: `Basic ${btoa(text)}` });

  it.each<[string, (client: Client) => Promise<Response>, number, string]>([
    ["no grant type", (c) => postForm("/oauth/token", { scope: "a" }, basic(c)), 400, "invalid_request"],
    ["an empty grant type", (c) => postForm("/oauth/token", { grant_type: "" }, basic(c)), 400, "invalid_request"],
    ["another grant", (c) => ask(c, { grant_type: "password" }), 400, "unsupported_grant_type"],
    [
      "a parameter twice",
      (c) => postForm("/oauth/token", "grant_type=client_credentials&scope=a&scope=b", basic(c)),
      400,
      "invalid_request",
    ],
    [
      "JSON",
      (c) => postForm("/oauth/token", "{}", { ...basic(c), "content-type": "application/json" }),
      400,
      "invalid_request",
    ],
    ["a huge body", (c) => ask(c, { scope: "a".repeat(70_000) }), 413, "invalid_request"],
    [
      "a scope that the client lacks",
      (c) => ask(c, { scope: "write:transactions manage:users" }),
      400,
      "invalid_scope",
    ],
    ["a wildcard", (c) => ask(c, { scope: "read:*" }), 400, "invalid_scope"],
    ["a malformed scope", (c) => ask(c, { scope: "write:transactions  read:transactions" }), 400, "invalid_scope"],
    ["two ways at once", (c) => ask(c, { ...c }), 400, "invalid_request"],
    ["another client named beside", (c) => ask(c, { client_id: `cli_${"0".repeat(26)}` }), 401, "invalid_client"],
    ["no client", () => postForm("/oauth/token", grant), 401, "invalid_client"],
    ["an id alone", (c) => postForm("/oauth/token", { ...grant, client_id: c.client_id }), 401, "invalid_client"],
    [
      "a secret alone",
      (c) => postForm("/oauth/token", { ...grant, client_secret: c.client_secret }),
      400,
      "invalid_request",
    ],
    ["an unknown client", (c) => ask({ ...c, client_id: `cli_${"0".repeat(26)}` }), 401, "invalid_client"],
    ["an id of another shape", (c) => ask({ ...c, client_id: "usr_x" }), 401, "invalid_client"],
    ["a wrong secret", (c) => ask({ ...c, client_secret: `${c.client_secret}x` }), 401, "invalid_client"],
    ["half a header", (c) => ask(c, {}, encoded(c.client_id)), 401, "invalid_client"],
    ["a header that is no base 64", (c) => ask(c, {}, { authorization: "Basic %%%" }), 401, "invalid_client"],
    ["a broken escape", (c) => ask(c, {}, encoded(`${c.client_id}:%zz`)), 401, "invalid_client"],
    ["a bearer", (c) => ask(c, {}, { authorization: "Bearer abc" }), 401, "invalid_client"],
    [
      "an assertion of another type",
      () => postForm("/oauth/token", { ...grant, client_assertion: "a.b.c", client_assertion_type: "saml" }),
      400,
      "invalid_request",
    ],
  ])("%s", async (_, send, status, error) => {
    const answer = await send(await registered(await given.person("org_admin")));
    if (status === 401) expect(answer.headers.get("www-authenticate")).toMatch(/^Basic /);
    expect(await refused(answer)).toEqual([status, error]);
  });

  it("reads a header whose parts are form-encoded, and ignores parameters that it does not know", async () => {
    const client = await registered(await given.person("org_admin"));
    const escaped = client.client_secret.replaceAll("_", "%5F");
    const answer = await ask(client, { resource: "x", scope: "" }, encoded(`${client.client_id}:${escaped}`));
    expect(answer.status).toBe(200);
    expect(await bodyOf(answer)).toMatchObject({ scope: "write:transactions read:transactions" });
  });

  it("says the same of an unknown client and a wrong secret", async () => {
    const client = await registered(await given.person("org_admin"));
    const unknown = await ask({ ...client, client_id: `cli_${"1".repeat(26)}` });
    const wrong = await ask({ ...client, client_secret: (await registered(await given.person())).client_secret });
    expect(await unknown.text()).toBe(await wrong.text());
  });
});

describe("tokens of people and machines", () => {
  it("are never taken for each other", async () => {
    const admin = await given.person("org_admin");
    const client = await registered(admin);
    const token = await tokenOf(client);
    expect(await statusOf(token)).toBe(422);
    expect(await readAccessToken(env, admin.token)).toMatchObject({ userId: admin.userId });
    expect(await readAccessToken(env, token)).toBeUndefined();
    expect(await readMachineToken(env, admin.token, Date.now())).toBeUndefined();
    // The secret is no bearer; a person's token is no machine's, whatever its type says.
    expect(await statusOf(client.client_secret)).toBe(401);
    const [, claims, signature] = admin.token.split(".");
    const retyped = btoa(JSON.stringify({ alg: "HS256", typ: "at+jwt", kid: "k1" })).replaceAll("=", "");
    expect(await statusOf(`${retyped}.${claims}.${signature}`)).toBe(401);
    const [header, , ownSignature] = token.split(".");
    expect(await statusOf(`${header}.${claims}.${ownSignature}`)).toBe(401);
  });
});
