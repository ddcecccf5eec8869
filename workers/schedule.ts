import {
  beginAlerts,
  endDay,
  sweepAttachments,
  sweepBacktests,
  sweepExpiredEntries,
  sweepFills,
  sweepRuleHits,
  sweepUncounted,
  sweepUntoldBlocks,
  sweepVerdicts,
} from "#antifraud";
import { sweepUnchained } from "#auth";
import { sweepNotifications } from "#notifications";
import { optimizeDatabase } from "#platform/database";
import { forgetAnswers } from "#platform/idempotency/forget-answers";
import { createPlatform, type Platform } from "#platform/platform";
import { beginResealing, beginRetention, sweepRequests } from "#privacy";

/** Which job runs when; the expressions are those of wrangler.toml, in UTC. */
const jobs: Record<string, readonly ((platform: Platform) => Promise<void>)[]> = {
  "23 0 * * *": [endDay],
  "17 20 * * *": [forgetAnswers, optimizeDatabase, beginRetention, beginResealing],
  "*/5 * * * *": [
    sweepRuleHits,
    sweepExpiredEntries,
    sweepUntoldBlocks,
    sweepNotifications,
    sweepUnchained,
    sweepRequests,
    sweepVerdicts,
    sweepUncounted,
    sweepBacktests,
    sweepFills,
    sweepAttachments,
  ],
  "* * * * *": [beginAlerts],
};

export async function scheduled(controller: ScheduledController, env: Env, ctx: ExecutionContext): Promise<void> {
  const platform = createPlatform(env, { defer: (work) => ctx.waitUntil(work) });
  for (const job of jobs[controller.cron] ?? []) await job(platform);
}
