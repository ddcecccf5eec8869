import { type Cursor, readCursor, toPage } from "#platform/page";
import type { Platform } from "#platform/platform";
import type { OrganizationRow } from "../store.ts";
import { toView } from "./manage-organizations.ts";
import { countPeople, type OrganizationFilter, pageOfOrganizations } from "./store.ts";

/** So many rows are looked at together where a part of a name is sought. */
const AT_ONCE = 500;

type Query = {
  q?: string;
  type?: OrganizationRow["type"];
  subscription_tier?: OrganizationRow["subscriptionTier"];
  limit: number;
  cursor?: string;
};

/** Every organisation, newest first, with how many people each has. */
export async function listOrganizations(platform: Platform, { q, type, subscription_tier, limit, cursor }: Query) {
  const filter = { type, subscriptionTier: subscription_tier };
  const rows = await find(platform, filter, fold(q ?? ""), limit + 1, readCursor(cursor));
  const { page, next_cursor } = toPage(rows, limit, cursorOf);
  const people = await countPeople(
    platform.db,
    page.map(({ id }) => id),
  );
  const data = await Promise.all(
    page.map(async (row) => ({ ...(await toView(platform, row)), people: people.get(row.id) ?? 0 })),
  );
  return { data, next_cursor };
}

/** SQLite knows no case beyond ASCII, so names are compared here. */
async function find(
  { db }: Platform,
  filter: OrganizationFilter,
  sought: string,
  most: number,
  after?: Cursor,
): Promise<OrganizationRow[]> {
  if (sought === "") return pageOfOrganizations(db, filter, most, after);
  const found: OrganizationRow[] = [];
  for (let from = after; ; ) {
    const rows = await pageOfOrganizations(db, filter, AT_ONCE, from);
    found.push(...rows.filter(({ name }) => fold(name).includes(sought)));
    const last = rows.at(-1);
    if (found.length >= most || rows.length < AT_ONCE || !last) return found.slice(0, most);
    from = cursorOf(last);
  }
}

const cursorOf = ({ createdAt: at, id }: OrganizationRow): Cursor => ({ at, id });

/** Case aside, and every way to type the Uzbek apostrophe is the same. */
const fold = (text: string): string => text.toLowerCase().replace(/['’‘`ʼ]/g, "ʻ");
