import { jwtVerify, SignJWT } from "jose";
import { newId } from "#platform/ids";
import type { Role } from "./roles.ts";

export const ACCESS_TOKEN_SECONDS = 3600;
const ISSUER = "https://aifoundry.uz";
export const AUDIENCE = "aifoundry-api";

export type TokenSubject = {
  id: string;
  email: string;
  role: Role;
  organizationId: string;
  modules: string[];
  permissions: readonly string[];
};

/** An access token of a session, with the claims of the published sample plus `iss aud jti sid`. */
export async function issueAccessToken(
  env: Env,
  subject: TokenSubject,
  sessionId: string,
  now: number,
): Promise<string> {
  const key = signingKey(env);
  const iat = Math.floor(now / 1000);
  const { email, role, organizationId, modules, permissions } = subject;
  return new SignJWT({ email, role, organization_id: organizationId, modules, permissions, sid: sessionId })
    .setProtectedHeader({ alg: "HS256", typ: "JWT", kid: key.id })
    .setSubject(subject.id)
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setJti(newId("jti"))
    .setIssuedAt(iat)
    .setExpirationTime(iat + ACCESS_TOKEN_SECONDS)
    .sign(key.secret);
}

/**
 * Whose token it is, of which session, and when it ends (epoch milliseconds); undefined for any token that does not hold, and for a
 * machine's. What its claims say of roles and products is what held when it was issued: the session's object knows what holds now.
 */
export async function readAccessToken(
  env: Env,
  token: string,
): Promise<{ userId: string; sessionId: string; expiresAt: number } | undefined> {
  try {
    const { payload } = await jwtVerify(token, ({ kid }) => verificationKey(env, kid), {
      algorithms: ["HS256"],
      typ: "JWT",
      issuer: ISSUER,
      audience: AUDIENCE,
      requiredClaims: ["sub", "exp", "jti", "sid"],
    });
    // SAFETY: the signature proves that issueAccessToken() wrote these claims.
    const { sub, sid, exp } = payload as { sub: string; sid: string; exp: number };
    return { userId: sub, sessionId: sid, expiresAt: exp * 1000 };
  } catch {
    return undefined;
  }
}

/** JWT_KEYS is `kid:secret,kid:secret`: the first signs, all verify, so that a key can be rotated without a sign-out. */
const keyRing = (env: Env) =>
  env.JWT_KEYS.split(",").map((entry) => {
    const colon = entry.indexOf(":");
    return { id: entry.slice(0, colon), secret: new TextEncoder().encode(entry.slice(colon + 1)) };
  });

export function signingKey(env: Env) {
  const [first] = keyRing(env);
  if (!first?.id || first.secret.length < 32) throw new Error("JWT_KEYS must be kid:secret with 32 bytes or more");
  return first;
}

export function verificationKey(env: Env, kid: string | undefined): Uint8Array {
  const key = keyRing(env).find(({ id }) => id === kid);
  if (!key) throw new Error("Unknown kid");
  return key.secret;
}
