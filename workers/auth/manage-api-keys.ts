import { type Caller, isPermitted } from "#platform/caller";
import { readCursor, toPage } from "#platform/page";
import type { Platform } from "#platform/platform";
import { createApiKey, hashApiKey } from "./api-key.ts";
import { auditOf } from "./audit.ts";
import { apiKeyNotFound, scopeTooWide } from "./errors.ts";
import { apiKeyGrant } from "./grants.ts";
import type { ApiKey } from "./schemas.ts";
import { type ApiKeyRow, findApiKey, findOrganization, listApiKeys, markApiKeyRevoked, saveApiKey } from "./store.ts";

const DAY_MS = 24 * 3600 * 1000;

/** Issues a key of the caller's organisation. The row comes first, so that a key that works can always be found and revoked. */
export async function issueApiKey(
  platform: Platform,
  caller: Caller,
  input: { name: string; scopes: string[]; expires_in_days: number },
  requestId: string,
): Promise<ApiKey & { key: string }> {
  const tooWide = input.scopes.filter((scope) => !isPermitted(caller, scope));
  if (tooWide.length > 0) throw scopeTooWide(`Not held by you: ${tooWide.join(", ")}`);
  const organization = await findOrganization(platform.db, caller.organizationId);
  const key = createApiKey();
  const now = platform.now();
  const row: ApiKeyRow = {
    id: platform.newId("key"),
    organizationId: caller.organizationId,
    name: input.name,
    keyHash: await hashApiKey(key),
    display: `${key.slice(0, 13)}…${key.slice(-4)}`,
    scopes: [...new Set(input.scopes)],
    createdBy: caller.id,
    createdAt: now,
    expiresAt: now + input.expires_in_days * DAY_MS,
    revokedAt: null,
  };
  await saveApiKey(platform.db, row, auditRow(platform, caller, "api_key.created", row.id, requestId));
  await apiKeyGrant(platform.env, row.keyHash).grant({
    id: row.id,
    organizationId: row.organizationId,
    scopes: row.scopes,
    modules: organization?.modules ?? [],
    expiresAt: row.expiresAt,
  });
  return { ...toApiKey(row), key };
}

/** Ends a key. The grant goes first: once this returns, no isolate accepts the key for longer than a second. */
export async function revokeApiKey(platform: Platform, caller: Caller, id: string, requestId: string): Promise<void> {
  const row = await findApiKey(platform.db, caller.organizationId, id);
  if (!row) throw apiKeyNotFound();
  await apiKeyGrant(platform.env, row.keyHash).revoke();
  if (row.revokedAt !== null) return;
  await markApiKeyRevoked(
    platform.db,
    caller.organizationId,
    id,
    platform.now(),
    auditRow(platform, caller, "api_key.revoked", id, requestId),
  );
}

export async function listOwnApiKeys(platform: Platform, caller: Caller, limit: number, cursor?: string) {
  const rows = await listApiKeys(platform.db, caller.organizationId, limit, readCursor(cursor));
  const { page, next_cursor } = toPage(rows, limit, ({ createdAt: at, id }) => ({ at, id }));
  return { data: page.map(toApiKey), next_cursor };
}

const auditRow = (platform: Platform, caller: Caller, action: string, target: string, requestId: string) =>
  auditOf(platform, { organizationId: caller.organizationId, actor: caller.id, action, target, requestId });

const toApiKey = (row: ApiKeyRow): ApiKey => ({
  id: row.id,
  name: row.name,
  display: row.display,
  scopes: row.scopes,
  created_at: new Date(row.createdAt).toISOString(),
  expires_at: new Date(row.expiresAt).toISOString(),
  revoked_at: row.revokedAt === null ? null : new Date(row.revokedAt).toISOString(),
});
