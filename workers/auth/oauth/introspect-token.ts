import type { Platform } from "#platform/platform";
import { readMachineToken } from "./access-token.ts";
import { scopesLeft } from "./client-holder.ts";
import { type MachineClient, oauthClient } from "./machine-client.ts";
import type { Introspection } from "./schemas.ts";

/**
 * What a machine's token opens now, for its own organisation (RFC 7662). Of any other text, a token of another organisation and one
 * that is over or was revoked it says nothing but that.
 */
export async function introspectToken(
  { env, now }: Platform,
  organizationId: string,
  text: string,
): Promise<Introspection> {
  const token = await readMachineToken(env, text, now());
  if (token?.organizationId !== organizationId) return { active: false };
  const client: MachineClient | null = await oauthClient(env, token.clientId).checkToken(token, now());
  const scopes = client ? scopesLeft(token.scopes, client) : [];
  if (scopes.length === 0) return { active: false };
  return {
    active: true,
    scope: scopes.join(" "),
    client_id: token.clientId,
    token_type: "Bearer",
    exp: token.expiresAt,
    iat: token.issuedAt,
    sub: token.clientId,
    aud: token.audience,
    iss: token.issuer,
    jti: token.id,
    organization_id: organizationId,
  };
}
