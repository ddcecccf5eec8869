import type { z } from "@hono/zod-openapi";
import type { DeliveryDetail, DeliveryView, EndpointInput, EndpointView, issuedEndpointSchema } from "./schemas.ts";

/** What the reference shows of an endpoint and what it is sent. */
export const inputExample: EndpointInput = {
  url: "https://hooks.bank.uz/ai-foundry",
  description: "Payment gateway",
  event_types: null,
  enabled: true,
};

export const endpointExample: EndpointView = {
  id: "whe_01kb0s1m5n7p9q1r3s5t7v9w1x",
  ...inputExample,
  disabled_reason: null,
  disabled_at: null,
  public_keys: [
    {
      public_key: "whpk_MCowBQYDK2VwAyEAX1cZ2m8nT4vQ7rB0kLhF3yUeWdJ6sPaGxNoCiRtVb5E",
      created_at: "2025-11-20T08:10:00.000Z",
      expires_at: null,
    },
  ],
  created_at: "2025-11-20T08:10:00.000Z",
  updated_at: "2025-11-20T08:10:00.000Z",
};

export const issuedEndpointExample: z.input<typeof issuedEndpointSchema> = {
  ...endpointExample,
  secret: "whsec_dGhlIHNlY3JldCBpdHNlbGYgaXMgc2hvd24gaGVyZSBvbmNl",
};

export const deliveryExample: DeliveryView = {
  id: "whd_01kb0t1m5n7p9q1r3s5t7v9w1x",
  endpoint_id: endpointExample.id,
  message_id: "msg_01kb0t0k4m6n8p0q2r4s6t8v0w",
  type: "transaction.decided",
  is_test: false,
  status: "succeeded",
  attempts: 1,
  outcome: "succeeded",
  response_status: 200,
  duration_ms: 84,
  next_attempt_at: null,
  created_at: "2025-11-24T14:30:02.000Z",
};

export const deliveryDetailExample: DeliveryDetail = {
  ...deliveryExample,
  body: '{"type":"transaction.decided","timestamp":"2025-11-24T14:30:01.204Z","data":{"transaction_id":"TXN_2025_123456","decision":"UNDER_REVIEW"}}',
  attempt_log: [
    {
      number: 1,
      at: "2025-11-24T14:30:02.100Z",
      outcome: "succeeded",
      response_status: 200,
      duration_ms: 84,
      request_headers: { "webhook-id": "msg_01kb0t0k4m6n8p0q2r4s6t8v0w", "webhook-timestamp": "1763994602" },
      response_body: "ok",
    },
  ],
};
