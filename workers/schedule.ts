import { endDay } from "#antifraud";
import { sweepNotifications } from "#notifications";
import { optimizeDatabase } from "#platform/database";
import { createPlatform, type Platform } from "#platform/platform";

/** Which job runs when; the expressions are those of wrangler.toml, in UTC. */
const jobs: Record<string, readonly ((platform: Platform) => Promise<void>)[]> = {
  "23 0 * * *": [endDay],
  "17 20 * * *": [optimizeDatabase],
  "*/5 * * * *": [sweepNotifications],
};

export async function scheduled(controller: ScheduledController, env: Env): Promise<void> {
  const platform = createPlatform(env);
  for (const job of jobs[controller.cron] ?? []) await job(platform);
}
