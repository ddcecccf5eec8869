import { z } from "@hono/zod-openapi";
import { defineWebhookEvent, type WebhookEvent } from "#platform/webhook-event";
import { DAY } from "../signals/windows.ts";

/** What is told of models that decide. */
export const modelWebhookEvents: readonly WebhookEvent[] = [
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
          day: new Date(day * DAY).toISOString().slice(0, 10),
          figure,
          threshold,
          subject,
        },
      },
    ],
  }),
];
