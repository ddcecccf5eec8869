import { z } from "@hono/zod-openapi";
import { body, createRoute, createRouter, json, problem, requires } from "#platform/http";
import { pageOf } from "#platform/page";
import { readTransaction, readTransactionPage } from "./read-transactions.ts";
import {
  answerSchema,
  transactionDetailSchema,
  transactionQuery,
  transactionSchema,
  transactionSummarySchema,
} from "./schemas.ts";
import { submitTransaction } from "./submit-transaction.ts";

const postTransaction = createRoute({
  method: "post",
  path: "/antifraud/transactions/submit",
  operationId: "submitTransaction",
  tags: ["Anti-Fraud"],
  summary: "Decide on a payment",
  description:
    "The same `transaction_id` with the same body gets the first answer again, byte for byte, and is counted once; with another body it is refused.",
  ...requires("write:transactions", "antifraud"),
  request: body(transactionSchema),
  responses: {
    200: json(answerSchema, "The decision, whatever it is"),
    409: problem("antifraud.transaction_conflict"),
    422: problem("request.invalid, request.card_number_refused or antifraud.unknown_currency"),
    503: problem("antifraud.decision_unavailable"),
  },
});

const listTransactions = createRoute({
  method: "get",
  path: "/antifraud/transactions/list",
  operationId: "listTransactions",
  tags: ["Anti-Fraud"],
  summary: "List decisions, newest first",
  ...requires("read:transactions", "antifraud"),
  request: { query: transactionQuery },
  responses: { 200: json(pageOf(transactionSummarySchema), "One page") },
});

const getTransaction = createRoute({
  method: "get",
  path: "/antifraud/transactions/{txn_id}",
  operationId: "readTransaction",
  tags: ["Anti-Fraud"],
  summary: "Read a decision with its whole evidence",
  ...requires("read:transactions", "antifraud"),
  request: { params: z.object({ txn_id: z.string().max(100) }) },
  responses: { 200: json(transactionDetailSchema, "The decision"), 404: problem("antifraud.transaction_not_found") },
});

export const antifraudRoutes = createRouter()
  .openapi(postTransaction, async (c) => {
    const answer = await submitTransaction(c.var.platform, c.var.caller, c.req.valid("json"));
    // SAFETY: the stored text is what answerSchema describes; it goes out byte for byte, so it is not parsed again.
    return c.body(answer, 200, { "content-type": "application/json" }) as never;
  })
  .openapi(listTransactions, async (c) =>
    c.json(await readTransactionPage(c.var.platform, c.var.caller.organizationId, c.req.valid("query")), 200),
  )
  .openapi(getTransaction, async (c) =>
    c.json(await readTransaction(c.var.platform, c.var.caller.organizationId, c.req.valid("param").txn_id), 200),
  );
