import type { Caller } from "#platform/caller";
import { readMachineToken } from "./access-token.ts";
import { type MachineClient, oauthClient } from "./machine-client.ts";

/** Whoever holds a machine's token: its client, with those of the token's scopes that the client still has. */
export async function clientHolder(env: Env, token: string, now: number): Promise<Omit<Caller, "tier"> | undefined> {
  const read = await readMachineToken(env, token, now);
  if (!read) return undefined;
  const client: MachineClient | null = await oauthClient(env, read.clientId).useToken(read, now);
  const permissions = client ? scopesLeft(read.scopes, client) : [];
  if (!client || permissions.length === 0) return undefined;
  const { id, organizationId, modules, allowedIps } = client;
  return { kind: "oauth_client", id, organizationId, modules, permissions, allowedIps };
}

/** A token opens no more than its client may now. */
export const scopesLeft = (scopes: readonly string[], client: MachineClient): string[] =>
  scopes.filter((scope) => client.scopes.includes(scope));
