import type { Platform } from "#platform/platform";
import { issueMachineToken } from "./access-token.ts";
import { authenticateClient } from "./authenticate-client.ts";
import { OAuthError } from "./protocol-error.ts";
import type { IssuedToken, TokenRequest } from "./schemas.ts";

/** RFC 6749, 3.3. */
const SCOPES = /^[\x21\x23-\x5b\x5d-\x7e]+( [\x21\x23-\x5b\x5d-\x7e]+)*$/;

/** Gives a client that proved itself an access token, for the scopes that it asks for, or for all of its own (RFC 6749, 4.4). */
export async function issueToken(
  platform: Platform,
  authorization: string | undefined,
  form: TokenRequest,
): Promise<IssuedToken> {
  if (form.grant_type !== "client_credentials")
    throw new OAuthError("unsupported_grant_type", "Only client_credentials is supported");
  const proven = await authenticateClient(platform, authorization, form);
  const scopes = askedFor(form.scope || undefined, proven.client.scopes);
  return {
    access_token: await issueMachineToken(platform, proven, scopes),
    token_type: "Bearer",
    expires_in: proven.client.tokenLifetimeS,
    scope: scopes.join(" "),
  };
}

function askedFor(scope: string | undefined, own: readonly string[]): readonly string[] {
  if (scope === undefined) return own;
  const asked = SCOPES.test(scope) ? [...new Set(scope.split(" "))] : [];
  if (asked.length === 0 || asked.some((one) => !own.includes(one)))
    throw new OAuthError("invalid_scope", "The scope is malformed or exceeds what the client was given");
  return asked;
}
