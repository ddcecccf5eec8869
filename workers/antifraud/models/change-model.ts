import { auditOf } from "#auth";
import type { Caller } from "#platform/caller";
import { isTaken } from "#platform/database";
import { publishEvent } from "#platform/events";
import { describeFailure, log } from "#platform/log";
import type { Platform } from "#platform/platform";
import { BUNDLED_VERSION } from "../risk-model.ts";
import { tellShards } from "./announce-models.ts";
import { artefactKey } from "./artefacts.ts";
import { modelConflict, modelNotFound, modelsUnavailable } from "./errors.ts";
import { changeRoles, type RoleChange, type Roles, statusIn } from "./model-roles.ts";
import { findAssignment, findModel, listModels, type ModelRow, saveAssignment } from "./store.ts";

/**
 * Gives a model another part, in effect with the next payment. Of two changes at the same time one is refused; the same
 * one again, while no other followed, is told again and changes nothing.
 */
export async function changeModel(
  platform: Platform,
  caller: Caller,
  change: RoleChange,
  requestId: string,
): Promise<ModelRow> {
  const { organizationId } = caller;
  // The revision before the statuses: a change in between makes them newer than it, and the revision is taken then.
  const newest = await findAssignment(platform.db, organizationId);
  const model = await findModel(platform.db, organizationId, change.id);
  if (!model) throw modelNotFound();
  if (!isSame(newest.change, change)) {
    const roles = changeRoles(newest.roles, model.status, change);
    if ("refusal" in roles) throw modelConflict(roles.refusal);
    if (change.action !== "rollback") await mustBeStored(platform, model);
    await save(platform, caller, { revision: newest.revision + 1, before: newest.roles, roles, change }, requestId);
  }
  await announce(platform, organizationId);
  return (await findModel(platform.db, organizationId, change.id)) ?? model;
}

const isSame = (one: RoleChange | null, other: RoleChange): boolean =>
  one?.action === other.action &&
  one.id === other.id &&
  ("share" in one ? one.share : 0) === ("share" in other ? other.share : 0);

/** A model without its bytes would be promoted only to be replaced by the shipped one. */
async function mustBeStored({ env }: Platform, model: ModelRow): Promise<void> {
  const found = await env.MODELS.head(artefactKey(model)).catch((failure) => {
    log("error", "store of models does not answer", describeFailure(failure));
    return null;
  });
  if (!found) throw modelsUnavailable({ headers: { "retry-after": "5" } });
}

async function save(
  platform: Platform,
  caller: Caller,
  step: { revision: number; before: Roles; roles: Roles; change: RoleChange },
  requestId: string,
): Promise<void> {
  const { organizationId } = caller;
  const { revision, before, roles, change } = step;
  const rows = await listModels(platform.db, organizationId);
  const after = rows.map((row) => ({ ...row, ...partOf(row, roles) }));
  const changed = after.filter((row, i) => row.status !== rows[i]!.status || row.canaryShare !== rows[i]!.canaryShare);
  const own = rows.find(({ id }) => id === change.id)!;
  const versionOf = (id: string | null) => rows.find((row) => row.id === id)?.version ?? BUNDLED_VERSION;
  const audit = auditOf(platform, {
    organizationId,
    actor: caller,
    action: `model.${pastOf[change.action]}`,
    target: change.id,
    requestId,
    changes: {
      status: [own.status, partOf(own, roles).status],
      ...(before.champion !== roles.champion && { deciding: [versionOf(before.champion), versionOf(roles.champion)] }),
      ...(change.action === "canary" && { share: [own.canaryShare?.toString() ?? null, String(change.share)] }),
    },
  });
  const assignment = { organizationId, revision, roles, change, changedBy: caller.id, createdAt: platform.now() };
  await saveAssignment(platform.db, assignment, changed, audit).catch((failure) => {
    throw isTaken(failure) ? modelConflict("The models were changed meanwhile, look at them again") : failure;
  });
}

const partOf = (row: ModelRow, roles: Roles) => ({
  status: statusIn(roles, row.id, row.status),
  canaryShare: roles.canary?.id === row.id ? roles.canary.share : null,
});

const pastOf = { shadow: "shadowed", canary: "put_on_canary", promote: "promoted", rollback: "rolled_back" } as const;

/** At once where every shard answers; else the queue tells them as soon as they do. */
async function announce(platform: Platform, organizationId: string): Promise<void> {
  if (await tellShards(platform, organizationId)) return;
  try {
    await publishEvent(platform.env, { type: "antifraud.models_assigned", organizationId });
  } catch (failure) {
    log("error", "models not sent out", describeFailure(failure));
    throw modelsUnavailable({ headers: { "retry-after": "1" } });
  }
}
