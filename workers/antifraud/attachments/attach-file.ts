import { auditOf } from "#auth";
import type { Caller } from "#platform/caller";
import { describeFailure, log } from "#platform/log";
import type { Platform } from "#platform/platform";
import type { FieldError } from "#platform/problem";
import { businessNow } from "#platform/sandbox";
import type { Upload } from "#platform/upload";
import { transactionNotFound } from "../errors.ts";
import { subjectsOf } from "../privacy/subjects.ts";
import type { Located } from "../review/open-reviews.ts";
import { attachmentRefused, attachmentsUnavailable, tooManyAttachments } from "./errors.ts";
import { mediaTypeOf } from "./media-type.ts";
import { keyOf, placeOfFile, placeOfName } from "./places.ts";
import { refuseCardNumbers } from "./refuse-card-numbers.ts";
import { type AttachmentRow, findAttachment, markStored, takePlace } from "./store.ts";

export const MOST_FILE_BYTES = 10 * 1024 * 1024;
/** The file, and what parts a form. */
export const MOST_UPLOAD_BYTES = MOST_FILE_BYTES + 16 * 1024;
const MOST_NAME = 200;

/**
 * Keeps a file beside a payment, sealed by the keys of whom the payment is about. The same bytes beside the same payment are kept
 * once, so a request that is sent again, also after one that broke off, ends in one file.
 */
export async function attachFile(
  platform: Platform,
  caller: Caller,
  { transaction }: Located,
  upload: Upload,
  requestId: string,
): Promise<{ row: AttachmentRow; isNew: boolean }> {
  const { db, env, sealer } = platform;
  const { organizationId, transactionId } = transaction;
  const { bytes, name, type } = await readFile(upload);
  const about = subjectsOf(organizationId, transaction);
  const keys = await sealer.takeKeys(organizationId, about);
  // Whoever was erased since has nothing more kept of what came before.
  if (about.some((subject) => (keys.erasedAt(subject) ?? 0) >= transaction.createdAt)) throw transactionNotFound();
  const id = platform.newId("att");
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).toHex();
  const now = platform.now();
  const row = await takePlace(db, {
    organizationId,
    id,
    transactionId,
    state: "waiting",
    mediaType: type,
    bytes: bytes.byteLength,
    contentIndex: await sealer.blindIndex(`attachment|${organizationId}|${transactionId}|${digest}`),
    sealedName: keys.seal(about, name, placeOfName({ organizationId, id })),
    author: caller.id,
    createdAt: businessNow(platform),
    changedAt: now,
  });
  if (!row) throw tooManyAttachments();
  if (row.state === "stored") return { row, isNew: false };
  if (row.state === "leaving") throw attachmentsUnavailable({ headers: { "retry-after": "5" } });
  const key = keyOf(row);
  await env.ATTACHMENTS.put(key, keys.sealBytes(about, bytes, placeOfFile(row))).catch((failure) => {
    log("error", "attachment could not be stored", { organizationId, ...describeFailure(failure) });
    throw attachmentsUnavailable({ headers: { "retry-after": "5" } });
  });
  const audit = auditOf(platform, {
    organizationId,
    actor: caller,
    action: "transaction.attachment_added",
    target: transactionId,
    requestId,
    changes: { attachment: [null, row.id], media_type: [null, type], bytes: [null, String(bytes.byteLength)] },
  });
  const stored = await markStored(db, row, platform.now(), audit);
  if (stored) return { row: stored, isNew: true };
  // Another request with the same file was faster, or this one so slow that it was swept.
  const kept = await findAttachment(db, row);
  if (kept) return { row: kept, isNew: false };
  platform.defer(env.ATTACHMENTS.delete(key));
  throw attachmentsUnavailable({ headers: { "retry-after": "5" } });
}

/** The one file of a form, as something that may be kept; what it is called is shortened and cleared of paths. */
async function readFile({ files, fileNames, texts }: Upload) {
  const bytes = files.get("file");
  const errors: FieldError[] = [...texts.keys()].map((part) => ({ path: part.slice(0, 60), message: "Unknown part" }));
  if (!bytes) errors.push({ path: "file", message: "Is missing" });
  else if (bytes.byteLength === 0) errors.push({ path: "file", message: "Is empty" });
  else if (bytes.byteLength > MOST_FILE_BYTES)
    errors.push({ path: "file", message: `Has ${bytes.byteLength} bytes, at most ${MOST_FILE_BYTES} are permitted` });
  if (!bytes || errors.length > 0) throw attachmentRefused({ errors });
  const media = mediaTypeOf(bytes);
  if (!media)
    throw attachmentRefused({
      errors: [{ path: "file", message: "Is none of PDF, PNG, JPEG, WebP, CSV and text in UTF-8, by its bytes" }],
    });
  const name = nameOf(fileNames.get("file") ?? "");
  await refuseCardNumbers(name, media.text);
  return { bytes, name, type: media.type };
}

/** Browsers write a quotation mark in the name of a file as `%22` (HTML, multipart/form-data). */
const nameOf = (sent: string): string =>
  (sent.split(/[/\\]/).at(-1) ?? "")
    .replaceAll("%22", '"')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, "")
    .trim()
    .slice(0, MOST_NAME) || "file";
