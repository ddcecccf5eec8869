import { z } from "@hono/zod-openapi";
import { body, createRoute, createRouter, json, problem, requires } from "#platform/http";
import { pageOf } from "#platform/page";
import { aggregateRoutes } from "./aggregates/routes.ts";
import { alertRoutes } from "./alerts/routes.ts";
import { analyticsRoutes } from "./analytics/routes.ts";
import { attachmentRoutes } from "./attachments/routes.ts";
import { backtestRoutes } from "./backtests/routes.ts";
import { blockRoutes } from "./blocks/routes.ts";
import { breakerRoutes } from "./breakers/routes.ts";
import {
  answerExample,
  detailExample,
  judgedExample,
  labelResultsExample,
  labelsExample,
  summaryExample,
  transactionExample,
  verdictExample,
} from "./examples.ts";
import { entryRoutes } from "./lists/entry-routes.ts";
import { listRoutes } from "./lists/routes.ts";
import { modelRoutes } from "./models/routes.ts";
import { overrideDecision } from "./override-decision.ts";
import { policyRoutes } from "./own-rules/policy-routes.ts";
import { ruleRoutes } from "./own-rules/routes.ts";
import { proposalRoutes } from "./proposals/routes.ts";
import { readTransaction, readTransactionPage, showTransaction } from "./read-transactions.ts";
import { reportLabels } from "./report-labels.ts";
import { reviewRoutes } from "./review/routes.ts";
import { verdictSchema } from "./review/schemas.ts";
import { templateRoutes } from "./rule-templates/routes.ts";
import {
  answerSchema,
  labelReportsSchema,
  labelResultSchema,
  transactionDetailSchema,
  transactionQuery,
  transactionSchema,
  transactionSummarySchema,
} from "./schemas.ts";
import { snoozeRoutes } from "./snoozes/routes.ts";
import { submitTransaction } from "./submit-transaction.ts";

const namedTransaction = z.object({
  txn_id: z
    .string()
    .max(100)
    .openapi({ description: "Your id of the payment", example: transactionExample.transaction_id }),
});

const postTransaction = createRoute({
  method: "post",
  path: "/antifraud/transactions/submit",
  operationId: "submitTransaction",
  tags: ["Anti-Fraud"],
  summary: "Decide on a payment",
  description:
    "The same `transaction_id` with the same body gets the first answer again, byte for byte, and is counted once; with another body it is refused. In the sandbox some amounts decide by themselves: `/docs/sandbox`.",
  ...requires("write:transactions", "antifraud", {
    repeatsBy: "transaction_id",
    in: "both",
  }),
  request: body(transactionSchema, transactionExample),
  responses: {
    200: json(answerSchema, "The decision, whatever it is", answerExample),
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
  description:
    "One page looks through ten thousand decisions at the most. Where few of them match, it holds fewer than `limit`, even none, and `next_cursor` leads on to older ones; only `null` is the end. Decisions can be searched once they are in the list, a moment after their answer.",
  ...requires("read:transactions", "antifraud", { in: "both" }),
  request: { query: transactionQuery },
  responses: {
    200: json(pageOf(transactionSummarySchema), "One page", {
      data: [summaryExample],
      next_cursor: null,
    }),
  },
});

const getTransaction = createRoute({
  method: "get",
  path: "/antifraud/transactions/{txn_id}",
  operationId: "readTransaction",
  tags: ["Anti-Fraud"],
  summary: "Read a decision with its whole evidence",
  ...requires("read:transactions", "antifraud", { in: "both" }),
  request: { params: namedTransaction },
  responses: {
    200: json(transactionDetailSchema, "The decision", detailExample),
    404: problem("antifraud.transaction_not_found"),
    503: problem("auth.audit_unavailable"),
  },
});

const putDecision = createRoute({
  method: "put",
  path: "/antifraud/transactions/{txn_id}/decision",
  operationId: "overrideDecision",
  tags: ["Anti-Fraud"],
  summary: "Decide by a person's verdict",
  description:
    "The answer that was given stays as it is; the verdict stands beside it and reaches the risk of everyone who took part within seconds. Of a payment under review it closes the review, and is told to nobody for ten seconds, in which it may be undone; somebody else's claim or verdict keeps out.",
  ...requires("review:transactions", "antifraud", { in: "both" }),
  request: { params: namedTransaction, ...body(verdictSchema, verdictExample) },
  responses: {
    200: json(transactionDetailSchema, "The decision with its verdict", judgedExample),
    404: problem("antifraud.transaction_not_found"),
    409: problem("antifraud.review_held or antifraud.review_closed"),
    422: problem("request.invalid or request.card_number_refused"),
    503: problem("antifraud.labels_unavailable"),
  },
});

const postLabels = createRoute({
  method: "post",
  path: "/antifraud/labels",
  operationId: "reportLabels",
  tags: ["Anti-Fraud"],
  summary: "Report how payments turned out",
  description:
    "Chargebacks, confirmed frauds, notices of the regulator, false positives; in any order, however late, each once by the id of its source. Effective within seconds.",
  ...requires("write:transactions", "antifraud", { in: "both" }),
  request: body(labelReportsSchema, labelsExample),
  responses: {
    200: json(
      z.object({ results: z.array(labelResultSchema) }),
      "What became of each, in the order sent",
      labelResultsExample,
    ),
    422: problem("request.invalid or request.card_number_refused"),
    503: problem("antifraud.labels_unavailable"),
  },
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
  .openapi(getTransaction, async (c) => {
    const { platform, caller, requestId } = c.var;
    return c.json(await showTransaction(platform, caller, c.req.valid("param").txn_id, requestId), 200);
  })
  .openapi(putDecision, async (c) => {
    const { platform, caller, requestId } = c.var;
    const { txn_id } = c.req.valid("param");
    await overrideDecision(platform, caller, txn_id, c.req.valid("json"), requestId);
    return c.json(await readTransaction(platform, caller.organizationId, txn_id), 200);
  })
  .openapi(postLabels, async (c) => {
    const { platform, caller, requestId } = c.var;
    return c.json({ results: await reportLabels(platform, caller, c.req.valid("json").labels, requestId) }, 200);
  })
  .route("/", modelRoutes)
  .route("/", breakerRoutes)
  .route("/", policyRoutes)
  .route("/", proposalRoutes)
  .route("/", listRoutes)
  .route("/", entryRoutes)
  .route("/", blockRoutes)
  .route("/", templateRoutes)
  .route("/", ruleRoutes)
  .route("/", snoozeRoutes)
  .route("/", aggregateRoutes)
  .route("/", reviewRoutes)
  .route("/", analyticsRoutes)
  .route("/", alertRoutes)
  .route("/", attachmentRoutes)
  .route("/", backtestRoutes);
