import { z } from "@hono/zod-openapi";
import { fromMinor } from "#platform/money";
import { defineWebhookEvent, type WebhookEvent } from "#platform/webhook-event";
import { alertWebhookEvents } from "./alerts/webhook-events.ts";
import type { EvidenceRecord } from "./assess-payment.ts";
import { blockedTypes } from "./blocks/schemas.ts";
import { type Outcome, outcomes, verdicts } from "./review/words.ts";
import { decisions, labelSources } from "./schemas.ts";
import { DAY } from "./signals/windows.ts";

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
  defineWebhookEvent({
    name: "antifraud.entity_blocked",
    title: {
      uz: "Karta, foydalanuvchi yoki qurilma vaqtincha bloklandi",
      ru: "Карта, пользователь или устройство временно заблокированы",
      en: "A card, user or device was blocked for a time",
    },
    description: "Once for every block. Who it is stands in the block, which is read through the API.",
    source: "antifraud.entity_blocked",
    schema: z.object({
      block_id: z.string(),
      entity_type: z.enum(blockedTypes),
      blocked_at: z.iso.datetime(),
      expires_at: z.iso.datetime().nullable(),
    }),
    example: {
      block_id: "blk_01kb6x3m5d8qf2v7c9t1w4hjna",
      entity_type: "card",
      blocked_at: "2025-11-24T15:05:00.000Z",
      expires_at: "2025-11-27T15:05:00.000Z",
    },
    read: ({ blockId, entityType, blockedAt, expiresAt }) => [
      {
        key: blockId,
        at: blockedAt,
        data: {
          block_id: blockId,
          entity_type: entityType,
          blocked_at: iso(blockedAt),
          expires_at: expiresAt === null ? null : iso(expiresAt),
        },
      },
    ],
  }),
  defineWebhookEvent({
    name: "antifraud.entity_unblocked",
    title: {
      uz: "Vaqtinchalik bloklash tugadi yoki bekor qilindi",
      ru: "Временная блокировка закончилась или снята",
      en: "A block ended or was lifted",
    },
    description: "Once for every block: when somebody lifts it, or within minutes after its time is over.",
    source: "antifraud.entity_unblocked",
    schema: z.object({
      block_id: z.string(),
      entity_type: z.enum(blockedTypes),
      cause: z.enum(["lifted", "expired"]),
      unblocked_at: z.iso.datetime(),
    }),
    example: {
      block_id: "blk_01kb6x3m5d8qf2v7c9t1w4hjna",
      entity_type: "card",
      cause: "lifted",
      unblocked_at: "2025-11-25T09:30:00.000Z",
    },
    read: ({ blockId, entityType, cause, unblockedAt }) => [
      {
        key: blockId,
        at: unblockedAt,
        data: { block_id: blockId, entity_type: entityType, cause, unblocked_at: iso(unblockedAt) },
      },
    ],
  }),
  defineWebhookEvent({
    name: "model.alert",
    title: {
      uz: "Xavf modeli boʻyicha ogohlantirish",
      ru: "Предупреждение о модели риска",
      en: "Something is wrong with a risk model, or no longer",
    },
    description: "Once when an alert is raised, and once when it is over. `day` is the UTC day whose figures say so.",
    source: "antifraud.model_alert",
    schema: z.object({
      ml_model_version: z.string(),
      kind: z.string(),
      state: z.enum(["raised", "resolved"]),
      day: z.iso.date(),
      figure: z.number(),
      threshold: z.number(),
      subject: z.string().nullable(),
    }),
    example: {
      ml_model_version: "v1.1.0-ensemble",
      kind: "feature_drift",
      state: "raised",
      day: "2025-11-24",
      figure: 0.31,
      threshold: 0.25,
      subject: "amount_usd",
    },
    read: ({ version, kind, state, raisedDay, day, figure, threshold, subject }) => [
      {
        key: [version, kind, raisedDay, state].join("|"),
        at: (day + 1) * DAY,
        data: {
          ml_model_version: version,
          kind,
          state,
          day: iso(day * DAY).slice(0, 10),
          figure,
          threshold,
          subject,
        },
      },
    ],
  }),
  defineWebhookEvent({
    name: "breaker.tripped",
    title: {
      uz: "Qoida yoki model haddan ortiq toʻlovni toʻxtatdi",
      ru: "Правило или модель блокирует слишком много платежей",
      en: "A rule or the model blocks too much",
    },
    description:
      "Once when it is stopped from blocking, so that its payments go to review, and once when somebody lets it block again. The figures are those of the trip; rates are shares from 0 to 1.",
    source: "antifraud.breaker_tripped",
    schema: z.object({
      kind: z.enum(["rule", "model"]),
      id: z.string(),
      name: z.string(),
      state: z.enum(["tripped", "reset"]),
      block_rate: z.number(),
      limit: z.number(),
      baseline_rate: z.number().nullable(),
      payments: z.int(),
      blocks: z.int(),
      window_minutes: z.int(),
      at: z.iso.datetime(),
    }),
    example: {
      kind: "rule",
      id: "rule_high_amount",
      name: "Block transactions over $10,000",
      state: "tripped",
      block_rate: 0.31,
      limit: 0.25,
      baseline_rate: 0.04,
      payments: 420,
      blocks: 130,
      window_minutes: 10,
      at: "2025-11-24T14:31:07.000Z",
    },
    read: ({ kind, ref, name, generation, state, rate, band, payments, blocks, windowMinutes, at }) => [
      {
        key: [ref, generation, state].join("|"),
        at,
        data: {
          kind,
          id: ref,
          name,
          state,
          block_rate: rate,
          limit: band.limit,
          baseline_rate: band.baselineRate,
          payments,
          blocks,
          window_minutes: windowMinutes,
          at: iso(at),
        },
      },
    ],
  }),
  ...alertWebhookEvents,
];
