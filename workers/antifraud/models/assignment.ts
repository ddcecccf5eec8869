import type { ModelReading } from "../risk-model.ts";
import { hashOf } from "../signals/payment.ts";
import { artefactKey } from "./artefacts.ts";
import type { AssignmentRow, ModelRow } from "./store.ts";

/** A model as those who ask it know it: where its bytes are, what they hash to, and how to read its answers. */
export type ServedModel = ModelReading & { id: string; key: string; sha256: string };

/** Which models decide for an organisation. Revisions only grow; no champion means the model that comes with the service. */
export type ModelAssignment = {
  revision: number;
  champion: ServedModel | null;
  canary: { model: ServedModel; share: number } | null;
};

export const servedModelOf = (row: ModelRow): ServedModel => ({
  id: row.id,
  key: artefactKey(row),
  sha256: row.sha256,
  version: row.version,
  featureCount: row.featureCount,
  scale: row.scoreScale,
});

export function assignmentOf(
  { revision, roles }: Pick<AssignmentRow, "revision" | "roles">,
  rows: readonly ModelRow[],
): ModelAssignment {
  const served = (id: string | undefined | null) => {
    const row = rows.find((model) => model.id === id);
    return row ? servedModelOf(row) : null;
  };
  const canary = served(roles.canary?.id);
  return {
    revision,
    champion: served(roles.champion),
    canary: canary && roles.canary ? { model: canary, share: roles.canary.share } : null,
  };
}

const BUCKETS = 10_000;

/** Whether the canary decides for a payer: always the same payers for one model, other ones for the next. */
export const isOfCanary = ({ model, share }: NonNullable<ModelAssignment["canary"]>, payer: string): boolean =>
  hashOf(`${model.id}:${payer}`) % BUCKETS < share * BUCKETS;
