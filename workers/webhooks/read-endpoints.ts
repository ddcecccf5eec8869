import type { Caller } from "#platform/caller";
import { readCursor, toPage } from "#platform/page";
import type { Platform } from "#platform/platform";
import { endpointNotFound } from "./errors.ts";
import { liveKeys } from "./keys.ts";
import type { EndpointView } from "./schemas.ts";
import { type EndpointRow, findEndpoint, listEndpoints } from "./store.ts";

export const placeOfUrl = (organizationId: string, id: string) =>
  `webhook_endpoints|sealed_url|${organizationId}|${id}`;

/** A URL may carry a secret of the receiver's, so it is sealed. */
export const sealUrl = ({ sealer }: Platform, organizationId: string, id: string, url: string): Promise<string> =>
  sealer.seal(url, placeOfUrl(organizationId, id));

export const openUrl = ({ sealer }: Pick<Platform, "sealer">, row: EndpointRow): Promise<string> =>
  sealer.open(row.sealedUrl, placeOfUrl(row.organizationId, row.id));

/** The caller's endpoint; one of another organisation is as unknown as none. */
export async function readEndpoint(platform: Platform, caller: Caller, id: string): Promise<EndpointRow> {
  const row = await findEndpoint(platform.db, caller.organizationId, id);
  if (!row) throw endpointNotFound();
  return row;
}

export async function readEndpoints(platform: Platform, caller: Caller, limit: number, cursor?: string) {
  const rows = await listEndpoints(platform.db, caller.organizationId, limit, readCursor(cursor));
  const { page, next_cursor } = toPage(rows, limit, ({ createdAt, id }) => ({ at: createdAt, id }));
  return { data: await Promise.all(page.map((row) => toView(platform, row))), next_cursor };
}

const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString());

/** An endpoint as its owner sees it: everything but the secrets. */
export async function toView(platform: Platform, row: EndpointRow): Promise<EndpointView> {
  return {
    id: row.id,
    url: await openUrl(platform, row),
    description: row.description,
    event_types: row.eventTypes,
    enabled: row.isEnabled,
    disabled_reason: row.disabledReason,
    disabled_at: iso(row.disabledAt),
    public_keys: liveKeys(row.keys, platform.now()).map(({ publicKey, createdAt, expiresAt }) => ({
      public_key: publicKey,
      created_at: new Date(createdAt).toISOString(),
      expires_at: iso(expiresAt),
    })),
    created_at: new Date(row.createdAt).toISOString(),
    updated_at: new Date(row.updatedAt).toISOString(),
  };
}

/** What `If-Match` has to name for a change to apply to what its author read. */
export const etagOf = ({ revision }: Pick<EndpointRow, "revision">): string => `"${revision}"`;
