import { readCursor, toPage } from "#platform/page";
import type { Platform } from "#platform/platform";
import { ERASED } from "#platform/subject";
import { customerNotFound } from "./errors.ts";
import type { TimelineEntry } from "./schemas.ts";
import { isCustomer, listTimeline } from "./timeline-store.ts";

/** What was decided on a customer's payments, what was reported of them and what reviewers said; newest first. */
export async function readTimeline(
  { db }: Platform,
  organizationId: string,
  userId: string,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
) {
  // Whoever was erased is nobody any more, and all of them together are no customer.
  if (userId === ERASED || !(await isCustomer(db, organizationId, userId))) throw customerNotFound();
  const rows = await listTimeline(db, organizationId, userId, limit, readCursor(cursor));
  const { page, next_cursor } = toPage(rows, limit, ({ at, place: id }) => ({ at, id }));
  const data = page.map(
    ({ at, paid_at, place: _, is_fraud, ...row }): TimelineEntry => ({
      at: new Date(at).toISOString(),
      paid_at: new Date(paid_at).toISOString(),
      ...row,
      is_fraud: is_fraud === null ? null : is_fraud === 1,
    }),
  );
  return { data, next_cursor };
}
