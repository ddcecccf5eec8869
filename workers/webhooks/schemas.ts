import { z } from "@hono/zod-openapi";
import { pageQuery } from "#platform/page";

/** Why nothing is sent to an endpoint: its owner wished so, it answered 410, or it did nothing but fail for five days. */
export const disabledReasons = ["by_owner", "gone", "failing"] as const;

export const MOST_OVERLAP_HOURS = 72;
const DEFAULT_OVERLAP_HOURS = 24;

/** The shape of an endpoint that may follow the given event types. */
export const endpointInput = (types: readonly string[]) =>
  z
    .strictObject({
      url: z.string().min(1).max(2048).openapi({ description: "https, on a host of the public Internet" }),
      description: z
        .string()
        .trim()
        .max(200)
        .regex(/^[^\p{Cc}]*$/u, "Must not hold control characters")
        .default(""),
      event_types: z.array(z.enum(types)).min(1).max(types.length).nullable().default(null).openapi({
        description: "What it is told of; everything, also what comes later, where it is null",
      }),
      enabled: z.boolean().default(true),
    })
    .openapi("WebhookEndpointInput");
export type EndpointInput = { url: string; description: string; event_types: string[] | null; enabled: boolean };

export const endpointSchema = z
  .object({
    id: z.string(),
    url: z.string(),
    description: z.string(),
    event_types: z.array(z.string()).nullable(),
    enabled: z.boolean(),
    disabled_reason: z.enum(disabledReasons).nullable(),
    disabled_at: z.iso.datetime().nullable(),
    public_keys: z
      .array(
        z.object({ public_key: z.string(), created_at: z.iso.datetime(), expires_at: z.iso.datetime().nullable() }),
      )
      .openapi({ description: "`whpk_…` of every key that signs, the newest first" }),
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
  })
  .openapi("WebhookEndpoint");
export type EndpointView = z.infer<typeof endpointSchema>;

export const issuedEndpointSchema = endpointSchema
  .extend({ secret: z.string().openapi({ description: "`whsec_…`: shown only here" }) })
  .openapi("IssuedWebhookEndpoint");

export const rotationSchema = z
  .strictObject({
    overlap_hours: z.int().min(0).max(MOST_OVERLAP_HOURS).default(DEFAULT_OVERLAP_HOURS).openapi({
      description: "How long the keys before it go on signing beside it; 0 ends them at once",
    }),
  })
  .openapi("WebhookKeyRotation");

export const deliveryStatuses = ["waiting", "sending", "succeeded", "failed", "held"] as const;
export type DeliveryStatus = (typeof deliveryStatuses)[number];

/** What came of an attempt. `interrupted`: ended by a fault of ours; the receiver may have got it. */
export const attemptOutcomes = [
  "succeeded",
  "refused",
  "address_refused",
  "name_not_found",
  "resolver_unavailable",
  "timeout",
  "connection_failed",
  "interrupted",
] as const;
export type AttemptOutcome = (typeof attemptOutcomes)[number];

export const deliverySchema = z
  .object({
    id: z.string(),
    endpoint_id: z.string(),
    message_id: z.string().openapi({ description: "`webhook-id`: the same for every attempt and every endpoint" }),
    type: z.string(),
    is_test: z.boolean(),
    status: z.enum(deliveryStatuses).openapi({
      description: "`failed`: given up; `held`: kept while the endpoint is disabled. Both can be recovered",
    }),
    attempts: z.int(),
    outcome: z.enum(attemptOutcomes).nullable(),
    response_status: z.int().nullable(),
    duration_ms: z.int().nullable(),
    next_attempt_at: z.iso.datetime().nullable(),
    created_at: z.iso.datetime(),
  })
  .openapi("WebhookDelivery");
export type DeliveryView = z.infer<typeof deliverySchema>;

const headersSchema = z.record(z.string(), z.string());

export const deliveryDetailSchema = deliverySchema
  .extend({
    body: z.string().openapi({ description: "What is sent, byte for byte" }),
    attempt_log: z.array(
      z.object({
        number: z.int(),
        at: z.iso.datetime(),
        outcome: z.enum(attemptOutcomes),
        response_status: z.int().nullable(),
        duration_ms: z.int(),
        request_headers: headersSchema,
        response_body: z.string().nullable().openapi({ description: "Its first kilobyte" }),
      }),
    ),
  })
  .openapi("WebhookDeliveryDetail");
export type DeliveryDetail = z.infer<typeof deliveryDetailSchema>;

export const deliveryQuery = pageQuery.extend({ status: z.enum(deliveryStatuses).optional() });

export const testSchema = (types: readonly string[]) => z.strictObject({ type: z.enum(types) }).openapi("WebhookTest");

export const recoverySchema = z
  .strictObject({
    since: z.iso.datetime({ offset: true }).openapi({ description: "What came before stays as it is" }),
  })
  .openapi("WebhookRecovery");

export const recoveredSchema = z.object({ recovered: z.int() }).openapi("WebhookRecovered");

export const eventTypeListSchema = z
  .object({
    data: z.array(
      z.object({
        type: z.string(),
        title: z.string(),
        description: z.string(),
        module: z.string(),
        schema: z.record(z.string(), z.unknown()).openapi({ description: "JSON Schema of the whole body" }),
        example: z.unknown(),
      }),
    ),
  })
  .openapi("WebhookEventTypes");
