import { organizationName } from "#auth";
import type { Caller } from "#platform/caller";
import type { DashboardPart } from "#platform/dashboard-part";
import { readCursor, toPage } from "#platform/page";
import type { Platform } from "#platform/platform";
import type { ActivityMessage } from "./feed-message.ts";
import { showEntry } from "./sight.ts";

/** What happened lately in the products that the caller uses, the newest first; who took part only for those who may see that. */
export async function readActivity(
  platform: Platform,
  caller: Caller,
  parts: readonly DashboardPart[],
  { limit, cursor }: { limit: number; cursor?: string },
): Promise<{ data: ActivityMessage[]; next_cursor: string | null }> {
  const { organizationId, modules } = caller;
  const after = readCursor(cursor);
  const own = parts.filter(({ stats }) => modules.includes(stats.product));
  const [organization, ...lists] = await Promise.all([
    organizationName(platform, organizationId),
    ...own.map(({ activity }) => activity(platform, organizationId, limit, after)),
  ]);
  const merged = lists.flat().sort((a, b) => b.at - a.at || compareIds(b.entry.id, a.entry.id));
  const { page, next_cursor } = toPage(merged, limit, ({ at, entry }) => ({ at, id: entry.id }));
  return {
    data: page.flatMap(({ entry }) => showEntry(caller, entry, organization, platform.language) ?? []),
    next_cursor,
  };
}

/** As the database orders them. */
const compareIds = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
