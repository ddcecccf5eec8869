import { describeFailure, log } from "#platform/log";
import type { Platform } from "#platform/platform";
import { entityActivity, shardsOf } from "./activities.ts";

const TOLD_WITHIN_MS = 4000;

type Activity = ReturnType<typeof entityActivity>;

/** Tells every shard of an organisation something; whether all of them heard it in time. `what` is for the log. */
export async function tellEveryShard(
  platform: Platform,
  organizationId: string,
  what: string,
  tell: (activity: Activity) => Promise<unknown>,
  withinMs = TOLD_WITHIN_MS,
): Promise<boolean> {
  const shards = Array.from({ length: shardsOf(platform.env, organizationId) }, (_, shard) => shard);
  const told = await Promise.all(
    shards.map(async (shard) => {
      const late = new Promise<never>((_, reject) =>
        setTimeout(() => reject(new Error("The shard does not answer")), withinMs),
      );
      try {
        await Promise.race([tell(entityActivity(platform.env, organizationId, shard)), late]);
        return true;
      } catch (failure) {
        log("warn", `shard not told of its ${what}`, { organizationId, shard, ...describeFailure(failure) });
        return false;
      }
    }),
  );
  return told.every(Boolean);
}
