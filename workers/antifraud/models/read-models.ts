import type { Platform } from "#platform/platform";
import { BUNDLED_VERSION } from "../risk-model.ts";
import type { ModelView } from "./schemas.ts";
import { findAssignment, listModels, type ModelRow } from "./store.ts";

/** Every model of an organisation, newest first, and which one decides. */
export async function readModels(platform: Platform, organizationId: string) {
  const [rows, { roles }] = await Promise.all([
    listModels(platform.db, organizationId),
    findAssignment(platform.db, organizationId),
  ]);
  return { deciding: rows.find(({ id }) => id === roles.champion)?.version ?? BUNDLED_VERSION, data: rows.map(toView) };
}

export const toView = (row: ModelRow): ModelView => ({
  id: row.id,
  version: row.version,
  status: row.status,
  canary_share: row.canaryShare,
  features: row.featureCount,
  sha256: row.sha256,
  bytes: row.bytes,
  uploaded_by: row.uploadedBy,
  created_at: new Date(row.createdAt).toISOString(),
  updated_at: new Date(row.updatedAt).toISOString(),
});
