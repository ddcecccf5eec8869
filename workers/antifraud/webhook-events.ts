import { z } from "@hono/zod-openapi";
import { fromMinor } from "#platform/money";
import { defineWebhookEvent, type WebhookEvent } from "#platform/webhook-event";
import { alertWebhookEvents } from "./alerts/webhook-events.ts";
import { blockWebhookEvents } from "./blocks/webhook-events.ts";
import { breakerWebhookEvents } from "./breakers/webhook-events.ts";
import type { EvidenceRecord } from "./evidence-record.ts";
import { type Outcome, outcomes, verdicts } from "./review/words.ts";
import { decisions, labelSources } from "./schemas.ts";
import { modelWebhookEvents } from "./watch/webhook-events.ts";

const iso = (at: number) => new Date(at).toISOString();

/** What customers can be told of. Thin: ids and results; who paid from where is read, and audited, through the API. */
export const antifraudWebhookEvents: readonly WebhookEvent[] = [
  defineWebhookEvent({
    name: "transaction.decided",
    title: {
      uz: "Toʻlov boʻyicha qaror qabul qilindi",
      ru: "Принято решение по платежу",
      en: "A payment was decided on",
    },
    description: "Once for every transaction, however often it is submitted. Reasons are codes.",
    source: "antifraud.decision_made",
    schema: z.object({
      transaction_id: z.string(),
      decision: z.enum(decisions),
      risk_score: z.int(),
      amount: z.number(),
      currency: z.string(),
      reasons: z.array(z.string()),
      ml_model_version: z.string(),
    }),
    example: {
      transaction_id: "TXN-2025-123456",
      decision: "UNDER_REVIEW",
      risk_score: 800,
      amount: 5_000_000,
      currency: "UZS",
      reasons: ["new_device", "international"],
      ml_model_version: "v1.1.0-ensemble",
    },
    read: (event) => [
      {
        key: event.transactionId,
        at: event.decidedAt,
        data: {
          transaction_id: event.transactionId,
          decision: event.decision,
          risk_score: event.riskScore,
          amount: fromMinor(event.amountMinor, event.currency),
          currency: event.currency,
          // SAFETY: decisions carry the evidence of this module.
          reasons: (event.evidence as EvidenceRecord).reasons,
          ml_model_version: event.modelVersion,
        },
      },
    ],
  }),
  defineWebhookEvent({
    name: "transaction.labelled",
    title: {
      uz: "Toʻlov firibgarlik boʻlgan-boʻlmagani maʼlum boʻldi",
      ru: "Стало известно, был ли платёж мошенническим",
      en: "It became known how a payment turned out",
    },
    description:
      "Once for every report: a chargeback, a notice, an analyst's review. The newest report of a payment counts.",
    source: "antifraud.labels_reported",
    schema: z.object({
      transaction_id: z.string(),
      source: z.enum([...labelSources, "review"]),
      source_id: z.string(),
      is_fraud: z.boolean(),
      reported_at: z.iso.datetime(),
    }),
    example: {
      transaction_id: "TXN-2025-123456",
      source: "chargeback",
      source_id: "CB-2025-0042",
      is_fraud: true,
      reported_at: "2025-12-02T09:15:00.000Z",
    },
    read: ({ reports }) =>
      reports.map(({ transactionId, source, sourceId, isFraud, reportedAt, receivedAt }) => ({
        key: `${source}|${sourceId}`,
        at: receivedAt,
        data: {
          transaction_id: transactionId,
          // SAFETY: reports are published by this module.
          source: source as (typeof labelSources)[number] | "review",
          source_id: sourceId,
          is_fraud: isFraud,
          reported_at: iso(reportedAt),
        },
      })),
  }),
  defineWebhookEvent({
    name: "transaction.reviewed",
    title: {
      uz: "Toʻlov boʻyicha yakuniy xulosa berildi",
      ru: "По платежу вынесено окончательное решение",
      en: "A payment got its final verdict",
    },
    description:
      "Once for every verdict, when it can no longer be undone. `reviewed_by` is a person, a machine, or `policy` where a passed verification approved.",
    source: "antifraud.transaction_reviewed",
    schema: z.object({
      transaction_id: z.string(),
      verdict_id: z.string(),
      decision: z.enum(verdicts),
      outcome: z.enum(outcomes),
      reviewed_by: z.string(),
      reviewed_at: z.iso.datetime(),
    }),
    example: {
      transaction_id: "TXN-2025-123456",
      verdict_id: "rev_01kb6x3m5d8qf2v7c9t1w4hjna",
      decision: "BLOCKED",
      outcome: "confirmed_fraud",
      reviewed_by: "usr_01kb6x3m5d8qf2v7c9t1w4hjnb",
      reviewed_at: "2025-11-24T15:05:00.000Z",
    },
    read: ({ transactionId, verdictId, decision, outcome, reviewedBy, reviewedAt }) => [
      {
        key: verdictId,
        at: reviewedAt,
        data: {
          transaction_id: transactionId,
          verdict_id: verdictId,
          decision,
          // SAFETY: verdicts are published by this module.
          outcome: outcome as Outcome,
          reviewed_by: reviewedBy,
          reviewed_at: iso(reviewedAt),
        },
      },
    ],
  }),
  ...blockWebhookEvents,
  ...modelWebhookEvents,
  ...breakerWebhookEvents,
  ...alertWebhookEvents,
];
