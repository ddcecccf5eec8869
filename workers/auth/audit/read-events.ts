import type { Caller } from "#platform/caller";
import { decodeCursor, encodeCursor } from "#platform/page";
import type { Platform } from "#platform/platform";
import { invalidRequest } from "#platform/problem";
import { titleOf } from "./actions.ts";
import { auditRead } from "./audit-read.ts";
import { type StoredEvent, toEvent } from "./event.ts";
import { openPersonalParts } from "./personal-parts.ts";
import type { AuditQuery, ExportedEvent } from "./schemas.ts";
import { listEvents } from "./store.ts";

/** One page of an organisation's audit log, newest first; that it was read goes on record. */
export async function readEvents(platform: Platform, caller: Caller, query: AuditQuery, requestId: string) {
  const { actor, action, target, limit, cursor } = query;
  const after = cursor === undefined ? undefined : decodeCursor(cursor);
  if (cursor !== undefined && !after)
    throw invalidRequest({ errors: [{ path: "cursor", message: "Not a cursor of this list" }] });
  const filter = { actor, action, target, ...timesOf(query) };
  const rows = await listEvents(platform.db, caller.organizationId, filter, limit, after);
  await auditRead(platform, caller, { action: "audit.read", target: caller.organizationId }, requestId);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    data: await Promise.all(
      page.map(async (row) => ({
        ...(await toExported(platform, row)),
        title: titleOf(row.action)?.[platform.language] ?? row.action,
      })),
    ),
    next_cursor: rows.length > limit && last ? encodeCursor({ at: last.createdAt, id: last.id }) : null,
  };
}

/** The bounds of a query in epoch milliseconds. */
export function timesOf({ from, to }: { from?: string; to?: string }): { from?: number; to?: number } {
  return {
    ...(from !== undefined && { from: Date.parse(from) }),
    ...(to !== undefined && { to: Date.parse(to) }),
  };
}

/** An event with its place, and what its envelopes hold. */
export async function toExported({ sealer }: Platform, row: StoredEvent): Promise<ExportedEvent> {
  const event = toEvent(row);
  return {
    ...event,
    previous_hash: row.previousHash,
    hash: row.hash,
    opened: await openPersonalParts(sealer, event),
  };
}
