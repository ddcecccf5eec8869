import { z } from "@hono/zod-openapi";
import { pageQuery } from "#platform/page";
import { REGULATOR_HOURS, reason, reference } from "../lists/schemas.ts";

/** Who may be blocked for a time. */
export const blockedTypes = ["card", "user", "device"] as const;
export type BlockedType = (typeof blockedTypes)[number];

const MOST_HOURS = 24 * 366;

export const blockInput = z
  .strictObject({
    entity_type: z.enum(blockedTypes).openapi({
      description: "`card` by `metadata.card_fingerprint`, `user` by `user_id`, `device` by `device_id`",
    }),
    entity_id: z.string().trim().min(1).max(200),
    reason,
    reference: reference.optional(),
    hours: z.int().min(1).max(MOST_HOURS).optional().openapi({ description: "How long it holds from now on" }),
    expires_at: z.iso
      .datetime({ offset: true })
      .optional()
      .openapi({
        description: `Until when it holds; ${REGULATOR_HOURS} hours, where neither is said`,
      }),
  })
  .refine(({ hours, expires_at }) => hours === undefined || expires_at === undefined, {
    path: ["hours"],
    message: "Send hours or expires_at, not both",
  })
  .openapi("EntityBlockInput");
export type BlockInput = z.infer<typeof blockInput>;

export const blockSchema = z
  .object({
    block_id: z.string(),
    entity_type: z.enum(blockedTypes),
    entity_id: z.string().nullable().openapi({ description: "null where whom it is about was erased" }),
    reason: z.string().nullable(),
    reference: z.string().nullable(),
    status: z.enum(["active", "expired", "lifted"]),
    created_by: z.string(),
    created_at: z.iso.datetime(),
    expires_at: z.iso.datetime().nullable(),
    lifted_by: z.string().nullable(),
    lifted_at: z.iso.datetime().nullable(),
  })
  .openapi("EntityBlock");
export type BlockView = z.infer<typeof blockSchema>;

export const blockQuery = pageQuery.extend({
  status: z.enum(["active", "over", "all"]).default("active"),
  entity_type: z.enum(blockedTypes).optional(),
  entity_id: z.string().max(200).optional().openapi({ description: "Needs entity_type" }),
});
export type BlockQuery = z.infer<typeof blockQuery>;
