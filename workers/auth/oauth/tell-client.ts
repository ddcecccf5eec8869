import { type OauthClientChanged, publishEvent } from "#platform/events";
import type { Platform } from "#platform/platform";
import { tellAccess } from "../tell-access.ts";
import { type MachineClient, oauthClient } from "./machine-client.ts";
import { type ClientWithSecrets, findClient } from "./store.ts";

/**
 * Lets a client's object know what the client is from now on, which is in effect within a second. Where that fails the queue does
 * it, and the caller is told that it failed: nothing is acknowledged before it holds.
 */
export async function tellClient(platform: Platform, organizationId: string, clientId: string): Promise<void> {
  try {
    await tell(platform, organizationId, clientId);
  } catch (failure) {
    await publishEvent(platform.env, { type: "auth.oauth_client_changed", organizationId, clientId });
    throw failure;
  }
}

/** Tells objects that could not be told. Older news changes nothing, so repeats and any order do no harm. */
export async function tellClients(platform: Platform, events: readonly OauthClientChanged[]): Promise<void> {
  const clients = new Map(events.map(({ organizationId, clientId }) => [clientId, organizationId]));
  for (const [clientId, organizationId] of clients) await tell(platform, organizationId, clientId);
}

async function tell({ env, db, now }: Platform, organizationId: string, clientId: string): Promise<void> {
  const found = await findClient(db, organizationId, clientId, now());
  if (!found) return;
  await oauthClient(env, clientId).update(toMachineClient(found));
  await tellAccess(env, organizationId, clientId);
}

const toMachineClient = ({ row, secrets }: ClientWithSecrets): MachineClient => ({
  id: row.id,
  organizationId: row.organizationId,
  revision: row.revision,
  isRevoked: row.revokedAt !== null,
  authenticationMethod: row.authenticationMethod,
  scopes: row.scopes,
  modules: row.modules,
  allowedIps: row.allowedIps,
  tokenLifetimeS: row.tokenLifetimeS,
  secrets: secrets.map(({ id, hash, endsAt }) => ({ id, hash, endsAt })),
  publicKeys: row.publicKeys,
});
