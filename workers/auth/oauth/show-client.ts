import type { Platform } from "#platform/platform";
import { type ClientUse, oauthClient } from "./machine-client.ts";
import type { ClientView } from "./schemas.ts";
import type { ClientWithSecrets } from "./store.ts";

/** A client as people see it: no secret, and how it has been used. */
export async function showClient({ env }: Platform, { row, secrets }: ClientWithSecrets): Promise<ClientView> {
  const { usedAt, failures, failedAt }: ClientUse = await oauthClient(env, row.id).use();
  const holding = row.revokedAt === null ? secrets : [];
  return {
    client_id: row.id,
    name: row.name,
    authentication_method: row.authenticationMethod,
    scopes: row.scopes,
    modules: row.modules,
    allowed_ips: row.allowedIps,
    token_lifetime_seconds: row.tokenLifetimeS,
    jwks: row.publicKeys.length > 0 ? { keys: row.publicKeys.map(({ jwk }) => jwk) } : null,
    secrets: holding.map(({ display, createdAt, endsAt }) => ({
      display,
      created_at: timeOf(createdAt),
      ends_at: endsAt === null ? null : timeOf(endsAt),
    })),
    last_used_at: usedAt === null ? null : timeOf(usedAt),
    failed_authentications: failures,
    last_failed_at: failedAt === null ? null : timeOf(failedAt),
    created_at: timeOf(row.createdAt),
    updated_at: timeOf(row.updatedAt),
    revoked_at: row.revokedAt === null ? null : timeOf(row.revokedAt),
  };
}

const timeOf = (time: number) => new Date(time).toISOString();
