import { type Caller, isPermitted } from "#platform/caller";
import { readCursor, toPage } from "#platform/page";
import type { Platform } from "#platform/platform";
import type { AuditAction } from "../audit/actions.ts";
import { auditOf } from "../audit/audit-of.ts";
import { auditRead } from "../audit/audit-read.ts";
import { peopleOnly } from "../errors.ts";
import type { AuditChanges } from "../tables.ts";
import { createClientSecret, displayOfSecret, hashClientSecret } from "./client-secret.ts";
import { clientHasNoSecret, clientNotFound, clientScopeTooWide } from "./errors.ts";
import { readPublicKeys } from "./public-keys.ts";
import type { ClientView, NewClient } from "./schemas.ts";
import { showClient } from "./show-client.ts";
import {
  type ClientRow,
  findClient,
  listClients,
  markClientRevoked,
  replaceSecret,
  type SecretRow,
  saveClient,
} from "./store.ts";
import { tellClient } from "./tell-client.ts";

const HOUR_MS = 3600 * 1000;

/** Registers a client of the caller's organisation. It reaches no product and has no scope that the caller has not. */
export async function registerClient(
  platform: Platform,
  caller: Caller,
  input: NewClient,
  requestId: string,
): Promise<ClientView & { client_secret?: string }> {
  requirePerson(caller);
  requireScopes(caller, input.scopes);
  const { db } = platform;
  const now = platform.now();
  const id = platform.newId("cli");
  const row: ClientRow = {
    id,
    organizationId: caller.organizationId,
    name: input.name,
    authenticationMethod: input.authentication_method,
    scopes: [...new Set(input.scopes)],
    modules: [...caller.modules],
    allowedIps: input.allowed_ips,
    tokenLifetimeS: input.token_lifetime_seconds,
    publicKeys: input.jwks ? await readPublicKeys(input.jwks) : [],
    createdBy: caller.id,
    createdAt: now,
    updatedAt: now,
    revokedAt: null,
    revision: 1,
  };
  const issued = input.jwks ? undefined : await newSecret(platform, row);
  await saveClient(db, row, issued?.row, auditRow(platform, caller, "oauth_client.created", id, requestId));
  await tellClient(platform, caller.organizationId, id);
  const view = await showClient(platform, { row, secrets: issued ? [issued.row] : [] });
  return { ...view, ...(issued && { client_secret: issued.secret }) };
}

/** Gives a client another secret; the ones before open as much for `overlap_hours` more, and so do the tokens got with them. */
export async function rotateSecret(
  platform: Platform,
  caller: Caller,
  id: string,
  { overlap_hours }: { overlap_hours: number },
  requestId: string,
): Promise<ClientView & { client_secret: string }> {
  requirePerson(caller);
  const { db } = platform;
  const { organizationId } = caller;
  const { row } = await requireClient(platform, organizationId, id);
  if (row.authenticationMethod === "private_key_jwt") throw clientHasNoSecret();
  const issued = await newSecret(platform, row);
  const endsAt = issued.row.createdAt + Math.round(overlap_hours * HOUR_MS);
  const audit = auditRow(platform, caller, "oauth_client.secret_rotated", id, requestId);
  if (!(await replaceSecret(db, issued.row, endsAt, audit))) throw clientNotFound();
  await tellClient(platform, organizationId, id);
  return { ...(await viewClient(platform, caller, id)), client_secret: issued.secret };
}

/** Ends a client, with every secret, key and token that it has, within a second. A repeat ends nothing twice. */
export async function revokeClient(platform: Platform, caller: Caller, id: string, requestId: string): Promise<void> {
  const { db } = platform;
  const { organizationId } = caller;
  const now = platform.now();
  const found = await findClient(db, organizationId, id, now);
  if (!found) throw clientNotFound();
  const audit = auditRow(platform, caller, "oauth_client.revoked", id, requestId);
  if (found.row.revokedAt === null) await markClientRevoked(db, organizationId, id, now, audit);
  await tellClient(platform, organizationId, id);
}

/** A client of the caller's organisation, also one that was revoked; that it was read goes on record. */
export async function readClient(
  platform: Platform,
  caller: Caller,
  id: string,
  requestId: string,
): Promise<ClientView> {
  const view = await viewClient(platform, caller, id);
  await auditRead(platform, caller, { action: "oauth_client.read", target: id }, requestId);
  return view;
}

/** A client as it is now, for whoever just changed it. */
export async function viewClient(platform: Platform, { organizationId }: Caller, id: string): Promise<ClientView> {
  const found = await findClient(platform.db, organizationId, id, platform.now());
  if (!found) throw clientNotFound();
  return showClient(platform, found);
}

/** One page of the clients of the caller's organisation; that they were listed goes on record. */
export async function listOwnClients(
  platform: Platform,
  caller: Caller,
  requestId: string,
  limit: number,
  cursor?: string,
) {
  const { organizationId } = caller;
  const clients = await listClients(platform.db, organizationId, limit, platform.now(), readCursor(cursor));
  await auditRead(platform, caller, { action: "oauth_client.listed", target: organizationId }, requestId);
  const { page, next_cursor } = toPage(clients, limit, ({ row: { createdAt: at, id } }) => ({ at, id }));
  return { data: await Promise.all(page.map((client) => showClient(platform, client))), next_cursor };
}

/** A client that was not revoked. */
export async function requireClient(platform: Platform, organizationId: string, id: string) {
  const found = await findClient(platform.db, organizationId, id, platform.now());
  if (!found || found.row.revokedAt !== null) throw clientNotFound();
  return found;
}

/** A machine that could make another would outlive its own revocation. */
export function requirePerson({ kind }: Caller): void {
  if (kind !== "user") throw peopleOnly();
}

export function requireScopes(caller: Caller, scopes: readonly string[]): void {
  const tooWide = scopes.filter((scope) => !isPermitted(caller, scope));
  if (tooWide.length > 0) throw clientScopeTooWide(`Not held by you: ${tooWide.join(", ")}`);
}

export const auditRow = (
  platform: Platform,
  caller: Caller,
  action: AuditAction,
  target: string,
  requestId: string,
  changes?: AuditChanges,
) => auditOf(platform, { organizationId: caller.organizationId, actor: caller, action, target, requestId, changes });

async function newSecret(
  { newId, now }: Platform,
  { id, organizationId }: ClientRow,
): Promise<{ secret: string; row: SecretRow }> {
  const secret = createClientSecret();
  const hash = await hashClientSecret(secret);
  const display = displayOfSecret(secret);
  return {
    secret,
    row: { id: newId("sec"), organizationId, clientId: id, hash, display, createdAt: now(), endsAt: null },
  };
}
