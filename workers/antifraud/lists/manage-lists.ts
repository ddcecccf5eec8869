import { auditOf } from "#auth";
import type { Caller } from "#platform/caller";
import type { Platform } from "#platform/platform";
import { businessNow } from "#platform/sandbox";
import { announceSoon, bringIntoForce } from "./announce-lists.ts";
import { listChanged, listInUse, listNameTaken, tooManyLists } from "./errors.ts";
import { mustFindList, mustFindOwn } from "./find-list.ts";
import {
  deleteList,
  type ListRefusal,
  type ListRow,
  listRulesAsking,
  MOST_LISTS,
  renameList,
  saveList,
} from "./list-store.ts";
import type { ListChange, ListInput } from "./schemas.ts";

type Request = { requestId: string; ifMatch: string | undefined };

/** Adds a list; what it is of, and what it does, never changes. */
export async function addList(
  platform: Platform,
  caller: Caller,
  { name, description, kind, subject_type: subject }: ListInput,
  requestId: string,
): Promise<ListRow> {
  const { organizationId } = caller;
  const now = businessNow(platform);
  const row = {
    organizationId,
    id: platform.newId("lst"),
    name,
    description,
    kind,
    subject,
    isSystem: false,
    entries: 0,
    version: 1,
    createdBy: caller.id,
    createdAt: now,
    updatedAt: now,
    deletedIn: null,
    deletedAt: null,
  };
  const changes = { name: [null, name], kind: [null, kind], subject_type: [null, subject] } as const;
  const audit = auditOf(platform, {
    organizationId,
    actor: caller,
    action: "list.created",
    target: row.id,
    requestId,
    changes,
  });
  await announceSoon(platform, organizationId);
  refuse(await saveList(platform.db, row, audit));
  await bringIntoForce(platform, organizationId);
  return mustFindList(platform, organizationId, row.id);
}

/** Changes what a list is called. */
export async function changeList(
  platform: Platform,
  caller: Caller,
  listId: string,
  { name, description }: ListChange,
  { requestId, ifMatch }: Request,
): Promise<ListRow> {
  const { organizationId } = caller;
  const before = await mustFindOwn(platform, organizationId, listId, ifMatch);
  const audit = auditOf(platform, {
    organizationId,
    actor: caller,
    action: "list.changed",
    target: listId,
    requestId,
    changes: {
      ...(name !== before.name && { name: [before.name, name] as const }),
      ...(description !== before.description && { description: [before.description, description] as const }),
    },
  });
  await announceSoon(platform, organizationId);
  refuse(await renameList(platform.db, before, { name, description, now: businessNow(platform) }, audit));
  await bringIntoForce(platform, organizationId);
  return mustFindList(platform, organizationId, listId);
}

/** Deletes a list, unless a rule that is evaluated asks it. Old decisions go on naming it. */
export async function removeList(
  platform: Platform,
  caller: Caller,
  listId: string,
  { requestId, ifMatch }: Request,
): Promise<void> {
  const { organizationId } = caller;
  const before = await mustFindOwn(platform, organizationId, listId, ifMatch);
  const target = { organizationId, actor: caller, action: "list.deleted" as const, target: listId, requestId };
  const audit = auditOf(platform, { ...target, changes: { name: [before.name, null] } });
  await announceSoon(platform, organizationId);
  const refusal = await deleteList(platform.db, before, { now: businessNow(platform), by: caller.id }, audit);
  if (refusal === "named_by_rules") {
    const rules = await listRulesAsking(platform.db, organizationId, listId);
    throw listInUse(`Asked by ${rules.slice(0, 10).join(", ")}`);
  }
  refuse(refusal);
  await bringIntoForce(platform, organizationId);
}

function refuse(refusal: ListRefusal | undefined): void {
  if (refusal === "name_taken")
    throw listNameTaken({ errors: [{ path: "name", message: "Another list has this name" }] });
  if (refusal === "too_many_lists") throw tooManyLists(`At most ${MOST_LISTS}`);
  if (refusal === "changed") throw listChanged();
}
