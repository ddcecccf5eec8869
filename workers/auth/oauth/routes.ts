import { OpenAPIHono, type z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { except } from "hono/combine";
import { createMiddleware } from "hono/factory";
import { guardCallers, guardStrangers, limitBody } from "#platform/gateway";
import { createRoute, type Http, json, open, requires } from "#platform/http";
import { authenticate } from "../authenticate.ts";
import { limitCallers } from "../limits/limit-callers.ts";
import { authenticateClient } from "./authenticate-client.ts";
import { introspectToken } from "./introspect-token.ts";
import { issueToken } from "./issue-token.ts";
import { describeServer } from "./metadata.ts";
import { answerOAuthFailure, invalidRequest } from "./protocol-error.ts";
import { revokeToken } from "./revoke-token.ts";
import {
  introspectionSchema,
  issuedTokenSchema,
  oauthErrorSchema,
  serverMetadataSchema,
  type TokenInQuestion,
  tokenInQuestionSchema,
  tokenRequestSchema,
} from "./schemas.ts";

const tags = ["OAuth2"];

/** A route whose caller is an OAuth client, which proves itself in the request (RFC 6749, 2.3), not by a token. */
const byClient = { security: [{ client: [] }], "x-required-permission": "oauth-client" };

/** What a bearer needs to ask about tokens of their organisation; no answer is ever given again, since tokens end. */
const asksAboutTokens = requires("read:oauth_tokens", undefined, { repeatsBy: "token" });

const isBearer = (c: Context) => /^bearer /i.test(c.req.header("authorization") ?? "");
const isClient = (c: Context) => !isBearer(c);

/** Who comes with a token to ask about another is a caller like any; who comes as a client is a stranger until proved. */
const recogniseAsker = [
  except(isBearer, guardStrangers),
  except(isClient, authenticate, guardCallers, limitCallers, ...asksAboutTokens.middleware),
];

const requireForm = createMiddleware<Http>(async (c, next) => {
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(c.req.header("content-type") ?? ""))
    throw invalidRequest("Send the request as application/x-www-form-urlencoded");
  await next();
});

const form = <T extends z.ZodType>(schema: T) =>
  ({ body: { required: true, content: { "application/x-www-form-urlencoded": { schema } } } }) as const;
const refusal = (description: string) => json(oauthErrorSchema, description);
const refusals = {
  400: refusal("invalid_request, or unauthorized_client where it may not ask from this address"),
  401: refusal("invalid_client"),
  429: refusal("temporarily_unavailable, after many failures from one address"),
};

const postToken = createRoute({
  method: "post",
  path: "/oauth/token",
  operationId: "issueOauthToken",
  tags,
  summary: "Get an access token as a machine",
  description:
    "RFC 6749, 4.4. A client proves itself in the one way that it registered for: client_secret_basic, client_secret_post or private_key_jwt (RFC 7523), whose assertions are used once.",
  ...byClient,
  middleware: [limitBody, guardStrangers, requireForm],
  request: form(tokenRequestSchema),
  responses: {
    200: json(issuedTokenSchema, "The token"),
    ...refusals,
    400: refusal("invalid_request, invalid_scope, unsupported_grant_type or unauthorized_client"),
  },
});

const postRevoke = createRoute({
  method: "post",
  path: "/oauth/revoke",
  operationId: "revokeOauthToken",
  tags,
  summary: "End one of a machine's own tokens",
  description: "RFC 7009. In effect within a second. 200 also for what is no token of the client.",
  ...byClient,
  middleware: [limitBody, guardStrangers, requireForm],
  request: form(tokenInQuestionSchema),
  responses: { 200: { description: "It opens nothing any more" }, ...refusals },
});

const postIntrospect = createRoute({
  method: "post",
  path: "/oauth/introspect",
  operationId: "introspectOauthToken",
  tags,
  summary: "Ask what a machine's token opens",
  description:
    "RFC 7662. For a client of the organisation whose token it is, or a bearer of it that has read:oauth_tokens. Of a token that is unknown, foreign, over or revoked nothing is told but that.",
  ...byClient,
  security: [...byClient.security, ...asksAboutTokens.security],
  middleware: [limitBody, ...recogniseAsker, requireForm],
  request: form(tokenInQuestionSchema),
  responses: {
    200: json(introspectionSchema, "What it opens now"),
    ...refusals,
    401: refusal("invalid_client, or invalid_token of a bearer"),
    403: refusal("insufficient_scope of a bearer"),
  },
});

const getMetadata = createRoute({
  method: "get",
  path: "/.well-known/oauth-authorization-server",
  operationId: "describeOauthServer",
  tags,
  summary: "What a machine has to know to get tokens",
  description: "RFC 8414.",
  ...open,
  responses: { 200: json(serverMetadataSchema, "Endpoints and what they take") },
});

/** The organisation of a bearer, who shows nothing else beside. */
function callerOf(c: Context<Http>, { client_secret, client_assertion }: TokenInQuestion): string {
  if (client_secret || client_assertion) throw invalidRequest("Use one way of authentication, not several");
  return c.var.caller.organizationId;
}

/** The organisation of a client. */
async function clientOf(c: Context<Http>, input: TokenInQuestion): Promise<string> {
  return (await authenticateClient(c.var.platform, c.req.header("authorization"), input)).client.organizationId;
}

/** What standards put at the root. Refusals are those of OAuth, not problem documents. */
export const oauthRoutes = new OpenAPIHono<Http>({
  defaultHook: (result) => {
    if (result.success) return;
    const [issue] = result.error.issues;
    throw invalidRequest(`${issue?.path.join(".")} ${issue?.message}`);
  },
});
oauthRoutes.onError(answerOAuthFailure);
oauthRoutes
  .openapi(postToken, async (c) => {
    const token = await issueToken(c.var.platform, c.req.header("authorization"), c.req.valid("form"));
    return c.json(token, 200, { pragma: "no-cache" });
  })
  .openapi(postRevoke, async (c) => {
    const authorization = c.req.header("authorization");
    await revokeToken(c.var.platform, authorization, c.req.valid("form"), c.var.requestId);
    return c.body(null, 200);
  })
  .openapi(postIntrospect, async (c) => {
    const { platform } = c.var;
    const input = c.req.valid("form");
    const organizationId = isBearer(c) ? callerOf(c, input) : await clientOf(c, input);
    return c.json(await introspectToken(platform, organizationId, input.token), 200);
  })
  .openapi(getMetadata, (c) => c.json(describeServer(c.env), 200));
