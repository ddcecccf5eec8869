import { z } from "@hono/zod-openapi";
import { networks } from "../key-schemas.ts";
import { authenticationMethods } from "./authentication-methods.ts";
import { publicKeySetSchema } from "./public-keys.ts";

const scopes = z
  .array(z.string().regex(/^[a-z]+:[a-z_]+$/, "Must read verb:object, such as write:transactions"))
  .min(1)
  .max(20);
const name = z.string().trim().min(1).max(100);
const tokenLifetime = z.int().min(60).max(900).openapi({ description: "Seconds for which an access token holds" });

export const newClientSchema = z
  .strictObject({
    name,
    scopes,
    authentication_method: z.enum(authenticationMethods).default("client_secret_basic"),
    jwks: publicKeySetSchema.optional().openapi({ description: "Public keys, for private_key_jwt" }),
    allowed_ips: networks.default([]),
    token_lifetime_seconds: tokenLifetime.default(900),
  })
  .superRefine(({ authentication_method, jwks }, context) => {
    const isAsked = authentication_method === "private_key_jwt";
    if (isAsked === (jwks !== undefined)) return;
    const message = isAsked ? "Needed for private_key_jwt" : "Only for private_key_jwt";
    context.addIssue({ code: "custom", path: ["jwks"], message });
  })
  .openapi("NewOauthClient");
export type NewClient = z.infer<typeof newClientSchema>;

export const clientUpdateSchema = z
  .strictObject({
    name,
    scopes,
    allowed_ips: networks,
    token_lifetime_seconds: tokenLifetime,
    jwks: publicKeySetSchema,
  })
  .partial()
  .refine((changes) => Object.keys(changes).length > 0, "Change something")
  .openapi("OauthClientUpdate");
export type ClientUpdate = z.infer<typeof clientUpdateSchema>;

export const clientSchema = z
  .object({
    client_id: z.string(),
    name: z.string(),
    authentication_method: z.enum(authenticationMethods),
    scopes: z.array(z.string()),
    modules: z.array(z.string()).openapi({ description: "Products of whoever named the scopes" }),
    allowed_ips: z.array(z.string()),
    token_lifetime_seconds: z.int(),
    jwks: z.object({ keys: z.array(z.record(z.string(), z.string())) }).nullable(),
    secrets: z
      .array(
        z.object({
          display: z.string().openapi({ description: "The secret's beginning and its last four characters" }),
          created_at: z.iso.datetime(),
          ends_at: z.iso.datetime().nullable(),
        }),
      )
      .openapi({ description: "Those that hold, oldest first" }),
    last_used_at: z.iso.datetime().nullable().openapi({ description: "To the minute" }),
    failed_authentications: z.int().openapi({ description: "How often somebody failed to prove to be the client" }),
    last_failed_at: z.iso.datetime().nullable(),
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
    revoked_at: z.iso.datetime().nullable(),
  })
  .openapi("OauthClient");
export type ClientView = z.infer<typeof clientSchema>;

export const issuedClientSchema = clientSchema
  .extend({
    client_secret: z
      .string()
      .optional()
      .openapi({ description: "The secret itself: shown once, never stored; none for private_key_jwt" }),
  })
  .openapi("IssuedOauthClient");

/** Parameters that stand twice arrive as a list, which none of these takes (RFC 6749, 3.2). */
const parameter = z.string("must be given once").max(16_000);
const clientParameters = {
  client_id: parameter.optional(),
  client_secret: parameter.optional(),
  client_assertion_type: parameter.optional(),
  client_assertion: parameter.optional(),
};

export const tokenRequestSchema = z
  .object({
    grant_type: parameter.min(1, "is missing").openapi({ description: "client_credentials" }),
    scope: parameter.optional().openapi({ description: "Separated by spaces; all of the client unless told" }),
    ...clientParameters,
  })
  .openapi("OauthTokenRequest");
export type TokenRequest = z.infer<typeof tokenRequestSchema>;

export const issuedTokenSchema = z
  .object({
    access_token: z.string(),
    token_type: z.literal("Bearer"),
    expires_in: z.int().openapi({ description: "Seconds" }),
    scope: z.string(),
  })
  .openapi("OauthToken");
export type IssuedToken = z.infer<typeof issuedTokenSchema>;

export const tokenInQuestionSchema = z
  .object({
    token: parameter.min(1, "is missing"),
    token_type_hint: parameter.optional().openapi({ description: "Not needed: there is one kind" }),
    ...clientParameters,
  })
  .openapi("OauthTokenInQuestion");
export type TokenInQuestion = z.infer<typeof tokenInQuestionSchema>;

export const introspectionSchema = z
  .object({
    active: z.boolean(),
    scope: z.string().optional(),
    client_id: z.string().optional(),
    token_type: z.literal("Bearer").optional(),
    exp: z.int().optional(),
    iat: z.int().optional(),
    sub: z.string().optional(),
    aud: z.string().optional(),
    iss: z.string().optional(),
    jti: z.string().optional(),
    organization_id: z.string().optional(),
  })
  .openapi("OauthIntrospection");
export type Introspection = z.infer<typeof introspectionSchema>;

export const oauthErrorSchema = z.object({ error: z.string(), error_description: z.string() }).openapi("OauthError");

export const serverMetadataSchema = z.record(z.string(), z.union([z.string(), z.array(z.string())])).openapi({
  description: "RFC 8414, 2",
});
