import { jwtVerify, SignJWT } from "jose";
import type { Caller } from "#platform/caller";
import { newId } from "#platform/ids";
import { permissionsOf, type Role } from "./roles.ts";

export const ACCESS_TOKEN_SECONDS = 3600;
const REFRESH_TOKEN_SECONDS = 30 * 24 * 3600;
const ISSUER = "https://aifoundry.uz";
const API_AUDIENCE = "aifoundry-api";
const REFRESH_AUDIENCE = "aifoundry-refresh";

export type TokenSubject = { id: string; email: string; role: Role; organizationId: string; modules: string[] };

/** An access token with the claims of the published sample (plus `iss aud jti sid`) and the refresh token of its session. */
export async function issueTokens(
  env: Env,
  user: TokenSubject,
  now: number,
): Promise<{ accessToken: string; refreshToken: string }> {
  const key = signingKey(env);
  const iat = Math.floor(now / 1000);
  const sid = newId("ses");
  const sign = (claims: Record<string, unknown>, audience: string, seconds: number) =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: "HS256", typ: "JWT", kid: key.id })
      .setSubject(user.id)
      .setIssuer(ISSUER)
      .setAudience(audience)
      .setJti(newId("jti"))
      .setIssuedAt(iat)
      .setExpirationTime(iat + seconds)
      .sign(key.secret);
  const claims = {
    email: user.email,
    role: user.role,
    organization_id: user.organizationId,
    modules: user.modules,
    permissions: permissionsOf[user.role],
    sid,
  };
  return {
    accessToken: await sign(claims, API_AUDIENCE, ACCESS_TOKEN_SECONDS),
    refreshToken: await sign({ sid }, REFRESH_AUDIENCE, REFRESH_TOKEN_SECONDS),
  };
}

/** The caller that an access token names, and when it ends (epoch milliseconds); undefined for any token that does not hold. */
export async function readAccessToken(
  env: Env,
  token: string,
): Promise<{ caller: Caller; expiresAt: number } | undefined> {
  try {
    const { payload } = await jwtVerify(token, ({ kid }) => verificationKey(env, kid), {
      algorithms: ["HS256"],
      issuer: ISSUER,
      audience: API_AUDIENCE,
      requiredClaims: ["sub", "exp", "jti", "sid"],
    });
    // SAFETY: the signature proves that issueTokens() wrote these claims.
    const claims = payload as unknown as {
      sub: string;
      exp: number;
      role: Role;
      organization_id: string;
      modules: string[];
      permissions: string[];
    };
    return {
      caller: {
        kind: "user",
        id: claims.sub,
        organizationId: claims.organization_id,
        role: claims.role,
        modules: claims.modules,
        permissions: claims.permissions,
      },
      expiresAt: claims.exp * 1000,
    };
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

function signingKey(env: Env) {
  const [first] = keyRing(env);
  if (!first?.id || first.secret.length < 32) throw new Error("JWT_KEYS must be kid:secret with 32 bytes or more");
  return first;
}

function verificationKey(env: Env, kid: string | undefined): Uint8Array {
  const key = keyRing(env).find(({ id }) => id === kid);
  if (!key) throw new Error("Unknown kid");
  return key.secret;
}
