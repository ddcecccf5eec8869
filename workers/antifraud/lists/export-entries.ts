import { auditRead } from "#auth";
import type { Caller } from "#platform/caller";
import type { Cursor } from "#platform/page";
import type { Platform } from "#platform/platform";
import { businessNow } from "#platform/sandbox";
import { BYTE_ORDER_MARK, toCsvRow } from "../analytics/csv.ts";
import { listEntries } from "./entry-store.ts";
import { mustFindList } from "./find-list.ts";
import { toEntryView } from "./read-lists.ts";

const ROWS_AT_ONCE = 500;
const columns = ["entry_id", "value", "reason", "reference", "expires_at", "created_by", "created_at"] as const;

/**
 * What a list holds now as CSV, newest first, in columns that an import takes back. Read while it is sent; that it was read
 * goes on record before.
 */
export async function exportEntries(
  platform: Platform,
  caller: Caller,
  listId: string,
  requestId: string,
): Promise<ReadableStream<Uint8Array>> {
  const { organizationId } = caller;
  await mustFindList(platform, organizationId, listId);
  await auditRead(platform, caller, { action: "list_entries.exported", target: listId }, requestId);
  const filter = { status: "active" as const, at: businessNow(platform) };
  const encoder = new TextEncoder();
  let after: Cursor | undefined;
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        controller.enqueue(encoder.encode(BYTE_ORDER_MARK + toCsvRow(columns)));
      },
      async pull(controller) {
        const found = await listEntries(platform.db, organizationId, [listId], filter, ROWS_AT_ONCE, after);
        const rows = found.slice(0, ROWS_AT_ONCE);
        const views = await Promise.all(rows.map((row) => toEntryView(platform, row)));
        const text = views.map((view) => toCsvRow(columns.map((column) => view[column]))).join("");
        if (text !== "") controller.enqueue(encoder.encode(text));
        const last = rows.at(-1);
        if (found.length <= ROWS_AT_ONCE || !last) return controller.close();
        after = { at: last.createdAt, id: last.id };
      },
    },
    { highWaterMark: 0 },
  );
}
