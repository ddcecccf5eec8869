import { exports } from "cloudflare:workers";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { expect } from "vitest";
import { api, bodyOf } from "./api.ts";

type Fields = Record<string, string>;
type Admin = { token: string };
export type Client = { client_id: string; client_secret: string };

/** Where tests ask, and what clients know the server by. */
export const issuer = "https://app.test";
/** Credentials are trusted for a second at the most. */
export const forgotten = () => new Promise((wait) => setTimeout(wait, 1_050));

/** Posts a form as a machine does. */
export const postForm = (path: string, fields: Fields | string, headers: Fields = {}): Promise<Response> =>
  exports.default.fetch(
    new Request(`https://api.test${path}`, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
      body: typeof fields === "string" ? fields : new URLSearchParams(fields).toString(),
    }),
  );

/** RFC 6749, 2.3.1: form-encoded, then in base 64. */
export const basic = ({ client_id, client_secret }: Client): Fields => ({
  authorization: `Basic ${btoa(`${encodeURIComponent(client_id)}:${encodeURIComponent(client_secret)}`)}`,
});

export async function registered<T = Client>(admin: Admin, changes: Record<string, unknown> = {}): Promise<T> {
  const answer = await api(admin).post("/api/oauth/clients", {
    name: "Gateway",
    scopes: ["write:transactions", "read:transactions"],
    ...changes,
  });
  expect(answer.status).toBe(201);
  return bodyOf<T>(answer);
}

/** Asks for a token with the secret in the header, as most clients do. */
export const ask = (client: Client, fields: Fields = {}, headers: Fields = {}) =>
  postForm("/oauth/token", { grant_type: "client_credentials", ...fields }, { ...basic(client), ...headers });

export async function tokenOf(client: Client, fields: Fields = {}): Promise<string> {
  const answer = await ask(client, fields);
  expect(answer.status).toBe(200);
  return (await bodyOf<{ access_token: string }>(answer)).access_token;
}

/** What a token opens on the hot path: 422 is the contract of a caller who may submit, without a payment. */
export const statusOf = async (token: string) => (await api({ token }).submit({})).status;

type Alg = "ES256" | "EdDSA" | "RS256" | "PS256";

/** A key pair of a client, with the public half as it registers it. */
export async function keyPair(alg: Alg, kid?: string) {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  return { alg, kid, privateKey, jwk: { ...(await exportJWK(publicKey)), ...(kid && { kid }) }, publicKey };
}
export type KeyPair = Awaited<ReturnType<typeof keyPair>>;

/** An assertion of a client about itself, good unless `claims` or `header` change that; null leaves a claim out. */
export async function assertion(
  clientId: string,
  { alg, kid, privateKey }: Pick<KeyPair, "alg" | "kid" | "privateKey">,
  claims: Record<string, unknown> = {},
  header: Record<string, unknown> = {},
): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const all = {
    iss: clientId,
    sub: clientId,
    aud: `${issuer}/oauth/token`,
    jti: crypto.randomUUID(),
    iat: now,
    exp: now + 60,
    ...claims,
  };
  const told = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null));
  return new SignJWT(told).setProtectedHeader({ alg, ...(kid && { kid }), ...header }).sign(privateKey);
}

export const assertionFields = (jwt: string): Fields => ({
  grant_type: "client_credentials",
  client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
  client_assertion: jwt,
});

/** Who asks with an assertion, each from an address of its own, so that failures of one case close no other. */
export const askWith = (jwt: string, address = "198.51.100.7") =>
  postForm("/oauth/token", assertionFields(jwt), { "cf-connecting-ip": address });
