import { env } from "cloudflare:workers";
import { base64url, decodeJwt, generateKeyPair, type JWTPayload, SignJWT } from "jose";
import { describe, expect, it } from "vitest";
import { api, bodyOf } from "../support/api.ts";
import { given } from "../support/given.ts";

const [kid = "", secret = ""] = env.JWT_KEYS.split(":");
const key = new TextEncoder().encode(secret);

/** A token as ours are made, but for what a test makes otherwise. */
const signed = (claims: JWTPayload, header: object = {}, by: Parameters<SignJWT["sign"]>[0] = key) =>
  new SignJWT(claims).setProtectedHeader({ alg: "HS256", typ: "JWT", kid, ...header }).sign(by);

const unsigned = (claims: JWTPayload, header: object) =>
  [header, claims].map((part) => base64url.encode(JSON.stringify(part))).join(".");

const without = (claims: JWTPayload, name: string): JWTPayload =>
  Object.fromEntries(Object.entries(claims).filter(([claim]) => claim !== name));

describe("an access token", () => {
  it("is taken as it was issued, and made again by the same key", async () => {
    const person = await given.person();
    const again = await signed(decodeJwt(person.token));
    expect((await api({ token: again }).get("/api/users/me")).status).toBe(200);
  });

  it.each<[string, (claims: JWTPayload) => Promise<string> | string]>([
    ["is not signed", (claims) => `${unsigned(claims, { alg: "none", typ: "JWT", kid })}.`],
    ["says that it need not be, in other letters", (claims) => `${unsigned(claims, { alg: "NoNe", kid })}.`],
    ["is signed by another secret", (claims) => signed(claims, {}, new TextEncoder().encode("x".repeat(48)))],
    ["is signed by an empty secret", (claims) => signed(claims, {}, new Uint8Array(32))],
    ["names a key that there is not", (claims) => signed(claims, { kid: "k0" })],
    ["names a key by a path", (claims) => signed(claims, { kid: "../../dev/null" })],
    ["names no key", (claims) => signed(claims, { kid: undefined })],
    ["is signed in another way by the right secret", (claims) => signed(claims, { alg: "HS512" })],
    [
      "brings a key of its own",
      async (claims) => {
        const { privateKey } = await generateKeyPair("ES256");
        return signed(claims, { alg: "ES256" }, privateKey);
      },
    ],
    ["is of a machine", (claims) => signed(claims, { typ: "at+jwt" })],
    ["is over", (claims) => signed({ ...claims, exp: Math.floor(Date.now() / 1000) - 1 })],
    ["never ends", (claims) => signed(without(claims, "exp"))],
    ["begins tomorrow", (claims) => signed({ ...claims, nbf: Math.floor(Date.now() / 1000) + 86_400 })],
    ["is of another issuer", (claims) => signed({ ...claims, iss: "https://elsewhere.uz" })],
    ["is for another service", (claims) => signed({ ...claims, aud: "another-api" })],
    ["belongs to no session", (claims) => signed(without(claims, "sid"))],
    ["belongs to another session", (claims) => signed({ ...claims, sid: "ses_other" })],
    ["is of nobody", (claims) => signed(without(claims, "sub"))],
    ["is of a person that there is not", (claims) => signed({ ...claims, sub: "usr_other" })],
    ["has no id", (claims) => signed(without(claims, "jti"))],
    ["is cut short", async (claims) => (await signed(claims)).slice(0, -2)],
    [
      "has another body than was signed",
      async (claims) => {
        const [header, , signature] = (await signed(claims)).split(".");
        return [header, base64url.encode(JSON.stringify({ ...claims, role: "super_admin" })), signature].join(".");
      },
    ],
  ])("that %s opens nothing", async (_, make) => {
    const { token } = await given.person();
    const answer = await api({ token: await make(decodeJwt(token)) }).get("/api/users/me");
    expect(answer.status).toBe(401);
    expect(await bodyOf(answer)).toMatchObject({ code: "auth.not_authenticated" });
  });

  it("opens what its person may do now, whatever stands in it", async () => {
    const [viewer, other] = [await given.person("viewer"), await given.person()];
    const claims = decodeJwt(viewer.token);
    const raised = { role: "super_admin", permissions: ["*"], organization_id: other.organizationId };
    const token = await signed({ ...claims, ...raised });
    const me = await bodyOf(await api({ token }).get("/api/users/me"));
    expect(me).toMatchObject({ role: "viewer", organization_id: viewer.organizationId });
    expect((await api({ token }).get("/api/admin/metrics")).status).toBe(403);
    expect((await api({ token }).get(`/api/organizations/${other.organizationId}`)).status).toBe(403);
  });
});
