import { readCursor, toPage } from "#platform/page";
import type { Platform } from "#platform/platform";
import { businessNow } from "#platform/sandbox";
import { type AggregateDefinition, tileOf, warmFrom } from "./definition.ts";
import { aggregateNotFound } from "./errors.ts";
import { type FillRow, findFill, listFills } from "./fill-store.ts";
import { toDuration } from "./read-definition.ts";
import type { AggregateVersionView, AggregateView } from "./schemas.ts";
import {
  type AggregateRow,
  type AggregateVersionRow,
  findAggregate,
  listAggregates,
  listAggregateVersions,
} from "./store.ts";

type PageQuery = { limit: number; cursor?: string | undefined };

/** One page of what an organisation counts, by name. */
export async function readAggregates(platform: Platform, organizationId: string, { limit, cursor }: PageQuery) {
  const after = readCursor(cursor)?.id;
  const rows = await listAggregates(platform.db, organizationId, { limit: limit + 1, after });
  const fills = await listFills(platform.db, organizationId);
  const { page, next_cursor } = toPage(rows, limit, ({ name }) => ({ at: 0, id: name }));
  const fillOf = (row: AggregateRow) =>
    fills.find(({ name, generation }) => name === row.name && generation === row.generation);
  return { data: page.map((row) => toView(row, fillOf(row), businessNow(platform))), next_cursor };
}

/** An aggregate with its row, and how far it is. */
export async function readAggregate(
  platform: Platform,
  organizationId: string,
  name: string,
): Promise<{ view: AggregateView; row: AggregateRow }> {
  const row = await findAggregate(platform.db, organizationId, name);
  if (!row || row.deletedAt !== null) throw aggregateNotFound();
  return { view: await viewOf(platform, row), row };
}

export const viewOf = async (platform: Platform, row: AggregateRow): Promise<AggregateView> =>
  toView(row, await findFill(platform.db, row), businessNow(platform));

/** What an aggregate was at each revision, newest first; also of one that was deleted, since evidence names it. */
export async function readAggregateVersions(
  platform: Platform,
  organizationId: string,
  name: string,
  { limit, cursor }: PageQuery,
) {
  const before = readCursor(cursor)?.at;
  const rows = await listAggregateVersions(platform.db, organizationId, name, { limit, before });
  if (rows.length === 0 && cursor === undefined) throw aggregateNotFound();
  const { page, next_cursor } = toPage(rows, limit, (row) => ({ at: row.revision, id: row.name }));
  return { data: page.map(toVersionView), next_cursor };
}

/** What `If-Match` has to name for a change to apply to what its author read. */
export const etagOf = ({ revision }: Pick<AggregateRow, "revision">): string => `"${revision}"`;

/** Whether every window that ends now is wholly counted. */
export const isWarm = (row: AggregateRow, fill: FillRow | undefined, now: number): boolean =>
  fill === undefined || fill.status === "stopped" || fill.status === "failed"
    ? now >= warmFrom(row.definition, row.countedFrom)
    : fill.status === "done";

const iso = (at: number) => new Date(at).toISOString();

function toView(row: AggregateRow, fill: FillRow | undefined, now: number): AggregateView {
  const isFilling = fill?.status === "running";
  // What is filled in reaches as far back as a payment of then does.
  const warmAt = fill?.status === "done" ? fill.untilAt : warmFrom(row.definition, row.countedFrom);
  return {
    name: row.name,
    description: row.description,
    ...toFields(row.definition),
    revision: row.revision,
    exact_to_seconds: tileOf(row.definition) / 1000,
    state: isFilling ? "backfilling" : isWarm(row, fill, now) ? "warm" : "warming",
    warm_at: isFilling ? null : iso(warmAt),
    backfill: fill
      ? {
          status: fill.status,
          payments: fill.payments,
          unreadable: fill.unreadable,
          started_at: iso(fill.startedAt),
          finished_at: fill.finishedAt === null ? null : iso(fill.finishedAt),
        }
      : null,
    created_at: iso(row.createdAt),
    updated_at: iso(row.updatedAt),
  };
}

const toVersionView = (row: AggregateVersionRow): AggregateVersionView => ({
  name: row.name,
  description: row.description,
  ...toFields(row.definition),
  revision: row.revision,
  deleted: row.isDeleted,
  changed_by: row.changedBy,
  created_at: iso(row.createdAt),
});

const toFields = ({ statistic, of, entity, windowMs, delayMs, filter }: AggregateDefinition) => ({
  statistic,
  of,
  entity,
  window: toDuration(windowMs),
  delay: delayMs === 0 ? null : toDuration(delayMs),
  filter,
});
