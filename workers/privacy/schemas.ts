import { z } from "@hono/zod-openapi";

export const requestKinds = ["export", "erase"] as const;
export const requestStates = ["received", "running", "done", "refused"] as const;
/** Whom a caller may name; an organisation is nobody to export or erase. */
export const wireSubjects = ["person", "payer", "card"] as const;

export const subjectSchema = z
  .strictObject({
    type: z
      .enum(wireSubjects)
      .describe("A person of the platform, or whoever pays by the `user_id` or the card fingerprint of your payments"),
    id: z.string().min(1).max(128),
  })
  .openapi("PrivacySubject", { example: { type: "payer", id: "user_ali_789" } });

export const exportOrderSchema = z.strictObject({ subject: subjectSchema });
export const erasureOrderSchema = z.strictObject({
  subject: subjectSchema,
  reason: z.string().trim().min(3).max(500).describe("Why, for whoever checks later"),
});

export const requestSchema = z
  .object({
    id: z.string(),
    kind: z.enum(requestKinds),
    subject: z.object({
      type: z.enum(wireSubjects),
      id: z.string().nullable().describe("Null of a payer or card that was erased: nobody knows it any more"),
    }),
    reason: z.string().nullable(),
    state: z.enum(requestStates),
    refusal: z.string().nullable().describe("Why it was refused, as the code of a problem"),
    counts: z.record(z.string(), z.int()).describe("Records by class of data, so far"),
    kept: z
      .array(z.object({ class: z.string(), title: z.string(), why: z.string(), period: z.string() }))
      .describe("What an erasure leaves, and why"),
    requested_by: z.string(),
    created_at: z.iso.datetime(),
    finished_at: z.iso.datetime().nullable(),
    expires_at: z.iso.datetime().nullable().describe("Until when an export can be downloaded"),
  })
  .openapi("PrivacyRequest");
export type RequestView = z.infer<typeof requestSchema>;

export const keysSchema = z
  .object({
    current: z.string().describe("The id of the key that seals"),
    older: z.array(z.string()).describe("Ids of keys that only open"),
    organizations: z.int(),
    organizations_done: z.int().describe("Of how many nothing is under an older key"),
    stuck: z.int().describe("Hashed audit rows of older code, which cannot be sealed anew"),
    may_drop: z.array(z.string()).describe("Older keys that nothing needs any more"),
    may_drop_from: z.iso.datetime().nullable().describe("From when on, where everything is sealed anew"),
  })
  .openapi("SealKeys");
export type KeysView = z.infer<typeof keysSchema>;

export const retentionSchema = z
  .object({
    class: z.string(),
    title: z.string(),
    days: z.int(),
    default_days: z.int(),
    least: z.int().nullable().describe("Null where it cannot be chosen"),
    most: z.int().nullable(),
  })
  .openapi("RetentionClass");
export const retentionListSchema = z.object({ data: z.array(retentionSchema) });
export type RetentionView = z.infer<typeof retentionSchema>;

export const retentionOrderSchema = z.strictObject({
  days: z.record(z.string().max(64), z.int().min(1).max(10_000).nullable()).openapi({
    description: "Days by class; null brings the usual ones back",
    example: { payment_details: 180 },
  }),
});
