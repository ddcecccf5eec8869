import type { ModelsAssigned } from "#platform/events";
import { describeFailure, log } from "#platform/log";
import type { Platform } from "#platform/platform";
import { entityActivity, shardsOf } from "../activities.ts";
import { assignmentOf } from "./assignment.ts";
import { findAssignment, findModels } from "./store.ts";

const TOLD_WITHIN_MS = 4000;

/** Tells every shard of an organisation which models decide now; whether all of them heard it. */
export async function tellShards(platform: Platform, organizationId: string): Promise<boolean> {
  const newest = await findAssignment(platform.db, organizationId);
  const deciding = [newest.roles.champion, newest.roles.canary?.id].filter((id) => id != null);
  const assignment = assignmentOf(newest, await findModels(platform.db, organizationId, deciding));
  const shards = Array.from({ length: shardsOf(platform.env, organizationId) }, (_, shard) => shard);
  const told = await Promise.all(
    shards.map(async (shard) => {
      const telling = entityActivity(platform.env, organizationId, shard).assignModels(assignment);
      const late = new Promise<never>((_, reject) =>
        setTimeout(() => reject(new Error("The shard does not answer")), TOLD_WITHIN_MS),
      );
      try {
        await Promise.race([telling, late]);
        return true;
      } catch (failure) {
        log("warn", "shard not told of its models", { organizationId, shard, ...describeFailure(failure) });
        return false;
      }
    }),
  );
  return told.every(Boolean);
}

/** Tells again those that could not be told. Shards ignore what is not newer, so repeats and any order do no harm. */
export async function announceModels(platform: Platform, events: readonly ModelsAssigned[]): Promise<void> {
  for (const organizationId of new Set(events.map((event) => event.organizationId)))
    if (!(await tellShards(platform, organizationId))) throw new Error("A shard could not be told of its models");
}
