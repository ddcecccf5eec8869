import { z } from "@hono/zod-openapi";
import { body, createRoute, createRouter, json, problem, requires } from "#platform/http";
import { escalateReview, recordReview, releaseReview } from "./claim-review.ts";
import { claimExample, reviewDetailExample, verificationExample, verificationResultExample } from "./examples.ts";
import { noteReview } from "./note-review.ts";
import { readReview, showReview } from "./read-reviews.ts";
import { recordVerification } from "./record-verification.ts";
import {
  claimSchema,
  escalationSchema,
  noteSchema,
  reviewDetailSchema,
  verificationResultSchema,
  verificationSchema,
} from "./schemas.ts";
import { undoVerdict } from "./undo-verdict.ts";

const tags = ["Anti-Fraud"];
const toReview = requires("review:transactions", "antifraud", { in: "both" });
const named = { params: z.object({ txn_id: z.string().max(100) }) };
const missing = problem("antifraud.transaction_not_found");
const taken = problem("antifraud.review_held or antifraud.review_closed");

const getReview = createRoute({
  method: "get",
  path: "/antifraud/transactions/{txn_id}/review",
  operationId: "readReview",
  tags,
  summary: "Read a review with its notes and verifications",
  ...requires("read:transactions", "antifraud", { in: "both" }),
  request: named,
  responses: {
    200: json(reviewDetailSchema, "The review", reviewDetailExample),
    404: problem("antifraud.transaction_not_found or antifraud.review_not_found"),
    503: problem("auth.audit_unavailable"),
  },
});

const postReview = createRoute({
  method: "post",
  path: "/antifraud/transactions/{txn_id}/review",
  operationId: "recordReview",
  tags,
  summary: "Claim a payment for review, renew the claim, or assign it to a colleague",
  description:
    "A claim keeps others out for 15 minutes, and ends by itself unless it is renewed by the same request. Any payment may be reviewed, whatever was decided.",
  ...toReview,
  request: { ...named, ...body(claimSchema, claimExample) },
  responses: {
    200: json(reviewDetailSchema, "The review", reviewDetailExample),
    404: missing,
    409: taken,
    422: problem("request.invalid, request.card_number_refused or antifraud.reviewer_not_permitted"),
  },
});

const postRelease = createRoute({
  method: "post",
  path: "/antifraud/transactions/{txn_id}/review/release",
  operationId: "releaseReview",
  tags,
  summary: "Give a payment back to the queue",
  ...toReview,
  request: named,
  responses: { 200: json(reviewDetailSchema, "The review", reviewDetailExample), 404: missing, 409: taken },
});

const postEscalation = createRoute({
  method: "post",
  path: "/antifraud/transactions/{txn_id}/review/escalate",
  operationId: "escalateReview",
  tags,
  summary: "Hand a payment on, and say why",
  ...toReview,
  request: { ...named, ...body(escalationSchema) },
  responses: {
    200: json(reviewDetailSchema, "The review", reviewDetailExample),
    404: missing,
    409: taken,
    422: problem("request.invalid"),
  },
});

const postNote = createRoute({
  method: "post",
  path: "/antifraud/transactions/{txn_id}/review/notes",
  operationId: "noteReview",
  tags,
  summary: "Write a note beside a payment",
  description: "Whoever holds it, and however it ended.",
  ...toReview,
  request: { ...named, ...body(noteSchema) },
  responses: {
    200: json(reviewDetailSchema, "The review", reviewDetailExample),
    404: problem("antifraud.transaction_not_found or antifraud.review_not_found"),
    422: problem("request.invalid or request.card_number_refused"),
  },
});

const postUndo = createRoute({
  method: "post",
  path: "/antifraud/transactions/{txn_id}/review/undo",
  operationId: "undoVerdict",
  tags,
  summary: "Take one's verdict back within ten seconds",
  description: "Until then nobody was told of it. The review is claimed by the caller again.",
  ...toReview,
  request: named,
  responses: {
    200: json(reviewDetailSchema, "The review", reviewDetailExample),
    404: missing,
    409: problem("antifraud.verdict_not_undoable"),
  },
});

const postVerification = createRoute({
  method: "post",
  path: "/antifraud/transactions/{txn_id}/verification",
  operationId: "recordVerification",
  tags,
  summary: "Report what came of asking a payer for proof",
  description:
    "Once by `reference`. It marks the review of the payment; `failed` raises its priority, `passed` approves it where the organisation's settings say so.",
  ...requires("write:transactions", "antifraud", { in: "both" }),
  request: { ...named, ...body(verificationSchema, verificationExample) },
  responses: {
    200: json(verificationResultSchema, "Taken, now or before", verificationResultExample),
    404: missing,
    409: problem("antifraud.verification_conflict"),
    422: problem("request.invalid or request.card_number_refused"),
  },
});

/** What is done to the review of one payment. */
export const reviewWorkRoutes = createRouter()
  .openapi(getReview, async (c) => {
    const { platform, caller, requestId } = c.var;
    return c.json(await showReview(platform, caller, c.req.valid("param").txn_id, requestId), 200);
  })
  .openapi(postReview, async (c) => {
    const { platform, caller, requestId } = c.var;
    const { txn_id } = c.req.valid("param");
    await recordReview(platform, caller, txn_id, c.req.valid("json"), requestId);
    return c.json(await readReview(platform, caller.organizationId, txn_id), 200);
  })
  .openapi(postRelease, async (c) => {
    const { platform, caller, requestId } = c.var;
    const { txn_id } = c.req.valid("param");
    await releaseReview(platform, caller, txn_id, requestId);
    return c.json(await readReview(platform, caller.organizationId, txn_id), 200);
  })
  .openapi(postEscalation, async (c) => {
    const { platform, caller, requestId } = c.var;
    const { txn_id } = c.req.valid("param");
    await escalateReview(platform, caller, txn_id, c.req.valid("json").reason, requestId);
    return c.json(await readReview(platform, caller.organizationId, txn_id), 200);
  })
  .openapi(postNote, async (c) => {
    const { platform, caller, requestId } = c.var;
    const { txn_id } = c.req.valid("param");
    await noteReview(platform, caller, txn_id, c.req.valid("json").note, requestId);
    return c.json(await readReview(platform, caller.organizationId, txn_id), 200);
  })
  .openapi(postUndo, async (c) => {
    const { platform, caller, requestId } = c.var;
    const { txn_id } = c.req.valid("param");
    await undoVerdict(platform, caller, txn_id, requestId);
    return c.json(await readReview(platform, caller.organizationId, txn_id), 200);
  })
  .openapi(postVerification, async (c) => {
    const { platform, caller, requestId } = c.var;
    const { txn_id } = c.req.valid("param");
    return c.json(await recordVerification(platform, caller, txn_id, c.req.valid("json"), requestId), 200);
  });
