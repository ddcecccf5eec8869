import type { Caller } from "#platform/caller";
import type { Platform } from "#platform/platform";
import { invalidRequest } from "#platform/problem";
import type { AuditChanges } from "../tables.ts";
import { auditRow, requireClient, requirePerson, requireScopes, viewClient } from "./manage-clients.ts";
import { readPublicKeys } from "./public-keys.ts";
import type { ClientUpdate, ClientView } from "./schemas.ts";
import { type ClientChanges, type ClientRow, changeClient } from "./store.ts";
import { tellClient } from "./tell-client.ts";

/**
 * Changes a client, in effect within a second also for the tokens that it has: what was taken from its scopes they no longer open, and
 * those got with a key that is gone open nothing. Whoever names scopes answers for them: the products become theirs too.
 */
export async function updateClient(
  platform: Platform,
  caller: Caller,
  id: string,
  input: ClientUpdate,
  requestId: string,
): Promise<ClientView> {
  requirePerson(caller);
  if (input.scopes) requireScopes(caller, input.scopes);
  const { organizationId } = caller;
  for (let isSaved = false; !isSaved; ) {
    const { row } = await requireClient(platform, organizationId, id);
    const changes = await toChanges(row, caller, input);
    const audit = auditRow(platform, caller, "oauth_client.changed", id, requestId, toldOf(row, changes));
    isSaved = await changeClient(platform.db, row, changes, platform.now(), audit);
  }
  await tellClient(platform, organizationId, id);
  return viewClient(platform, caller, id);
}

async function toChanges(row: ClientRow, caller: Caller, input: ClientUpdate): Promise<ClientChanges> {
  const { name, scopes, allowed_ips, token_lifetime_seconds, jwks } = input;
  if (jwks && row.authenticationMethod !== "private_key_jwt")
    throw invalidRequest({ errors: [{ path: "jwks", message: "Only for private_key_jwt" }] });
  return {
    ...(name !== undefined && { name }),
    ...(scopes && { scopes: [...new Set(scopes)], modules: [...caller.modules] }),
    ...(allowed_ips && { allowedIps: allowed_ips }),
    ...(token_lifetime_seconds !== undefined && { tokenLifetimeS: token_lifetime_seconds }),
    ...(jwks && { publicKeys: await readPublicKeys(jwks) }),
  };
}

/** What an audit row says of a change. */
function toldOf(before: ClientRow, after: ClientChanges): AuditChanges {
  const fields: [field: keyof ClientChanges, name: string, read: (row: ClientChanges) => string][] = [
    ["name", "name", ({ name = "" }) => name],
    ["scopes", "scopes", ({ scopes = [] }) => scopes.join(" ")],
    ["modules", "modules", ({ modules = [] }) => modules.join(" ")],
    ["allowedIps", "allowed_ips", ({ allowedIps = [] }) => allowedIps.join(" ")],
    ["tokenLifetimeS", "lifetime_seconds", ({ tokenLifetimeS }) => String(tokenLifetimeS)],
    ["publicKeys", "public_keys", ({ publicKeys = [] }) => publicKeys.map(({ thumbprint }) => thumbprint).join(" ")],
  ];
  return Object.fromEntries(
    fields
      .filter(([field]) => after[field] !== undefined)
      .map(([, name, read]) => [name, [read(before), read(after)] as const]),
  );
}
