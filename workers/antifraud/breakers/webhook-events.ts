import { z } from "@hono/zod-openapi";
import { defineWebhookEvent, type WebhookEvent } from "#platform/webhook-event";

/** What is told of rules and models that block too much. */
export const breakerWebhookEvents: readonly WebhookEvent[] = [
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
          at: new Date(at).toISOString(),
        },
      },
    ],
  }),
];
