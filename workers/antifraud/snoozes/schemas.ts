import { z } from "@hono/zod-openapi";
import { pageQuery } from "#platform/page";
import { label } from "../schemas.ts";

export const LONGEST_DAYS = 180;
export const snoozeStates = ["running", "expired", "ended"] as const;

export const snoozeInput = z
  .strictObject({
    user_id: label(100).optional(),
    card_fingerprint: label(100).optional(),
    until: z.iso.datetime({ offset: true }).optional().openapi({ description: "180 days from now at the latest" }),
    days: z.int().min(1).max(LONGEST_DAYS).optional(),
    comment: label(500).openapi({ description: "Why the rule is wrong about this payer" }),
  })
  .refine(({ user_id, card_fingerprint }) => (user_id === undefined) !== (card_fingerprint === undefined), {
    path: ["user_id"],
    message: "Send either user_id or card_fingerprint",
  })
  .refine(({ until, days }) => (until === undefined) !== (days === undefined), {
    path: ["until"],
    message: "Send either until or days",
  })
  .openapi("RuleSnoozeInput");
export type SnoozeInput = z.infer<typeof snoozeInput>;

export const snoozeSchema = z
  .object({
    id: z.string(),
    rule_id: z.string(),
    user_id: z.string().nullable(),
    card_fingerprint: z.string().nullable(),
    comment: z.string(),
    state: z.enum(snoozeStates),
    until: z.iso.datetime(),
    created_by: z.string(),
    created_at: z.iso.datetime(),
    ended_by: z.string().nullable(),
    ended_at: z.iso.datetime().nullable(),
  })
  .openapi("RuleSnooze");
export type SnoozeView = z.infer<typeof snoozeSchema>;

export const snoozeQuery = pageQuery.extend({ state: z.enum(snoozeStates).optional() });
