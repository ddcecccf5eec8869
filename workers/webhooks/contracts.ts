import { z } from "@hono/zod-openapi";
import { body, createRoute, json, problem, requires } from "#platform/http";
import { pageOf, pageQuery } from "#platform/page";
import {
  deliveryDetailExample,
  deliveryExample,
  endpointExample,
  inputExample,
  issuedEndpointExample,
} from "./examples.ts";
import {
  deliveryDetailSchema,
  deliveryQuery,
  deliverySchema,
  endpointInput,
  endpointSchema,
  eventTypeListSchema,
  issuedEndpointSchema,
  recoveredSchema,
  recoverySchema,
  rotationSchema,
  testSchema,
} from "./schemas.ts";

const READ = "read:webhooks";
const WRITE = "write:webhooks";
const inBoth = { in: "both" } as const;
/** Where news goes, and who can sign it, is configuration: whoever has a second factor shows it anew. */
const configures = () => requires(WRITE, undefined, { isFresh: true, ...inBoth });
const tags = ["Webhooks"];
const id = z.object({ id: z.string().max(64) });
const unknownEndpoint = { 404: problem("webhooks.endpoint_not_found") };
const unknownDelivery = { 404: problem("webhooks.delivery_not_found") };
const disabled = { 409: problem("webhooks.endpoint_disabled") };
const unavailable = { 503: problem("webhooks.unavailable") };

/** The contract of every route, for the types of news that there are. */
export function contractsOf(types: readonly string[]) {
  const input = endpointInput(types);
  return {
    getEventTypes: createRoute({
      method: "get",
      path: "/webhooks/event-types",
      operationId: "listWebhookEventTypes",
      tags,
      summary: "List what can be followed, with the JSON Schema and an example of each",
      ...requires(READ, undefined, inBoth),
      responses: { 200: json(eventTypeListSchema, "The types") },
    }),
    postEndpoint: createRoute({
      method: "post",
      path: "/webhooks/endpoints",
      operationId: "createWebhookEndpoint",
      tags,
      summary: "Add an endpoint that is told what happens",
      description:
        "Messages follow Standard Webhooks: `webhook-id`, `webhook-timestamp`, `webhook-signature` with `v1` and `v1a`. A status of 200 to 299 is a success; anything else is tried again over 75 hours. At most 20 endpoints.",
      ...configures(),
      request: body(input, inputExample),
      responses: {
        201: json(issuedEndpointSchema, "The endpoint; its secret is shown only here", issuedEndpointExample),
        409: problem("webhooks.too_many_endpoints"),
        422: problem("request.invalid"),
      },
    }),
    getEndpoints: createRoute({
      method: "get",
      path: "/webhooks/endpoints",
      operationId: "listWebhookEndpoints",
      tags,
      summary: "List the organisation's endpoints",
      ...requires(READ, undefined, inBoth),
      request: { query: pageQuery },
      responses: {
        200: json(pageOf(endpointSchema), "The endpoints, newest first", {
          data: [endpointExample],
          next_cursor: null,
        }),
      },
    }),
    getEndpoint: createRoute({
      method: "get",
      path: "/webhooks/endpoints/{id}",
      operationId: "readWebhookEndpoint",
      tags,
      summary: "Read an endpoint",
      ...requires(READ, undefined, inBoth),
      request: { params: id },
      responses: {
        200: json(endpointSchema, "The endpoint; `ETag` names its revision", endpointExample),
        ...unknownEndpoint,
      },
    }),
    putEndpoint: createRoute({
      method: "put",
      path: "/webhooks/endpoints/{id}",
      operationId: "replaceWebhookEndpoint",
      tags,
      summary: "Replace an endpoint's description, or enable it again",
      description: "With `If-Match`, only the revision that it names is replaced.",
      ...configures(),
      request: { params: id, ...body(input, inputExample) },
      responses: {
        200: json(endpointSchema, "The endpoint", endpointExample),
        ...unknownEndpoint,
        412: problem("webhooks.endpoint_changed"),
        422: problem("request.invalid"),
      },
    }),
    deleteEndpoint: createRoute({
      method: "delete",
      path: "/webhooks/endpoints/{id}",
      operationId: "deleteWebhookEndpoint",
      tags,
      summary: "Delete an endpoint with its deliveries",
      ...configures(),
      request: { params: id },
      responses: { 204: { description: "Deleted" }, ...unknownEndpoint },
    }),
    rotateSecret: createRoute({
      method: "post",
      path: "/webhooks/endpoints/{id}/rotate-secret",
      operationId: "rotateWebhookSecret",
      tags,
      summary: "Give an endpoint new keys",
      description: "Until the overlap is over, every message carries the signatures of the new and the old keys.",
      ...configures(),
      request: { params: id, ...body(rotationSchema, { overlap_hours: 24 }) },
      responses: {
        200: json(issuedEndpointSchema, "The endpoint; its new secret is shown only here", issuedEndpointExample),
        ...unknownEndpoint,
        412: problem("webhooks.endpoint_changed"),
      },
    }),
    testEndpoint: createRoute({
      method: "post",
      path: "/webhooks/endpoints/{id}/test",
      operationId: "testWebhookEndpoint",
      tags,
      summary: "Send an endpoint the example of a type",
      ...requires(WRITE, undefined, inBoth),
      request: { params: id, ...body(testSchema(types)) },
      responses: {
        202: json(deliverySchema, "Its delivery", deliveryExample),
        ...unknownEndpoint,
        ...disabled,
        ...unavailable,
      },
    }),
    getDeliveries: createRoute({
      method: "get",
      path: "/webhooks/endpoints/{id}/deliveries",
      operationId: "listWebhookDeliveries",
      tags,
      summary: "List an endpoint's deliveries",
      ...requires(READ, undefined, inBoth),
      request: { params: id, query: deliveryQuery },
      responses: {
        200: json(pageOf(deliverySchema), "The deliveries, newest first", {
          data: [deliveryExample],
          next_cursor: null,
        }),
        ...unknownEndpoint,
        ...unavailable,
      },
    }),
    getDelivery: createRoute({
      method: "get",
      path: "/webhooks/deliveries/{id}",
      operationId: "readWebhookDelivery",
      tags,
      summary: "Read a delivery with every attempt at it",
      ...requires(READ, undefined, inBoth),
      request: { params: id },
      responses: {
        200: json(deliveryDetailSchema, "The delivery", deliveryDetailExample),
        ...unknownDelivery,
        ...unavailable,
      },
    }),
    replay: createRoute({
      method: "post",
      path: "/webhooks/deliveries/{id}/replay",
      operationId: "replayWebhookDelivery",
      tags,
      summary: "Send a delivery again, under the same `webhook-id`",
      ...requires(WRITE, undefined, inBoth),
      request: { params: id },
      responses: {
        202: json(deliverySchema, "The delivery", deliveryExample),
        ...unknownDelivery,
        ...disabled,
        ...unavailable,
      },
    }),
    recover: createRoute({
      method: "post",
      path: "/webhooks/endpoints/{id}/recover",
      operationId: "recoverWebhookDeliveries",
      tags,
      summary: "Send again everything that was given up or held since a moment",
      ...requires(WRITE, undefined, inBoth),
      request: { params: id, ...body(recoverySchema, { since: "2025-11-24T00:00:00Z" }) },
      responses: {
        202: json(recoveredSchema, "How many deliveries that are", { recovered: 3 }),
        ...unknownEndpoint,
        ...disabled,
        ...unavailable,
      },
    }),
  };
}
