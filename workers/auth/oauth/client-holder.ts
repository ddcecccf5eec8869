import type { Caller, Proof } from "#platform/caller";
import { type MachineClient, oauthClient } from "./machine-client.ts";

/** Whoever holds a machine's token: its client, with those of the token's scopes that the client still has. */
export async function clientHolder(
  env: Env,
  token: Extract<Proof, { kind: "oauth_client" }>,
  now: number,
): Promise<Omit<Caller, "tier" | "proof"> | undefined> {
  if (token.expiresAt <= now) return undefined;
  const { id: tokenId, credential } = token;
  const client: MachineClient | null = await oauthClient(env, token.clientId).useToken(
    { id: tokenId, credential },
    now,
  );
  const permissions = client ? scopesLeft(token.scopes, client) : [];
  if (!client || permissions.length === 0) return undefined;
  const { id, organizationId, modules, allowedIps } = client;
  return { kind: "oauth_client", id, organizationId, modules, permissions, allowedIps };
}

/** A token opens no more than its client may now. */
export const scopesLeft = (scopes: readonly string[], client: MachineClient): string[] =>
  scopes.filter((scope) => client.scopes.includes(scope));
