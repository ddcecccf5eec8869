import { auditRead, peopleOnly } from "#auth";
import type { Caller } from "#platform/caller";
import { readCursor, toPage } from "#platform/page";
import type { Platform } from "#platform/platform";
import type { PrivacyPart } from "#platform/privacy";
import { openRequest } from "./ask.ts";
import { requestNotFound } from "./errors.ts";
import type { RequestView } from "./schemas.ts";
import { findRequest, listRequests, type RequestRow } from "./store.ts";

/** The requests of the caller's organisation, newest first; that they were read goes on record. */
export async function readRequests(
  platform: Platform,
  caller: Caller,
  parts: readonly PrivacyPart[],
  { limit, cursor }: { limit: number; cursor?: string },
  requestId: string,
) {
  const { organizationId } = caller;
  const rows = await listRequests(platform.db, organizationId, limit, readCursor(cursor));
  await auditRead(platform, caller, { action: "privacy.requests_listed", target: organizationId }, requestId);
  const { page, next_cursor } = toPage(rows, limit, ({ createdAt: at, id }) => ({ at, id }));
  return { data: await Promise.all(page.map((row) => toView(platform, row, parts))), next_cursor };
}

/** A request of the caller's organisation. */
export async function requestOf({ db }: Platform, { organizationId }: Caller, id: string): Promise<RequestRow> {
  const row = await findRequest(db, organizationId, id);
  if (!row) throw requestNotFound();
  return row;
}

/** An export that the caller asked for about themselves; every other is as if it did not exist. */
export async function ownExportOf(platform: Platform, caller: Caller, id: string): Promise<RequestRow> {
  if (caller.kind !== "user") throw peopleOnly();
  const row = await requestOf(platform, caller, id);
  const isOwn = row.kind === "export" && row.subjectType === "person" && row.requestedBy === caller.id;
  if (!isOwn || (await openRequest(platform, row)).id !== caller.id) throw requestNotFound();
  return row;
}

export async function toView(platform: Platform, row: RequestRow, parts: readonly PrivacyPart[]): Promise<RequestView> {
  const { id: subject, reason } = await openRequest(platform, row);
  const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString());
  return {
    id: row.id,
    kind: row.kind,
    subject: { type: row.subjectType, id: subject },
    reason,
    state: row.state,
    refusal: row.refusal,
    counts: row.counts,
    kept: row.kind === "erase" ? keptOf(platform, row, parts) : [],
    requested_by: row.requestedBy,
    created_at: new Date(row.createdAt).toISOString(),
    finished_at: iso(row.finishedAt),
    expires_at: iso(row.expiresAt),
  };
}

function keptOf({ language }: Platform, { subjectType }: RequestRow, parts: readonly PrivacyPart[]) {
  return parts
    .flatMap(({ classes }) => classes)
    .filter(({ about, onErasure }) => onErasure === "kept" && about.includes(subjectType))
    .map(({ name, title, why, period }) => ({
      class: name,
      title: title[language],
      why: why?.[language] ?? "",
      period: period[language],
    }));
}
