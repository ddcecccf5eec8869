import { z } from "@hono/zod-openapi";
import { defineWebhookEvent, type WebhookEvent } from "#platform/webhook-event";
import { blockedTypes } from "./schemas.ts";

const iso = (at: number) => new Date(at).toISOString();

/** What is told of blocks. Who it is stands in the block. */
export const blockWebhookEvents: readonly WebhookEvent[] = [
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
];
