import type { Platform } from "#platform/platform";
import { listFollowers } from "./store.ts";

export type Follower = { id: string; eventTypes: readonly string[] | null };

/** How long an isolate goes by what it read: a new endpoint is told everything that happens after that. */
const REMEMBERED_MS = 1000;
const REMEMBERED_ORGANIZATIONS = 10_000;

const remembered = new Map<string, { followers: readonly Follower[]; until: number }>();

/** The endpoints of organisations, looked up in one query for those that were not asked for within a second. */
export async function followersOf(
  platform: Platform,
  organizationIds: readonly string[],
): Promise<Map<string, readonly Follower[]>> {
  const now = platform.now();
  const isKnown = (id: string) => (remembered.get(id)?.until ?? 0) > now;
  const unknown = organizationIds.filter((id) => !isKnown(id));
  if (unknown.length > 0) {
    const found = Map.groupBy(await listFollowers(platform.db, unknown), ({ organizationId }) => organizationId);
    if (remembered.size + unknown.length > REMEMBERED_ORGANIZATIONS) remembered.clear();
    for (const id of unknown) remembered.set(id, { followers: found.get(id) ?? [], until: now + REMEMBERED_MS });
  }
  return new Map(organizationIds.map((id) => [id, remembered.get(id)?.followers ?? []]));
}

/** Looks an organisation up again at its next event, in this isolate at once. */
export const forgetFollowers = (organizationId: string): void => void remembered.delete(organizationId);
