import { type NotificationsQueued, publishEvents } from "#platform/events";
import { describeFailure, log } from "#platform/log";
import type { Platform } from "#platform/platform";
import type { NotificationRow } from "./store.ts";

/** So many of a batch travel in one event. */
const IDS_AN_EVENT = 20;

/** Sends what was committed without waiting for the sweep; a failure here delays it until then, and loses nothing. */
export function sendSoon(
  platform: Pick<Platform, "env" | "defer">,
  ...rows: readonly Pick<NotificationRow, "id" | "organizationId" | "channel">[]
): void {
  platform.defer(
    publishEvents(platform.env, eventsOf(rows)).catch((failure) =>
      log("warn", "notifications left to the sweep", { notifications: rows.length, ...describeFailure(failure) }),
    ),
  );
}

/** The events that ask for some rows to be sent. */
export function eventsOf(
  rows: readonly Pick<NotificationRow, "id" | "organizationId" | "channel">[],
): NotificationsQueued[] {
  const groups = Map.groupBy(rows, ({ organizationId, channel }) => `${organizationId}|${channel}`);
  return [...groups.values()].flatMap((group) => {
    const { organizationId, channel } = group[0]!;
    const ids = [...new Set(group.map(({ id }) => id))];
    return Array.from({ length: Math.ceil(ids.length / IDS_AN_EVENT) }, (_, i) => ({
      type: "notifications.queued" as const,
      organizationId,
      channel,
      ids: ids.slice(i * IDS_AN_EVENT, (i + 1) * IDS_AN_EVENT),
    }));
  });
}
