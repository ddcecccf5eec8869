import { type Caller, isPermitted } from "#platform/caller";
import { readCursor, toPage } from "#platform/page";
import type { Platform } from "#platform/platform";
import type { Mode } from "#platform/sandbox";
import { createApiKey, hashApiKey } from "./api-key.ts";
import type { AuditAction } from "./audit/actions.ts";
import { auditOf } from "./audit/audit-of.ts";
import { auditRead } from "./audit/audit-read.ts";
import { apiKeyNotFound, scopeTooWide } from "./errors.ts";
import { apiKeyGrant, type KeyGrant } from "./grants.ts";
import type { ApiKey } from "./key-schemas.ts";
import {
  type ApiKeyRow,
  addSecret,
  findApiKey,
  findOrganization,
  listApiKeys,
  listSecrets,
  markApiKeyRevoked,
  type OrganizationRow,
  saveAllowedIps,
  saveApiKey,
} from "./store.ts";
import { tellAccess } from "./tell-access.ts";

const HOUR_MS = 3600 * 1000;
const DAY_MS = 24 * HOUR_MS;

/** Issues a key of the caller's organisation. The row comes first, so that a key that works can always be found and revoked. */
export async function issueApiKey(
  platform: Platform,
  caller: Caller,
  input: { name: string; mode: Mode; scopes: string[]; expires_in_days: number; allowed_ips: string[] },
  requestId: string,
): Promise<ApiKey & { key: string }> {
  const tooWide = input.scopes.filter((scope) => !isPermitted(caller, scope));
  if (tooWide.length > 0) throw scopeTooWide(`Not held by you: ${tooWide.join(", ")}`);
  const organization = await findOrganization(platform.db, caller.organizationId);
  const key = createApiKey(input.mode);
  const now = platform.now();
  const row: ApiKeyRow = {
    id: platform.newId("key"),
    organizationId: caller.organizationId,
    name: input.name,
    keyHash: await hashApiKey(key),
    display: displayOf(key),
    scopes: [...new Set(input.scopes)],
    createdBy: caller.id,
    createdAt: now,
    expiresAt: now + input.expires_in_days * DAY_MS,
    revokedAt: null,
    allowedIps: input.allowed_ips,
    mode: input.mode,
  };
  await saveApiKey(platform.db, row, auditRow(platform, caller, "api_key.created", row.id, requestId));
  await apiKeyGrant(platform.env, row.keyHash).grant(grantOf(row, organization));
  return { ...toApiKey(row, null), key };
}

/**
 * Gives a key another secret; the one before opens as much for `overlap_hours` more, none at 0. The row comes first, so that a
 * secret that works can always be revoked.
 */
export async function rotateApiKey(
  platform: Platform,
  caller: Caller,
  id: string,
  { overlap_hours }: { overlap_hours: number },
  requestId: string,
): Promise<ApiKey & { key: string }> {
  const { db, env } = platform;
  const row = await findApiKey(db, caller.organizationId, id);
  if (!row || row.revokedAt !== null) throw apiKeyNotFound();
  const before = await listSecrets(db, caller.organizationId, id);
  const key = createApiKey(row.mode);
  const next = { ...row, keyHash: await hashApiKey(key), display: displayOf(key) };
  const { keyHash, display } = next;
  const now = platform.now();
  const audit = auditRow(platform, caller, "api_key.rotated", id, requestId);
  if (!(await addSecret(db, row, { keyHash, display }, now, audit))) throw apiKeyNotFound();
  await apiKeyGrant(env, keyHash).grant(grantOf(next, await findOrganization(db, caller.organizationId)));
  await Promise.all(before.map((hash) => apiKeyGrant(env, hash).endBy(now + overlap_hours * HOUR_MS)));
  if (overlap_hours === 0) await tellAccess(env, caller.organizationId, id);
  return { ...toApiKey(next, null), key };
}

/** Says from which networks a key may be used; from anywhere where the list is empty. In effect within a second. */
export async function allowIps(
  platform: Platform,
  caller: Caller,
  id: string,
  allowedIps: string[],
  requestId: string,
): Promise<ApiKey> {
  const row = await findApiKey(platform.db, caller.organizationId, id);
  if (!row || row.revokedAt !== null) throw apiKeyNotFound();
  const changes = { allowed_ips: [row.allowedIps.join(" "), allowedIps.join(" ")] as const };
  const audit = { ...auditRow(platform, caller, "api_key.networks_changed", id, requestId), changes };
  await saveAllowedIps(platform.db, row, allowedIps, audit);
  const secrets = await listSecrets(platform.db, caller.organizationId, id);
  await Promise.all(secrets.map((hash) => apiKeyGrant(platform.env, hash).allowFrom(allowedIps)));
  await tellAccess(platform.env, caller.organizationId, id);
  return withUse(platform, { ...row, allowedIps });
}

/**
 * Ends a key with every secret that it has. The row goes first, so that no secret is added any more; once this returns, no isolate
 * accepts the key for longer than a second.
 */
export async function revokeApiKey(platform: Platform, caller: Caller, id: string, requestId: string): Promise<void> {
  const { db, env } = platform;
  const { organizationId } = caller;
  const row = await findApiKey(db, organizationId, id);
  if (!row) throw apiKeyNotFound();
  if (row.revokedAt === null) {
    const audit = auditRow(platform, caller, "api_key.revoked", id, requestId);
    await markApiKeyRevoked(db, organizationId, id, platform.now(), audit);
  }
  const secrets = await listSecrets(db, organizationId, id);
  await Promise.all(secrets.map((hash) => apiKeyGrant(env, hash).revoke()));
  await tellAccess(env, organizationId, id);
}

/** One page of the keys of the caller's organisation; that they were listed goes on record. */
export async function listOwnApiKeys(
  platform: Platform,
  caller: Caller,
  requestId: string,
  limit: number,
  cursor?: string,
) {
  const rows = await listApiKeys(platform.db, caller.organizationId, limit, readCursor(cursor));
  await auditRead(platform, caller, { action: "api_key.listed", target: caller.organizationId }, requestId);
  const { page, next_cursor } = toPage(rows, limit, ({ createdAt: at, id }) => ({ at, id }));
  return { data: await Promise.all(page.map((row) => withUse(platform, row))), next_cursor };
}

const auditRow = (platform: Platform, caller: Caller, action: AuditAction, target: string, requestId: string) =>
  auditOf(platform, { organizationId: caller.organizationId, actor: caller, action, target, requestId });

const displayOf = (key: string) => `${key.slice(0, 13)}…${key.slice(-4)}`;

const grantOf = (row: ApiKeyRow, organization: OrganizationRow | undefined): KeyGrant => ({
  id: row.id,
  organizationId: row.organizationId,
  scopes: row.scopes,
  modules: organization?.modules ?? [],
  expiresAt: row.expiresAt,
  allowedIps: row.allowedIps,
});

const withUse = async ({ env }: Platform, row: ApiKeyRow): Promise<ApiKey> =>
  toApiKey(row, await apiKeyGrant(env, row.keyHash).usedAt);

const toApiKey = (row: ApiKeyRow, usedAt: number | null): ApiKey => ({
  id: row.id,
  name: row.name,
  mode: row.mode,
  display: row.display,
  scopes: row.scopes,
  allowed_ips: row.allowedIps,
  last_used_at: usedAt === null ? null : new Date(usedAt).toISOString(),
  created_at: new Date(row.createdAt).toISOString(),
  expires_at: new Date(row.expiresAt).toISOString(),
  revoked_at: row.revokedAt === null ? null : new Date(row.revokedAt).toISOString(),
});
