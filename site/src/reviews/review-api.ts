import { type Call, callApi, type Outcome } from "../api.ts";
import type { BatchResult, Language, ReviewDetail, TransactionDetail } from "../api-types.ts";
import { transactionApi } from "../transaction/paths.ts";

export type Verdict = "APPROVED" | "BLOCKED";

const command = (language: Language, body?: unknown, method: Call["method"] = "POST"): Call => ({
  method,
  body,
  language,
  // Each press is one command, however often the network makes it be sent.
  idempotencyKey: crypto.randomUUID(),
});

/** Keeps others out for a quarter of an hour; the same again renews it. */
export const claim = (language: Language, id: string): Promise<Outcome<ReviewDetail>> =>
  callApi(`${transactionApi(id)}/review`, command(language));

/** Gives it back to the queue. */
export const release = (language: Language, id: string): Promise<Outcome<ReviewDetail>> =>
  callApi(`${transactionApi(id)}/review/release`, command(language));

export const decide = (language: Language, id: string, decision: Verdict, reason: string) =>
  callApi<TransactionDetail>(`${transactionApi(id)}/decision`, command(language, { decision, reason }, "PUT"));

export const undo = (language: Language, id: string): Promise<Outcome<ReviewDetail>> =>
  callApi(`${transactionApi(id)}/review/undo`, command(language));

export const escalate = (language: Language, id: string, reason: string): Promise<Outcome<ReviewDetail>> =>
  callApi(`${transactionApi(id)}/review/escalate`, command(language, { reason }));

export const note = (language: Language, id: string, text: string): Promise<Outcome<ReviewDetail>> =>
  callApi(`${transactionApi(id)}/review/notes`, command(language, { note: text }));

type Batch = { action: "approve" | "block"; comment: string } | { action: "assign"; assignee: string };

export const batch = (language: Language, transaction_ids: string[], what: Batch) =>
  callApi<{ results: BatchResult[] }>("/api/antifraud/reviews/batch", command(language, { ...what, transaction_ids }));
