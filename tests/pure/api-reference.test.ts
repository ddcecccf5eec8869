import { type RouteConfig, z } from "@hono/zod-openapi";
import { describe, expect, it } from "vitest";
import { app } from "../../workers/app.ts";
import { closeCodes, FEED_PROTOCOL } from "../../workers/dashboard/live-feed.ts";
import { apiDescription } from "../../workers/describe-api.ts";

const routes = app.openAPIRegistry.definitions.flatMap((definition) =>
  definition.type === "route" ? [definition.route] : [],
);
type Content = NonNullable<NonNullable<RouteConfig["request"]>["body"]>["content"];
const partOf = (of: string, content: Content | undefined) => {
  const json = content?.["application/json"];
  return json && "schema" in json && json.schema instanceof z.ZodType
    ? [{ of, schema: json.schema, example: json.example }]
    : [];
};
/** The JSON that a route is sent and answers. */
const partsOf = ({ operationId = "", request, responses }: RouteConfig) => [
  ...partOf(`what ${operationId} is sent`, request?.body?.content),
  ...Object.entries(responses).flatMap(([status, answer]) =>
    partOf(`what ${operationId} answers with ${status}`, "content" in answer ? answer.content : undefined),
  ),
];

/** What whoever integrates calls. */
const integrators = [
  "submitTransaction",
  "listTransactions",
  "readTransaction",
  "overrideDecision",
  "listReviews",
  "recordReview",
  "recordVerification",
  "reportLabels",
  "createApiKey",
  "listApiKeys",
  "rotateApiKey",
  "createWebhookEndpoint",
  "listWebhookEndpoints",
  "listWebhookDeliveries",
  "register",
  "login",
  "refreshToken",
  "readTestClock",
  "stopTestClock",
  "listRecordedMessages",
];

describe("the examples of the reference", () => {
  const given = routes.flatMap(partsOf).filter(({ example }) => example !== undefined);

  it.each(given)("$of is what its schema takes, with no field that it does not know", ({ schema, example }) => {
    expect(schema.parse(example)).toMatchObject(example);
  });

  it.each(integrators)("are there for %s, of the body and of the answer", (operationId) => {
    const route = routes.find((one) => one.operationId === operationId);
    const parts = route ? partsOf(route) : [];
    expect(parts.length).toBeGreaterThan(0);
    for (const { of, example } of parts) expect(example, of).toBeDefined();
  });
});

const document = app.getOpenAPI31Document(apiDescription);
const described = JSON.parse(JSON.stringify(document));

it.each(["Transaction", "TransactionMetadata", "Decision"])("every field of %s says what it means", (name) => {
  const properties: Record<string, { description?: string; $ref?: string }> =
    described.components.schemas[name].properties;
  const silent = Object.entries(properties).filter(([, { description, $ref }]) => !description && !$ref);
  expect(silent.map(([field]) => field)).toEqual([]);
});

it("every tag is described, that of payments first", () => {
  const names = apiDescription.tags.map(({ name }) => name);
  expect(names[0]).toBe("Anti-Fraud");
  expect([...new Set(routes.flatMap(({ tags = [] }) => tags))].sort()).toEqual([...names].sort());
});

it("the live feed stands there, with its handshake, its messages and why it closes", () => {
  const feed = document.paths?.["/api/dashboard/live-feed"]?.get;
  expect(Object.keys(feed?.responses ?? {})).toEqual(["101", "401", "403", "503"]);
  for (const word of [FEED_PROTOCOL, "ack <event_id>", "ping", ...Object.values(closeCodes).map(String)])
    expect(feed?.description).toContain(word);
  expect(JSON.stringify(feed?.responses?.["101"])).toContain("event_id");
});
