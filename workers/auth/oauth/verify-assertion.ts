import { decodeProtectedHeader, importJWK, jwtVerify } from "jose";
import { toBase64Url } from "#platform/seal";
import type { MachineClient } from "./machine-client.ts";
import type { PublicKey } from "./public-keys.ts";

/** Signatures that are taken; nothing symmetric, and never none. */
export const signingAlgorithms = ["ES256", "EdDSA", "RS256", "PS256"] as const;
type SigningAlgorithm = (typeof signingAlgorithms)[number];
/** What kind of key each needs. */
const keyTypes: Record<SigningAlgorithm, string> = { ES256: "EC", EdDSA: "OKP", RS256: "RSA", PS256: "RSA" };

/** An assertion ends within so much, so that its id need not be remembered for longer. */
const LONGEST_S = 300;
/** How far the clock of a client may be from ours. */
const SKEW_S = 10;
/** An id is remembered for longer than its assertion is good, so that none is checked before its end and used after it was forgotten. */
const REMEMBERED_S = 60;
const LONGEST_ID = 256;

/** The key that signed an assertion, and its id as a hash, to be remembered until `forgetAt` (epoch milliseconds). */
export type VerifiedAssertion = { thumbprint: string; hash: string; forgetAt: number };

/**
 * Checks an assertion by RFC 7523, 3: signed by a key of the client, issued by it about itself, for one of `audiences` alone, for five
 * minutes at most, and with an id. Undefined where any of that fails; whether it was used before is known to the client's object.
 */
export async function verifyAssertion(
  client: MachineClient,
  assertion: string,
  audiences: readonly string[],
  now: number,
): Promise<VerifiedAssertion | undefined> {
  try {
    const header = decodeProtectedHeader(assertion);
    const alg = signingAlgorithms.find((one) => one === header.alg);
    const key = alg && keyFor(client.publicKeys, alg, header.kid);
    if (!key) return undefined;
    const { payload } = await jwtVerify(assertion, await importJWK(key.jwk, alg), {
      algorithms: [alg],
      issuer: client.id,
      subject: client.id,
      currentDate: new Date(now),
      clockTolerance: SKEW_S,
      requiredClaims: ["exp", "jti", "aud"],
    });
    const { aud, exp = 0, iat, jti = "" } = payload;
    const seconds = now / 1000;
    const isForUs = audiences.some((audience) => aud === audience || (aud?.length === 1 && aud[0] === audience));
    const isInTime = exp - seconds <= LONGEST_S && (iat === undefined || iat <= seconds + SKEW_S);
    if (!isForUs || !isInTime || typeof jti !== "string" || jti === "" || jti.length > LONGEST_ID) return undefined;
    return { thumbprint: key.thumbprint, hash: await hashOf(jti), forgetAt: (exp + REMEMBERED_S) * 1000 };
  } catch {
    return undefined;
  }
}

/** The only key that a header may mean; without `kid` that of a client that has one such key. */
function keyFor(keys: readonly PublicKey[], alg: SigningAlgorithm, kid: string | undefined): PublicKey | undefined {
  const fitting = keys.filter(
    ({ jwk }) =>
      jwk.kty === keyTypes[alg] && (jwk.alg === undefined || jwk.alg === alg) && (kid === undefined || jwk.kid === kid),
  );
  return fitting.length === 1 ? fitting[0] : undefined;
}

const hashOf = async (text: string) =>
  toBase64Url(new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text))));
