import { z } from "@hono/zod-openapi";
import { pageOf, pageQuery } from "#platform/page";

const moment = z.iso.datetime({ offset: true }).optional();

export const auditQuery = pageQuery.extend({
  actor: z.string().max(100).optional(),
  action: z.string().max(100).optional(),
  target: z.string().max(100).optional(),
  from: moment,
  to: moment,
});
export type AuditQuery = z.infer<typeof auditQuery>;

export const exportQuery = z.object({ from: moment, to: moment });
export type ExportQuery = z.infer<typeof exportQuery>;

const placed = "null for the seconds in which it waits for its place in the chain";

export const exportedEventSchema = z
  .object({
    version: z.literal(1),
    id: z.string(),
    organization_id: z.string(),
    sequence: z
      .int()
      .nullable()
      .openapi({ description: `From 1 on; ${placed}` }),
    occurred_at: z.iso.datetime(),
    action: z.string(),
    actor: z.object({ type: z.enum(["user", "api_key", "oauth_client", "system"]), id: z.string() }),
    target: z.object({ type: z.string().nullable(), id: z.string() }),
    changes: z
      .record(z.string(), z.object({ before: z.string().nullable(), after: z.string().nullable() }))
      .openapi({ description: "By field; of secrets only that they changed, personal values in envelopes" }),
    context: z.object({
      ip_address: z.string().nullable().openapi({ description: "An envelope; opened under `opened`" }),
      request_id: z.string(),
    }),
    previous_hash: z.string().nullable(),
    hash: z.string().nullable().openapi({
      description:
        "SHA-256, in hex, over the 32 bytes of `previous_hash` and the canonical JSON (RFC 8785) of the event without `previous_hash`, `hash`, `opened` and `title`",
    }),
    opened: z.record(z.string(), z.string().nullable()).openapi({
      description: "What the envelopes hold, by their paths; null of one whose key was erased. Not part of the hash",
    }),
  })
  .openapi("AuditEvent");
export type ExportedEvent = z.infer<typeof exportedEventSchema>;

export const auditPageSchema = pageOf(
  exportedEventSchema
    .extend({ title: z.string().openapi({ description: "The action in the reader's language" }) })
    .openapi("ListedAuditEvent"),
);

const headSchema = z.object({ sequence: z.int(), hash: z.string() });

export const verificationSchema = z
  .discriminatedUnion("ok", [
    z.object({ ok: z.literal(true), checked: z.int(), head: headSchema }),
    z.object({
      ok: z.literal(false),
      checked: z.int().openapi({ description: "Events before it that hold" }),
      at: z.int().openapi({ description: "The first sequence that does not hold" }),
      why: z.enum(["missing", "repeated", "unlinked", "altered", "rewritten", "unknown"]).openapi({
        description:
          "missing: the event is gone. repeated: its sequence is there twice. unlinked: it does not follow the event before. altered: it is not what was hashed. rewritten: the chain fits, but is not the one that was kept apart. unknown: it was never placed there.",
      }),
      head: headSchema,
    }),
  ])
  .openapi("AuditVerification");
export type Verification = z.infer<typeof verificationSchema>;

export const checkpointPageSchema = pageOf(
  z
    .object({
      organization_id: z.string(),
      sequence: z.int(),
      hash: z.string(),
      time: z.iso.datetime(),
      key_id: z.string(),
      signature: z.string().openapi({
        description: "Ed25519, in base64url, over the canonical JSON (RFC 8785) of the five fields before",
      }),
      stored_at: z.iso.datetime().nullable().openapi({ description: "When it was stored apart; null until then" }),
    })
    .openapi("AuditCheckpoint"),
).extend({
  keys: z
    .array(z.object({ id: z.string(), algorithm: z.literal("Ed25519"), public_key: z.string() }))
    .openapi({ description: "Public keys, 32 bytes in base64; the one that signs now first" }),
});
