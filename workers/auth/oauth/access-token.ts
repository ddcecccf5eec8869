import { decodeProtectedHeader, jwtVerify, SignJWT } from "jose";
import type { Platform } from "#platform/platform";
import { AUDIENCE, signingKey, verificationKey } from "../tokens.ts";
import type { Proven } from "./machine-client.ts";

/** Of machines' tokens (RFC 9068, 2.1); those of people are `JWT`, so that neither is ever taken for the other. */
const TYPE = "at+jwt";

/** What a machine's token says; times are epoch seconds, as in the token. */
export type MachineToken = {
  id: string;
  clientId: string;
  organizationId: string;
  scopes: string[];
  /** What the client proved itself with when it got the token. */
  credential: string;
  issuedAt: number;
  expiresAt: number;
  issuer: string;
  audience: string;
};

/** An access token in the profile of RFC 9068, for the scopes given. */
export async function issueMachineToken(
  { env, newId, now }: Platform,
  { client, credential }: Proven,
  scopes: readonly string[],
): Promise<string> {
  const key = signingKey(env);
  const iat = Math.floor(now() / 1000);
  const claims = { client_id: client.id, organization_id: client.organizationId, scope: scopes.join(" "), credential };
  return new SignJWT(claims)
    .setProtectedHeader({ alg: "HS256", typ: TYPE, kid: key.id })
    .setSubject(client.id)
    .setIssuer(env.PUBLIC_URL)
    .setAudience(AUDIENCE)
    .setJti(newId("jti"))
    .setIssuedAt(iat)
    .setExpirationTime(iat + client.tokenLifetimeS)
    .sign(key.secret);
}

/** Whether a credential says of itself that it is a machine's token; nothing is proved by that. */
export function isMachineToken(credential: string): boolean {
  try {
    return decodeProtectedHeader(credential).typ === TYPE;
  } catch {
    return false;
  }
}

/** What a machine's token says, if we signed it and it is not over; whether it was revoked is known to the client's object. */
export async function readMachineToken(env: Env, token: string, now: number): Promise<MachineToken | undefined> {
  try {
    const { payload } = await jwtVerify(token, ({ kid }) => verificationKey(env, kid), {
      algorithms: ["HS256"],
      typ: TYPE,
      issuer: env.PUBLIC_URL,
      audience: AUDIENCE,
      currentDate: new Date(now),
      requiredClaims: ["sub", "exp", "iat", "jti", "client_id", "organization_id", "scope", "credential"],
    });
    // SAFETY: the signature and the type prove that issueMachineToken() wrote these claims.
    const claims = payload as Record<"jti" | "client_id" | "organization_id" | "scope" | "credential", string> &
      Record<"iat" | "exp", number>;
    return {
      id: claims.jti,
      clientId: claims.client_id,
      organizationId: claims.organization_id,
      scopes: claims.scope.split(" "),
      credential: claims.credential,
      issuedAt: claims.iat,
      expiresAt: claims.exp,
      issuer: env.PUBLIC_URL,
      audience: AUDIENCE,
    };
  } catch {
    return undefined;
  }
}
