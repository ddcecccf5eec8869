import type { Platform } from "#platform/platform";
import { resealColumn, type SealedColumn } from "#platform/reseal";
import { type KeptKey, resealKeys } from "./keys.ts";
import { placeOfUrl } from "./read-endpoints.ts";
import { listEndpointIds } from "./store.ts";
import { webhookEndpoint } from "./webhook-endpoint.ts";

const columns: readonly SealedColumn[] = [
  {
    table: "webhook_endpoints",
    column: "sealed_url",
    keys: ["organization_id", "id"],
    reseal: async ({ sealer }, { organization_id = "", id = "" }, value) =>
      sealer.resealNow(value, placeOfUrl(organization_id, id)),
  },
  {
    table: "webhook_endpoints",
    column: "keys",
    keys: ["organization_id", "id"],
    holds: "keys GLOB '*\"v1.*'",
    reseal: async ({ sealer }, { organization_id: organizationId = "", id: endpointId = "" }, value) => {
      // SAFETY: written by saveEndpoint() and updateEndpoint().
      const keys = JSON.parse(value) as KeptKey[];
      const sealed = resealKeys(sealer, { organizationId, endpointId }, keys);
      const envelopesOf = (kept: readonly KeptKey[]) =>
        kept.flatMap(({ secret, privateKey }) => [secret, privateKey]).join();
      return envelopesOf(sealed) === envelopesOf(keys) ? null : JSON.stringify(sealed);
    },
  },
];

/** Seals anew addresses, signing keys and messages of an organisation's endpoints; tells of how many. */
export async function resealEndpoints(platform: Platform, organizationId: string): Promise<number> {
  let resealed = 0;
  for (const column of columns) resealed += await resealColumn(platform, organizationId, column);
  for (const endpointId of await listEndpointIds(platform.db, organizationId)) {
    const object = webhookEndpoint(platform.env, { organizationId, endpointId });
    for (let after: string | null = ""; after !== null; ) {
      const step: { resealed: number; next: string | null } = await object.reseal(after);
      resealed += step.resealed;
      after = step.next;
    }
  }
  return resealed;
}
