import type { Platform } from "#platform/platform";
import { BUNDLED_VERSION } from "../risk-model.ts";
import { DAY } from "../signals/windows.ts";
import { type Figures, MOST_DRIFT, qualityOf } from "../watch/figures.ts";
import { listFigures } from "../watch/watch-store.ts";
import type { ModelView } from "./schemas.ts";
import { findAssignment, listModels, type ModelRow } from "./store.ts";

/** A model that scored nothing for so many days has no health to tell of. */
const DAYS_SHOWN = 3;

/** Every model of an organisation, newest first, and which one decides. */
export async function readModels(platform: Platform, organizationId: string) {
  const [rows, { roles }] = await Promise.all([
    listModels(platform.db, organizationId),
    findAssignment(platform.db, organizationId),
  ]);
  const since = Math.floor(platform.now() / DAY) - DAYS_SHOWN;
  const figures = await listFigures(platform.db, organizationId, since);
  const healthOf = (version: string) => toBrief(figures.find((row) => row.version === version)?.figures);
  return {
    bundled: { version: BUNDLED_VERSION, health: healthOf(BUNDLED_VERSION) },
    deciding: rows.find(({ id }) => id === roles.champion)?.version ?? BUNDLED_VERSION,
    data: rows.map((row) => ({ ...toView(row), health: healthOf(row.version) })),
  };
}

/** The last day in a few figures; null of a model that scored nothing lately. */
function toBrief(figures: Figures | null | undefined) {
  if (!figures) return null;
  const drifts = [figures.scoreDrift, figures.featureDrift].filter((drift) => drift !== null);
  const rounded = (value: number | null) => (value === null ? null : Number(value.toFixed(4)));
  return {
    highest_psi: drifts.length === 0 ? null : rounded(Math.max(...drifts)),
    is_drifting: drifts.length === 0 ? null : Math.max(...drifts) >= MOST_DRIFT,
    precision: rounded(qualityOf(figures.outcomes).precision),
  };
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
