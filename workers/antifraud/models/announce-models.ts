import type { ModelsAssigned } from "#platform/events";
import type { Platform } from "#platform/platform";
import { tellEveryShard } from "../tell-shards.ts";
import { assignmentOf } from "./assignment.ts";
import { findAssignment, findModels } from "./store.ts";

/** Tells every shard of an organisation which models decide now; whether all of them heard it. */
export async function tellShards(platform: Platform, organizationId: string): Promise<boolean> {
  const newest = await findAssignment(platform.db, organizationId);
  const deciding = [newest.roles.champion, newest.roles.canary?.id].filter((id) => id != null);
  const assignment = assignmentOf(newest, await findModels(platform.db, organizationId, deciding));
  return tellEveryShard(platform, organizationId, "models", (activity) => activity.assignModels(assignment));
}

/** Tells again those that could not be told. Shards ignore what is not newer, so repeats and any order do no harm. */
export async function announceModels(platform: Platform, events: readonly ModelsAssigned[]): Promise<void> {
  for (const organizationId of new Set(events.map((event) => event.organizationId)))
    if (!(await tellShards(platform, organizationId))) throw new Error("A shard could not be told of its models");
}
