import { z } from "@hono/zod-openapi";
import { guardStrangers } from "#platform/gateway";
import { body, createRoute, createRouter, json, open, problem, requires, signedIn } from "#platform/http";
import { pageOf, pageQuery } from "#platform/page";
import { login } from "./login.ts";
import { issueApiKey, listOwnApiKeys, revokeApiKey } from "./manage-api-keys.ts";
import { organizationRoutes } from "./organizations/routes.ts";
import { changePassword } from "./passwords/change-password.ts";
import { peopleRoutes } from "./people/routes.ts";
import { register } from "./register.ts";
import {
  apiKeySchema,
  issuedApiKeySchema,
  loginSchema,
  newApiKeySchema,
  passwordChangeSchema,
  registeredSchema,
  registerSchema,
  signedInSchema,
} from "./schemas.ts";
import { clientOf, publicSessionRoutes, sessionRoutes } from "./sessions/routes.ts";

const postRegister = createRoute({
  method: "post",
  path: "/auth/register",
  operationId: "register",
  tags: ["Identity"],
  summary: "Open an organisation with its first administrator",
  ...open,
  middleware: [guardStrangers],
  request: body(registerSchema),
  responses: {
    201: json(registeredSchema, "Registered and signed in"),
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
  request: body(loginSchema),
  responses: {
    200: json(signedInSchema, "Signed in"),
    401: problem("auth.wrong_credentials"),
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
  ...requires("write:api_keys"),
  request: body(newApiKeySchema),
  responses: {
    201: json(issuedApiKeySchema, "The key; its secret is shown only here"),
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
  responses: { 200: json(pageOf(apiKeySchema), "The keys, newest first") },
});

const deleteApiKey = createRoute({
  method: "delete",
  path: "/api-keys/{key_id}",
  operationId: "revokeApiKey",
  tags: ["API keys"],
  summary: "Revoke an API key at once",
  ...requires("write:api_keys"),
  request: { params: z.object({ key_id: z.string() }) },
  responses: { 204: { description: "Revoked" }, 404: problem("auth.api_key_not_found") },
});

/** What a stranger may call. */
export const publicAuthRoutes = createRouter()
  .route("/", publicSessionRoutes)
  .openapi(postRegister, async (c) =>
    c.json(await register(c.var.platform, c.req.valid("json"), clientOf(c), c.var.requestId), 201),
  )
  .openapi(postLogin, async (c) =>
    c.json(await login(c.var.platform, c.req.valid("json"), clientOf(c), c.var.requestId), 200),
  );

/** What needs a caller. */
export const authRoutes = createRouter()
  .route("/", sessionRoutes)
  .route("/", peopleRoutes)
  .route("/", organizationRoutes)
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
    return c.json(await listOwnApiKeys(c.var.platform, c.var.caller, limit, cursor), 200);
  })
  .openapi(deleteApiKey, async (c) => {
    await revokeApiKey(c.var.platform, c.var.caller, c.req.valid("param").key_id, c.var.requestId);
    return c.body(null, 204);
  });
