import { exportSPKI, SignJWT } from "jose";
import { describe, expect, it } from "vitest";
import { api, bodyOf } from "../../support/api.ts";
import { given } from "../../support/given.ts";
import {
  askWith,
  assertion,
  assertionFields,
  basic,
  forgotten,
  issuer,
  type KeyPair,
  keyPair,
  postForm,
  registered,
  statusOf,
} from "../../support/oauth.ts";
import { evictEverything } from "../../support/objects.ts";

const withKeys = (admin: { token: string }, ...keys: KeyPair[]) =>
  registered<{ client_id: string; client_secret?: string }>(admin, {
    authentication_method: "private_key_jwt",
    jwks: { keys: keys.map(({ jwk }) => jwk) },
  });
const outcome = async (answer: Response) => {
  const { error, access_token } = await bodyOf<{ error?: string; access_token?: string }>(answer);
  return [answer.status, error ?? typeof access_token];
};
const granted = [200, "string"];
const refused = [401, "invalid_client"];

describe("a machine with a key of its own", () => {
  it.each(["ES256", "EdDSA", "RS256", "PS256"] as const)("proves itself by %s", async (alg) => {
    const key = await keyPair(alg);
    const client = await withKeys(await given.person("org_admin"), key);
    expect(client.client_secret).toBeUndefined();
    const answer = await askWith(await assertion(client.client_id, key));
    expect(answer.status).toBe(200);
    expect(await statusOf((await bodyOf<{ access_token: string }>(answer)).access_token)).toBe(422);
  });

  it("may name itself beside, name the issuer as audience, and leave the key's name out where it has one", async () => {
    const key = await keyPair("ES256", "first");
    const { client_id } = await withKeys(await given.person("org_admin"), key);
    const unnamed = { ...key, kid: undefined };
    for (const aud of [issuer, [issuer], [`${issuer}/oauth/token`]])
      expect(await outcome(await askWith(await assertion(client_id, unnamed, { aud })))).toEqual(granted);
    const named = postForm("/oauth/token", { ...assertionFields(await assertion(client_id, key)), client_id });
    expect(await outcome(await named)).toEqual(granted);
  });

  it("uses each assertion once, of many at the same time and after the object slept", async () => {
    const key = await keyPair("ES256");
    const { client_id } = await withKeys(await given.person("org_admin"), key);
    const jwt = await assertion(client_id, key);
    const answers = await Promise.all(Array.from({ length: 12 }, (_, i) => askWith(jwt, `198.51.100.${i}`)));
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([200, ...Array(11).fill(401)]);
    await evictEverything();
    expect(await outcome(await askWith(jwt))).toEqual(refused);
    // A forgery with an id that is in use takes nothing from its owner.
    const jti = crypto.randomUUID();
    const forged = await assertion(client_id, await keyPair("ES256"), { jti });
    expect(await outcome(await askWith(forged))).toEqual(refused);
    expect(await outcome(await askWith(await assertion(client_id, key, { jti })))).toEqual(granted);
  });

  it("uses an assertion at the other endpoints once as well", async () => {
    const key = await keyPair("EdDSA");
    const { client_id } = await withKeys(await given.person("org_admin"), key);
    const { grant_type: _, ...fields } = assertionFields(await assertion(client_id, key));
    const introspect = () => postForm("/oauth/introspect", { ...fields, token: "x" });
    expect(await bodyOf(await introspect())).toEqual({ active: false });
    expect((await introspect()).status).toBe(401);
  });

  it("loses the tokens of a key that it gives up, and keeps those of the other", async () => {
    const admin = await given.person("org_admin");
    const [first, second] = [await keyPair("ES256", "first"), await keyPair("ES256", "second")];
    const { client_id } = await withKeys(admin, first, second);
    const tokenBy = async (key: KeyPair) =>
      (await bodyOf<{ access_token: string }>(await askWith(await assertion(client_id, key)))).access_token;
    const [ofFirst, ofSecond] = [await tokenBy(first), await tokenBy(second)];
    const changed = await api(admin).send("PUT", `/api/oauth/clients/${client_id}`, { jwks: { keys: [second.jwk] } });
    expect(changed.status).toBe(200);
    await forgotten();
    expect([await statusOf(ofFirst), await statusOf(ofSecond)]).toEqual([401, 422]);
    expect(await outcome(await askWith(await assertion(client_id, first)))).toEqual(refused);
  });
});

describe("an assertion is refused", () => {
  const now = () => Math.floor(Date.now() / 1000);
  it.each<[string, Record<string, unknown>]>([
    ["of another issuer", { iss: "somebody" }],
    ["about another client", { sub: `cli_${"0".repeat(26)}` }],
    ["for another server", { aud: "https://elsewhere.test/oauth/token" }],
    ["for another server too", { aud: [issuer, "https://elsewhere.test"] }],
    ["for nobody", { aud: null }],
    ["that is over", { exp: now() - 60 }],
    ["that holds for longer than five minutes", { exp: now() + 400 }],
    ["that never ends", { exp: null }],
    ["that does not hold yet", { nbf: now() + 120 }],
    ["of the future", { iat: now() + 120 }],
    ["without an id", { jti: null }],
    ["with an empty id", { jti: "" }],
    ["with an endless id", { jti: "x".repeat(300) }],
    ["with a number for an id", { jti: 7 }],
  ])("%s", async (_, claims) => {
    const key = await keyPair("ES256");
    const { client_id } = await withKeys(await given.person("org_admin"), key);
    expect(await outcome(await askWith(await assertion(client_id, key, claims)))).toEqual(refused);
    expect(await outcome(await askWith(await assertion(client_id, key)))).toEqual(granted);
  });

  it("signed with another key, under another name, by another algorithm, or not at all", async () => {
    const key = await keyPair("RS256", "first");
    const { client_id } = await withKeys(await given.person("org_admin"), key);
    const good = await assertion(client_id, key);
    const [header, claims, signature] = good.split(".");
    const publicText = new TextEncoder().encode(await exportSPKI(key.publicKey));
    const payload = JSON.parse(atob(claims!.replaceAll("-", "+").replaceAll("_", "/")));
    const withHmac = await new SignJWT(payload).setProtectedHeader({ alg: "HS256", kid: "first" }).sign(publicText);
    const none = `${btoa(JSON.stringify({ alg: "none", kid: "first" })).replaceAll("=", "")}.${claims}.`;
    const elsewhere = await keyPair("RS256", "first");
    const forgeries = [
      await assertion(client_id, elsewhere),
      await assertion(client_id, key, {}, { kid: "second" }),
      await assertion(client_id, await keyPair("ES256", "first")),
      await assertion(client_id, elsewhere, {}, { jwk: elsewhere.jwk }),
      withHmac,
      none,
      `${header}.${claims}.${signature!.slice(0, -4)}AAAA`,
      `${header}.${claims}.`,
      "not.a.jwt",
    ];
    for (const forgery of forgeries) expect(await outcome(await askWith(forgery))).toEqual(refused);
    expect(await outcome(await askWith(good))).toEqual(granted);
  });

  it("by an algorithm that its key was not given for", async () => {
    const key = await keyPair("RS256");
    const pinned = { ...key, jwk: { ...key.jwk, alg: "PS256" } };
    const { client_id } = await withKeys(await given.person("org_admin"), pinned);
    expect(await outcome(await askWith(await assertion(client_id, key)))).toEqual(refused);
  });

  it("of a client that registered for a secret, and a secret of one that registered for a key", async () => {
    const admin = await given.person("org_admin");
    const key = await keyPair("ES256");
    const withSecret = await registered(admin);
    const withKey = await withKeys(admin, key);
    expect(await outcome(await askWith(await assertion(withSecret.client_id, key)))).toEqual(refused);
    const { client_id } = withKey;
    const headers = basic({ client_id, client_secret: withSecret.client_secret });
    expect(await outcome(await postForm("/oauth/token", { grant_type: "client_credentials" }, headers))).toEqual(
      refused,
    );
  });

  it("of another client, also of the same organisation", async () => {
    const admin = await given.person("org_admin");
    const [mine, theirs] = [await keyPair("ES256"), await keyPair("ES256")];
    const [, victim] = [await withKeys(admin, mine), await withKeys(admin, theirs)];
    expect(await outcome(await askWith(await assertion(victim.client_id, mine)))).toEqual(refused);
  });
});
