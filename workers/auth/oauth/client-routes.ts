import { z } from "@hono/zod-openapi";
import { body, createRoute, createRouter, json, problem, requires } from "#platform/http";
import { pageOf, pageQuery } from "#platform/page";
import { keyRotationSchema } from "../key-schemas.ts";
import { updateClient } from "./change-client.ts";
import { listOwnClients, readClient, registerClient, revokeClient, rotateSecret } from "./manage-clients.ts";
import { clientSchema, clientUpdateSchema, issuedClientSchema, newClientSchema } from "./schemas.ts";

const tags = ["OAuth2"];
const clientId = z.object({ client_id: z.string().max(64) });
const notFound = { 404: problem("auth.oauth_client_not_found") };

const postClient = createRoute({
  method: "post",
  path: "/oauth/clients",
  operationId: "createOauthClient",
  tags,
  summary: "Register a machine that gets access tokens of its own",
  ...requires("write:api_keys", undefined, { isFresh: true }),
  request: body(newClientSchema),
  responses: {
    201: json(issuedClientSchema, "The client; its secret is shown only here"),
    403: problem("auth.oauth_scope_too_wide or auth.people_only"),
    422: problem("request.invalid"),
  },
});

const getClients = createRoute({
  method: "get",
  path: "/oauth/clients",
  operationId: "listOauthClients",
  tags,
  summary: "List the organisation's OAuth clients",
  ...requires("write:api_keys"),
  request: { query: pageQuery },
  responses: { 200: json(pageOf(clientSchema), "The clients, newest first") },
});

const getClient = createRoute({
  method: "get",
  path: "/oauth/clients/{client_id}",
  operationId: "getOauthClient",
  tags,
  summary: "Show an OAuth client",
  ...requires("write:api_keys"),
  request: { params: clientId },
  responses: { 200: json(clientSchema, "The client"), ...notFound },
});

const putClient = createRoute({
  method: "put",
  path: "/oauth/clients/{client_id}",
  operationId: "changeOauthClient",
  tags,
  summary: "Change an OAuth client",
  description:
    "What is left out stays. In effect within a second, also for tokens that the client has: they open no scope that it lost, and those got with a key that is gone open nothing.",
  ...requires("write:api_keys", undefined, { isFresh: true }),
  request: { params: clientId, ...body(clientUpdateSchema) },
  responses: {
    200: json(clientSchema, "The client as it is now"),
    403: problem("auth.oauth_scope_too_wide or auth.people_only"),
    ...notFound,
    422: problem("request.invalid"),
  },
});

const postRotation = createRoute({
  method: "post",
  path: "/oauth/clients/{client_id}/rotate-secret",
  operationId: "rotateOauthClientSecret",
  tags,
  summary: "Give an OAuth client another secret",
  description: "Tokens hold as long as the secret that they were got with; an overlap of 0 ends them within a second.",
  ...requires("write:api_keys", undefined, { isFresh: true }),
  request: { params: clientId, ...body(keyRotationSchema) },
  responses: {
    200: json(issuedClientSchema, "The client; its new secret is shown only here"),
    403: problem("auth.people_only"),
    ...notFound,
    409: problem("auth.oauth_client_without_secret"),
  },
});

const deleteClient = createRoute({
  method: "delete",
  path: "/oauth/clients/{client_id}",
  operationId: "revokeOauthClient",
  tags,
  summary: "Revoke an OAuth client and its tokens at once",
  ...requires("write:api_keys"),
  request: { params: clientId },
  responses: { 204: { description: "Revoked" }, ...notFound },
});

/** How people manage the machines of their organisation. */
export const oauthClientRoutes = createRouter()
  .openapi(postClient, async (c) =>
    c.json(await registerClient(c.var.platform, c.var.caller, c.req.valid("json"), c.var.requestId), 201),
  )
  .openapi(getClients, async (c) => {
    const { limit, cursor } = c.req.valid("query");
    return c.json(await listOwnClients(c.var.platform, c.var.caller, c.var.requestId, limit, cursor), 200);
  })
  .openapi(getClient, async (c) => {
    const { platform, caller, requestId } = c.var;
    return c.json(await readClient(platform, caller, c.req.valid("param").client_id, requestId), 200);
  })
  .openapi(putClient, async (c) => {
    const { platform, caller, requestId } = c.var;
    const { client_id } = c.req.valid("param");
    return c.json(await updateClient(platform, caller, client_id, c.req.valid("json"), requestId), 200);
  })
  .openapi(postRotation, async (c) => {
    const { platform, caller, requestId } = c.var;
    const { client_id } = c.req.valid("param");
    return c.json(await rotateSecret(platform, caller, client_id, c.req.valid("json"), requestId), 200);
  })
  .openapi(deleteClient, async (c) => {
    await revokeClient(c.var.platform, c.var.caller, c.req.valid("param").client_id, c.var.requestId);
    return c.body(null, 204);
  });
