import { profileSchema, registeredSchema, tokensSchema } from "../schemas.ts";

/** What a browser sees of a sign-in whose tokens are in cookies. */
export const cookieTokensSchema = tokensSchema
  .omit({ access_token: true, refresh_token: true, token_type: true })
  .openapi("TokensByCookie");

export const cookieSignedInSchema = cookieTokensSchema.extend({ user: profileSchema }).openapi("SignedInByCookie");

export const cookieRegisteredSchema = registeredSchema
  .omit({ access_token: true, refresh_token: true })
  .openapi("RegisteredByCookie");
