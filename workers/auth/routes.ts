import { z } from "@hono/zod-openapi";
import { guardStrangers } from "#platform/gateway";
import { body, createRoute, createRouter, json, open, problem, requires, signedIn } from "#platform/http";
import { pageOf, pageQuery } from "#platform/page";
import { auditRoutes } from "./audit/routes.ts";
import {
  issuedKeyExample,
  keyExample,
  loginExample,
  newKeyExample,
  registerExample,
  registeredExample,
  signedInExample,
} from "./examples.ts";
import {
  apiKeySchema,
  issuedApiKeySchema,
  keyNetworksSchema,
  keyRotationSchema,
  newApiKeySchema,
} from "./key-schemas.ts";
import { login } from "./login.ts";
import { mailedRoutes, publicMailedRoutes } from "./mailed/routes.ts";
import { allowIps, issueApiKey, listOwnApiKeys, revokeApiKey, rotateApiKey } from "./manage-api-keys.ts";
import { oauthClientRoutes } from "./oauth/client-routes.ts";
import { allowlistRoutes } from "./organizations/ip-allowlist-routes.ts";
import { organizationRoutes } from "./organizations/routes.ts";
import { changePassword } from "./passwords/change-password.ts";
import { platformPeopleRoutes } from "./people/platform-routes.ts";
import { peopleRoutes } from "./people/routes.ts";
import { register } from "./register.ts";
import { requestRoutes } from "./requests/routes.ts";
import { sandboxRoutes } from "./sandbox/routes.ts";
import { loginSchema, passwordChangeSchema, registeredSchema, registerSchema, signedInSchema } from "./schemas.ts";
import { factorRoutes, publicFactorRoutes } from "./second-factor/routes.ts";
import { factorAskedSchema } from "./second-factor/schemas.ts";
import { clientOf } from "./sessions/client.ts";
import { cookieRegisteredSchema, cookieSignedInSchema } from "./sessions/cookie-schemas.ts";
import { enter } from "./sessions/enter.ts";
import { publicSessionRoutes, sessionRoutes } from "./sessions/routes.ts";
import { sessionMode } from "./sessions/session-cookies.ts";
import { viewRoutes } from "./views/routes.ts";

const postRegister = createRoute({
  method: "post",
  path: "/auth/register",
  operationId: "register",
  tags: ["Identity"],
  summary: "Open an organisation with its first administrator",
  ...open,
  middleware: [guardStrangers],
  request: { ...body(registerSchema, registerExample), ...sessionMode },
  responses: {
    201: json(z.union([registeredSchema, cookieRegisteredSchema]), "Registered and signed in", registeredExample),
    409: problem("auth.email_taken"),
    422: problem("request.invalid or auth.password_refused"),
  },
});

const postLogin = createRoute({
  method: "post",
  path: "/auth/login",
  operationId: "login",
  tags: ["Identity"],
  summary: "Sign in with e-mail and password",
  ...open,
  middleware: [guardStrangers],
  request: { ...body(loginSchema, loginExample), ...sessionMode },
  responses: {
    200: json(
      z.union([signedInSchema, cookieSignedInSchema, factorAskedSchema]),
      "Signed in, or asked for the second factor",
      signedInExample,
    ),
    401: problem("auth.wrong_credentials"),
    403: problem("auth.person_suspended"),
    429: problem("auth.too_many_attempts"),
  },
});

const putPassword = createRoute({
  method: "put",
  path: "/auth/password",
  operationId: "changePassword",
  tags: ["Identity"],
  summary: "Change one's password and end one's other sessions",
  ...signedIn,
  request: body(passwordChangeSchema),
  responses: {
    204: { description: "Changed" },
    403: problem("auth.wrong_password or auth.people_only"),
    422: problem("auth.password_refused"),
    429: problem("auth.too_many_attempts"),
  },
});

const postApiKey = createRoute({
  method: "post",
  path: "/api-keys",
  operationId: "createApiKey",
  tags: ["API keys"],
  summary: "Issue an API key",
  ...requires("write:api_keys", undefined, { isFresh: true }),
  request: body(newApiKeySchema, newKeyExample),
  responses: {
    201: json(issuedApiKeySchema, "The key; its secret is shown only here", issuedKeyExample),
    403: problem("auth.scope_too_wide"),
  },
});

const getApiKeys = createRoute({
  method: "get",
  path: "/api-keys",
  operationId: "listApiKeys",
  tags: ["API keys"],
  summary: "List the organisation's API keys",
  ...requires("write:api_keys"),
  request: { query: pageQuery },
  responses: { 200: json(pageOf(apiKeySchema), "The keys, newest first", { data: [keyExample], next_cursor: null }) },
});

const keyId = z.object({ key_id: z.string().max(64) });

const postRotation = createRoute({
  method: "post",
  path: "/api-keys/{key_id}/rotate",
  operationId: "rotateApiKey",
  tags: ["API keys"],
  summary: "Give an API key another secret",
  ...requires("write:api_keys", undefined, { isFresh: true }),
  request: { params: keyId, ...body(keyRotationSchema, { overlap_hours: 24 }) },
  responses: {
    200: json(issuedApiKeySchema, "The key; its new secret is shown only here", issuedKeyExample),
    404: problem("auth.api_key_not_found"),
  },
});

const putNetworks = createRoute({
  method: "put",
  path: "/api-keys/{key_id}/networks",
  operationId: "changeKeyNetworks",
  tags: ["API keys"],
  summary: "Say from where an API key may be used",
  description: "In effect within a second.",
  ...requires("write:api_keys", undefined, { isFresh: true }),
  request: { params: keyId, ...body(keyNetworksSchema, { allowed_ips: ["203.0.113.0/24"] }) },
  responses: { 200: json(apiKeySchema, "The key as it is now", keyExample), 404: problem("auth.api_key_not_found") },
});

const deleteApiKey = createRoute({
  method: "delete",
  path: "/api-keys/{key_id}",
  operationId: "revokeApiKey",
  tags: ["API keys"],
  summary: "Revoke an API key at once",
  ...requires("write:api_keys"),
  request: { params: keyId },
  responses: { 204: { description: "Revoked" }, 404: problem("auth.api_key_not_found") },
});

/** What a stranger may call. */
export const publicAuthRoutes = createRouter()
  .route("/", publicSessionRoutes)
  .route("/", publicFactorRoutes)
  .route("/", publicMailedRoutes)
  .openapi(postRegister, async (c) =>
    c.json(enter(c, await register(c.var.platform, c.req.valid("json"), clientOf(c), c.var.requestId)), 201),
  )
  .openapi(postLogin, async (c) => {
    const answer = await login(c.var.platform, c.req.valid("json"), clientOf(c), c.var.requestId);
    return c.json("mfa_required" in answer ? answer : enter(c, answer), 200);
  });

/** What needs a caller. */
export const authRoutes = createRouter()
  .route("/", sessionRoutes)
  .route("/", factorRoutes)
  .route("/", mailedRoutes)
  .route("/", peopleRoutes)
  .route("/", platformPeopleRoutes)
  .route("/", viewRoutes)
  .route("/", organizationRoutes)
  .route("/", oauthClientRoutes)
  .route("/", allowlistRoutes)
  .openapi(putPassword, async (c) => {
    const { platform, caller, requestId } = c.var;
    await changePassword(platform, caller, c.req.valid("json"), clientOf(c).ipAddress, requestId);
    return c.body(null, 204);
  })
  .openapi(postApiKey, async (c) =>
    c.json(await issueApiKey(c.var.platform, c.var.caller, c.req.valid("json"), c.var.requestId), 201),
  )
  .openapi(getApiKeys, async (c) => {
    const { limit, cursor } = c.req.valid("query");
    return c.json(await listOwnApiKeys(c.var.platform, c.var.caller, c.var.requestId, limit, cursor), 200);
  })
  .openapi(postRotation, async (c) => {
    const { platform, caller, requestId } = c.var;
    const { key_id } = c.req.valid("param");
    return c.json(await rotateApiKey(platform, caller, key_id, c.req.valid("json"), requestId), 200);
  })
  .openapi(putNetworks, async (c) => {
    const { platform, caller, requestId } = c.var;
    const { key_id } = c.req.valid("param");
    return c.json(await allowIps(platform, caller, key_id, c.req.valid("json").allowed_ips, requestId), 200);
  })
  .openapi(deleteApiKey, async (c) => {
    await revokeApiKey(c.var.platform, c.var.caller, c.req.valid("param").key_id, c.var.requestId);
    return c.body(null, 204);
  })
  .route("/", sandboxRoutes)
  .route("/", requestRoutes)
  .route("/", auditRoutes);
