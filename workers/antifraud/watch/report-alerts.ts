import type { ModelAlert } from "#platform/events";
import { log } from "#platform/log";
import type { Platform } from "#platform/platform";

/** Tells operators, by the log, what is wrong with models and what no longer is. */
export async function reportAlerts(_platform: Platform, events: readonly ModelAlert[]): Promise<void> {
  for (const { type: _, ...alert } of events)
    log(alert.state === "raised" ? "warn" : "info", `model alert ${alert.state}`, alert);
}
