import type { Platform } from "#platform/platform";
import { listChanged, listKeptBySystem, listNotFound } from "./errors.ts";
import { findList, type ListRow } from "./list-store.ts";

/** What `If-Match` is compared with. */
export const etagOf = ({ version }: ListRow): string => `"${version}"`;

/** The caller's list; one that is deleted or of another organisation is as unknown as none. */
export async function mustFindList(platform: Platform, organizationId: string, listId: string): Promise<ListRow> {
  const row = await findList(platform.db, organizationId, listId);
  if (!row) throw listNotFound();
  return row;
}

/** The same, of those that organisations keep by themselves, at the revision that the caller saw. */
export async function mustFindOwn(
  platform: Platform,
  organizationId: string,
  listId: string,
  ifMatch?: string,
): Promise<ListRow> {
  const row = await mustFindList(platform, organizationId, listId);
  if (row.isSystem) throw listKeptBySystem();
  if (ifMatch !== undefined && ifMatch !== "*" && ifMatch !== etagOf(row)) throw listChanged();
  return row;
}
