import type { Caller } from "#platform/caller";
import type { Platform } from "#platform/platform";
import type { AuditAction } from "../audit/actions.ts";
import { auditOf } from "../audit/audit-of.ts";
import { peopleOnly, tooManyViews } from "../errors.ts";
import { colleaguesOf } from "../people/colleagues.ts";
import type { SavedView, SavedViews, ViewInput } from "./schemas.ts";
import {
  deleteView,
  findView,
  listOwnViews,
  listSharedViews,
  MOST_SHARED,
  MOST_VIEWS,
  saveView,
  type ViewRow,
} from "./store.ts";

type Content = { name: string; query: string };

/** The caller's views of a page, and those that their colleagues share. */
export async function readViews(platform: Platform, caller: Caller, page: string): Promise<SavedViews> {
  const owner = ownerOf(caller);
  const own = await listOwnViews(platform.db, owner, page);
  const shared = await listSharedViews(platform.db, owner, page);
  const owners = [...new Set(shared.map(({ ownerId }) => ownerId))];
  const people = await colleaguesOf(platform, owner.organizationId, owners);
  const data = await Promise.all(
    [...own, ...shared].map((row) => toView(platform, row, owner.ownerId, people.get(row.ownerId)?.name ?? null)),
  );
  return { owner_id: owner.ownerId, data };
}

/** Keeps a view under an id of the caller's own choice; of several writes the last one stands. */
export async function keepView(
  platform: Platform,
  caller: Caller,
  id: string,
  { page, name, query, is_shared }: ViewInput,
  requestId: string,
): Promise<SavedView> {
  const owner = ownerOf(caller);
  const before = await findView(platform.db, owner, id);
  const now = platform.now();
  const row: ViewRow = {
    ...owner,
    id,
    page,
    isShared: is_shared,
    sealed: await sealContent(platform, owner, id, { name, query }),
    createdAt: now,
    updatedAt: now,
  };
  const action = is_shared ? "view.shared" : before?.isShared ? "view.unshared" : undefined;
  const kept = await saveView(platform.db, row, action && audit(platform, caller, action, id, requestId));
  if (!kept) throw tooManyViews(`At most ${MOST_VIEWS} a person, and ${MOST_SHARED} shared in an organisation`);
  return toView(platform, kept, owner.ownerId, null);
}

/** Deletes one of the caller's views; one that is not there is gone already. */
export async function dropView(platform: Platform, caller: Caller, id: string, requestId: string): Promise<void> {
  const owner = ownerOf(caller);
  const before = await findView(platform.db, owner, id);
  if (!before) return;
  await deleteView(
    platform.db,
    owner,
    id,
    before.isShared ? audit(platform, caller, "view.unshared", id, requestId) : undefined,
  );
}

/** What a view is called and what it filters by. */
export async function contentOf({ sealer }: Pick<Platform, "sealer">, row: ViewRow): Promise<Content> {
  // SAFETY: written by sealContent() alone.
  return JSON.parse(await sealer.open(row.sealed, placeOf(row.ownerId, row.id))) as Content;
}

const sealContent = (
  { sealer }: Platform,
  { organizationId, ownerId }: { organizationId: string; ownerId: string },
  id: string,
  content: Content,
): Promise<string> =>
  sealer.sealFor(organizationId, [{ type: "person", id: ownerId }], JSON.stringify(content), placeOf(ownerId, id));

const placeOf = (ownerId: string, id: string) => `saved_views|sealed|${ownerId}|${id}`;

async function toView(
  platform: Platform,
  row: ViewRow,
  readerId: string,
  ownerName: string | null,
): Promise<SavedView> {
  const isOwn = row.ownerId === readerId;
  return {
    id: row.id,
    page: row.page,
    ...(await contentOf(platform, row)),
    is_shared: row.isShared,
    is_own: isOwn,
    owner_name: isOwn ? null : ownerName,
    updated_at: new Date(row.updatedAt).toISOString(),
  };
}

/** Only people come back to a page. */
function ownerOf({ kind, organizationId, id }: Caller): { organizationId: string; ownerId: string } {
  if (kind !== "user") throw peopleOnly();
  return { organizationId, ownerId: id };
}

const audit = (platform: Platform, caller: Caller, action: AuditAction, target: string, requestId: string) =>
  auditOf(platform, { organizationId: caller.organizationId, actor: caller, action, target, requestId });
