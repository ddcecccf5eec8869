import { auditRead } from "#auth";
import type { Caller } from "#platform/caller";
import { readCursor, toPage } from "#platform/page";
import type { Platform } from "#platform/platform";
import type { Sealer } from "#platform/seal";
import { KeyDestroyed } from "#platform/subject-keys";
import { attachmentNotFound } from "./errors.ts";
import { keyOf, placeOfFile, placeOfName } from "./places.ts";
import type { Attachment } from "./schemas.ts";
import { type AttachmentRow, findAttachment, listAttachments } from "./store.ts";

type Page = { limit: number; cursor?: string | undefined };

/** One page of the files beside a payment, oldest first; what they are called goes on record as read. */
export async function readAttachments(
  platform: Platform,
  caller: Caller,
  transactionId: string,
  { limit, cursor }: Page,
  requestId: string,
) {
  const { organizationId } = caller;
  const rows = await listAttachments(platform.db, organizationId, transactionId, limit, readCursor(cursor));
  const { page, next_cursor } = toPage(rows, limit, ({ createdAt: at, id }) => ({ at, id }));
  const views = await Promise.all(page.map((row) => toView(platform, row)));
  await auditRead(platform, caller, { action: "transaction.review_read", target: transactionId }, requestId);
  return { data: views.filter((view) => view !== null), next_cursor };
}

/** A file as callers see it; null once its key was destroyed. */
export async function toView({ sealer }: Pick<Platform, "sealer">, row: AttachmentRow): Promise<Attachment | null> {
  const name = await nameOf(sealer, row);
  if (name === null) return null;
  return {
    id: row.id,
    transaction_id: row.transactionId,
    name,
    media_type: row.mediaType,
    bytes: row.bytes,
    author: row.author,
    created_at: new Date(row.createdAt).toISOString(),
  };
}

/** What a file is called; null once its key was destroyed. */
export const nameOf = (sealer: Sealer, row: AttachmentRow): Promise<string | null> =>
  orNullIfDestroyed(sealer.open(row.sealedName, placeOfName(row)));

/** The bytes of a file, with its name; that it is read goes on record before. */
export async function downloadAttachment(
  platform: Platform,
  caller: Caller,
  named: { transactionId: string; id: string },
  requestId: string,
): Promise<{ row: AttachmentRow; name: string; bytes: Uint8Array<ArrayBuffer> }> {
  const { db, env, sealer } = platform;
  const { organizationId } = caller;
  const row = await findAttachment(db, { organizationId, ...named });
  const [name, file] = row ? await Promise.all([nameOf(sealer, row), env.ATTACHMENTS.get(keyOf(row))]) : [];
  if (!row || !file || name === null || name === undefined) throw attachmentNotFound();
  const bytes = await orNullIfDestroyed(sealer.openBytes(new Uint8Array(await file.arrayBuffer()), placeOfFile(row)));
  if (bytes === null) throw attachmentNotFound();
  const target = named.transactionId;
  await auditRead(platform, caller, { action: "transaction.attachment_read", target }, requestId);
  return { row, name, bytes: new Uint8Array(bytes) };
}

async function orNullIfDestroyed<T>(opening: Promise<T>): Promise<T | null> {
  try {
    return await opening;
  } catch (failure) {
    if (failure instanceof KeyDestroyed) return null;
    throw failure;
  }
}
