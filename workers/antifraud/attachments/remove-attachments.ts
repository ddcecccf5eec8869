import { auditOf } from "#auth";
import { type Caller, isPermitted } from "#platform/caller";
import { describeFailure, log } from "#platform/log";
import type { Platform } from "#platform/platform";
import type { Age } from "#platform/privacy";
import { attachmentNotFound, attachmentNotYours } from "./errors.ts";
import { keyOf } from "./places.ts";
import {
  type AttachmentRow,
  dropRows,
  findAttachment,
  listAllOf,
  listOfAge,
  listUnfinished,
  markLeaving,
} from "./store.ts";

/** Longer than any upload takes. */
const UNFINISHED_AFTER_MS = 15 * 60_000;
/** The bucket deletes so many at once. */
const FILES_AT_ONCE = 1000;

/** Deletes a file for whoever attached it, or looks after the organisation. It is out of sight at once; its bytes go behind that. */
export async function removeAttachment(
  platform: Platform,
  caller: Caller,
  named: { transactionId: string; id: string },
  requestId: string,
): Promise<void> {
  const { organizationId } = caller;
  const row = await findAttachment(platform.db, { organizationId, ...named });
  if (!row) throw attachmentNotFound();
  if (row.author !== caller.id && !isPermitted(caller, "manage:org")) throw attachmentNotYours();
  const audit = auditOf(platform, {
    organizationId,
    actor: caller,
    action: "transaction.attachment_deleted",
    target: named.transactionId,
    requestId,
    changes: { attachment: [row.id, null] },
  });
  if (!(await markLeaving(platform.db, row, platform.now(), audit))) throw attachmentNotFound();
  await dropFiles(platform, organizationId, [row]).catch((failure) =>
    log("warn", "attachment left to the sweep", { organizationId, ...describeFailure(failure) }),
  );
}

/** Deletes the bytes of files, then their rows; whoever is interrupted leaves rows, by which the rest is found. */
async function dropFiles(
  { db, env }: Pick<Platform, "db" | "env">,
  organizationId: string,
  rows: readonly AttachmentRow[],
): Promise<void> {
  if (rows.length === 0) return;
  await env.ATTACHMENTS.delete(rows.map(keyOf));
  await dropRows(
    db,
    organizationId,
    rows.map(({ id }) => id),
  );
}

/** Deletes what uploads left that broke off, and what was to be deleted and was not. */
export async function sweepAttachments(platform: Platform): Promise<void> {
  const rows = await listUnfinished(platform.db, platform.now() - UNFINISHED_AFTER_MS, FILES_AT_ONCE);
  for (const [organizationId, own] of Map.groupBy(rows, (row) => row.organizationId))
    await dropFiles(platform, organizationId, own);
}

/** Deletes every file beside some payments; tells how many there were. */
export async function forgetAttachmentsOf(
  platform: Platform,
  organizationId: string,
  transactionIds: readonly string[],
): Promise<number> {
  const rows = await listAllOf(platform.db, organizationId, transactionIds);
  for (let i = 0; i < rows.length; i += FILES_AT_ONCE)
    await dropFiles(platform, organizationId, rows.slice(i, i + FILES_AT_ONCE));
  return rows.length;
}

/** Deletes files by their age; tells how many. */
export async function forgetAttachmentsBefore(platform: Platform, organizationId: string, age: Age): Promise<number> {
  const rows = await listOfAge(platform.db, organizationId, { ...age, limit: Math.min(age.limit, FILES_AT_ONCE) });
  await dropFiles(platform, organizationId, rows);
  return rows.length;
}
