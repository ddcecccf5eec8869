import { z } from "@hono/zod-openapi";
import { isNetwork } from "#platform/networks";
import { modes } from "#platform/sandbox";

export const networks = z
  .array(z.string().max(50).refine(isNetwork, "Must be an address or a network such as 10.0.0.0/8"))
  .max(50)
  .openapi({ description: "Networks from which it may be used; none means from anywhere" });

export const newApiKeySchema = z
  .strictObject({
    name: z.string().trim().min(1).max(100).openapi({ description: "For people, to tell keys apart" }),
    mode: z.enum(modes).default("live").openapi({
      description: "`test` for a key of the sandbox, which reaches nothing live; it stays as it is",
    }),
    scopes: z
      .array(z.string().regex(/^[a-z]+:[a-z_]+$/, "Must read verb:object, such as write:transactions"))
      .min(1)
      .max(20)
      .openapi({ description: "What it may do, at most what you may yourself" }),
    expires_in_days: z.int().min(1).max(365).default(365),
    allowed_ips: networks.default([]),
  })
  .openapi("NewApiKey");

export const keyNetworksSchema = z.strictObject({ allowed_ips: networks }).openapi("KeyNetworks");

export const keyRotationSchema = z
  .strictObject({
    overlap_hours: z.number().min(0).max(168).default(24).openapi({
      description: "For how long the secret before opens as much; 0 where it leaked",
    }),
  })
  .openapi("KeyRotation");

export const apiKeySchema = z
  .object({
    id: z.string(),
    name: z.string(),
    mode: z.enum(modes),
    display: z.string().openapi({ description: "The key's beginning and its last four characters" }),
    scopes: z.array(z.string()),
    allowed_ips: z.array(z.string()),
    last_used_at: z.iso.datetime().nullable().openapi({ description: "To the minute" }),
    created_at: z.iso.datetime(),
    expires_at: z.iso.datetime(),
    revoked_at: z.iso.datetime().nullable(),
  })
  .openapi("ApiKey");
export type ApiKey = z.infer<typeof apiKeySchema>;

export const issuedApiKeySchema = apiKeySchema
  .extend({ key: z.string().openapi({ description: "The secret itself: shown once, never stored" }) })
  .openapi("IssuedApiKey");
