import { z } from "@hono/zod-openapi";
import { createRoute, createRouter, json, problem, requires } from "#platform/http";
import { pageOf, pageQuery } from "#platform/page";
import { readUpload } from "#platform/upload";
import { reviewNotFound } from "../review/errors.ts";
import { isUpForReview, locateReview } from "../review/open-reviews.ts";
import { attachFile, MOST_UPLOAD_BYTES } from "./attach-file.ts";
import { attachmentNotFound } from "./errors.ts";
import { downloadAttachment, readAttachments, toView } from "./read-attachments.ts";
import { removeAttachment } from "./remove-attachments.ts";
import { attachmentSchema } from "./schemas.ts";

const tags = ["Anti-Fraud"];
const reads = () => requires("read:transactions", "antifraud", { in: "both" });
const path = "/antifraud/transactions/{txn_id}/attachments";
const ofPayment = z.object({ txn_id: z.string().max(100) });
const ofFile = ofPayment.extend({ attachment_id: z.string().max(64) });
const unknownFile = { 404: problem("antifraud.attachment_not_found") };

const postAttachment = createRoute({
  method: "post",
  path,
  operationId: "attachFile",
  tags,
  summary: "Attach a file to a payment under review",
  description:
    "PDF, PNG, JPEG, WebP, CSV or text of at most 10 MB, told by its bytes; 20 a payment. The same file is kept once, however often it is sent. Card numbers in a text or a name are refused. It is sealed by the keys of whom the payment is about, and gone with them.",
  ...requires("review:transactions", "antifraud", { in: "both", repeatsBy: "file" }),
  request: {
    params: ofPayment,
    body: {
      required: true,
      content: {
        // Plain JSON Schema, so that the form is read once, within its limit.
        "multipart/form-data": {
          schema: {
            type: "object",
            required: ["file"],
            properties: { file: { type: "string", contentMediaType: "application/octet-stream" } },
          },
        },
      },
    },
  },
  responses: {
    201: json(attachmentSchema, "Kept"),
    200: json(attachmentSchema, "The same file was kept before"),
    400: problem("request.malformed_form"),
    404: problem("antifraud.transaction_not_found or antifraud.review_not_found"),
    409: problem("antifraud.too_many_attachments"),
    413: problem("request.body_too_large"),
    415: problem("request.not_a_form"),
    422: problem("antifraud.attachment_refused or request.card_number_refused"),
    503: problem("antifraud.attachments_unavailable"),
  },
});

const listAttachments = createRoute({
  method: "get",
  path,
  operationId: "listAttachments",
  tags,
  summary: "List the files beside a payment, oldest first",
  ...reads(),
  request: { params: ofPayment, query: pageQuery },
  responses: {
    200: json(pageOf(attachmentSchema), "One page"),
    404: problem("antifraud.transaction_not_found"),
    503: problem("auth.audit_unavailable"),
  },
});

const getAttachment = createRoute({
  method: "get",
  path: `${path}/{attachment_id}`,
  operationId: "downloadAttachment",
  tags,
  summary: "Download a file beside a payment",
  description: "Always as a download, never to be shown in place. That it was read goes on record.",
  ...reads(),
  request: { params: ofFile },
  responses: {
    200: {
      description: "The file",
      content: { "application/octet-stream": { schema: { type: "string", format: "binary" } } },
    },
    ...unknownFile,
    503: problem("auth.audit_unavailable"),
  },
});

const deleteAttachment = createRoute({
  method: "delete",
  path: `${path}/{attachment_id}`,
  operationId: "deleteAttachment",
  tags,
  summary: "Delete a file beside a payment",
  description: "For whoever attached it, and for administrators of the organisation.",
  ...requires("write:transactions", "antifraud", { in: "both" }),
  request: { params: ofFile },
  responses: {
    204: { description: "Deleted" },
    403: problem("antifraud.attachment_not_yours"),
    ...unknownFile,
  },
});

/** What a browser may do with a file of somebody else's: keep it. */
const fileHeaders = (name: string) => ({
  "content-disposition": `attachment; filename="${asciiOf(name)}"; filename*=UTF-8''${encodeExtended(name)}`,
  "content-security-policy": "default-src 'none'; sandbox",
  "cross-origin-resource-policy": "same-origin",
});

const asciiOf = (name: string): string => name.replace(/[^\w .()-]/g, "_");
/** RFC 8187 §3.2.1. */
const encodeExtended = (name: string): string =>
  encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );

export const attachmentRoutes = createRouter()
  .openapi(postAttachment, async (c) => {
    const { platform, caller, requestId } = c.var;
    const located = await locateReview(platform, caller.organizationId, c.req.param("txn_id"));
    if (!isUpForReview(located)) throw reviewNotFound();
    const upload = await readUpload(c, { maxBytes: MOST_UPLOAD_BYTES, files: ["file"] });
    const { row, isNew } = await attachFile(platform, caller, located, upload, requestId);
    const view = await toView(platform, row);
    if (view === null) throw attachmentNotFound();
    return c.json(view, isNew ? 201 : 200);
  })
  .openapi(listAttachments, async (c) => {
    const { platform, caller, requestId } = c.var;
    const { txn_id } = c.req.valid("param");
    await locateReview(platform, caller.organizationId, txn_id);
    return c.json(await readAttachments(platform, caller, txn_id, c.req.valid("query"), requestId), 200);
  })
  .openapi(getAttachment, async (c) => {
    const { platform, caller, requestId } = c.var;
    const { txn_id: transactionId, attachment_id: id } = c.req.valid("param");
    const { row, name, bytes } = await downloadAttachment(platform, caller, { transactionId, id }, requestId);
    return c.body(bytes, 200, { "content-type": row.mediaType, ...fileHeaders(name) });
  })
  .openapi(deleteAttachment, async (c) => {
    const { platform, caller, requestId } = c.var;
    const { txn_id: transactionId, attachment_id: id } = c.req.valid("param");
    await removeAttachment(platform, caller, { transactionId, id }, requestId);
    return c.body(null, 204);
  });
