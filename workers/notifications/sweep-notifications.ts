import { publishEvents } from "#platform/events";
import { log } from "#platform/log";
import type { Platform } from "#platform/platform";
import { openProviders, tellUnconfigured } from "./providers/choose-provider.ts";
import { eventsOf } from "./send-soon.ts";
import { failOutdated, listDue } from "./store.ts";
import { channels } from "./templates/template.ts";

/** So many of a channel are sent on at once; the rest come with the next sweeps, longest waiting first. */
const ROWS_A_SWEEP = 2000;

/** Asks for everything to be sent that is due: what a crash kept from being announced, and what is to be tried again. */
export async function sweepNotifications(platform: Platform): Promise<void> {
  const { db, env } = platform;
  const now = platform.now();
  for (const { id: notificationId, ...row } of await failOutdated(db, now))
    log("warn", "notification given up", { notificationId, ...row, failure: "outdated" });
  const providers = openProviders(platform);
  for (const channel of channels) {
    const rows = await listDue(db, channel, now, providers[channel] ? ROWS_A_SWEEP : 1);
    if (rows.length === 0) continue;
    if (providers[channel]) await publishEvents(env, eventsOf(rows));
    else tellUnconfigured(channel);
  }
}
