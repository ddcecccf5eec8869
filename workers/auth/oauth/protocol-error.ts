import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { Http } from "#platform/http";
import { describeFailure, log } from "#platform/log";
import { Problem } from "#platform/problem";

/** Codes of RFC 6749, 5.2, of RFC 6750, 3.1, for whoever comes with a token, and of RFC 6749, 4.1.2.1, for our own faults. */
export type OAuthErrorCode =
  | "invalid_request"
  | "invalid_client"
  | "unauthorized_client"
  | "unsupported_grant_type"
  | "invalid_scope"
  | "invalid_token"
  | "insufficient_scope"
  | "temporarily_unavailable"
  | "server_error";

/** A refusal in the words of OAuth, which its clients understand; no problem document. */
export class OAuthError extends Error {
  readonly code: OAuthErrorCode;
  readonly status: ContentfulStatusCode;
  readonly headers: Record<string, string>;

  constructor(
    code: OAuthErrorCode,
    description: string,
    { status = 400, headers = {} }: { status?: ContentfulStatusCode; headers?: Record<string, string> } = {},
  ) {
    super(description);
    this.code = code;
    this.status = status;
    this.headers = headers;
  }
}

/** Always the same, so that nobody learns which clients there are. HTTP asks for the challenge with every 401. */
export const invalidClient = () =>
  new OAuthError("invalid_client", "Client authentication failed", {
    status: 401,
    headers: { "www-authenticate": 'Basic realm="aifoundry", charset="UTF-8"' },
  });

export const invalidRequest = (description: string) => new OAuthError("invalid_request", description);

/** What may stand in `error_description` (RFC 6749, 5.2): ASCII without quotes and backslashes. */
const toDescription = (text: string) => text.replaceAll('"', "'").replace(/[^\x20-\x5b\x5d-\x7e]/g, "?");

/** Answers whatever was thrown in the form of RFC 6749, 5.2. */
export function answerOAuthFailure(failure: Error, c: Context<Http>) {
  const { code, message, status, headers } = toOAuthError(failure, c);
  return c.json({ error: code, error_description: toDescription(message) }, status, {
    pragma: "no-cache",
    ...headers,
  });
}

function toOAuthError(failure: Error, c: Context<Http>): OAuthError {
  if (failure instanceof OAuthError) return failure;
  if (failure instanceof Problem) {
    const { status } = failure.kind;
    return new OAuthError(codeOf(status), failure.message, { status, headers: failure.extras.headers });
  }
  if (failure instanceof HTTPException) return invalidRequest("The body could not be read as a form");
  log("error", "unhandled failure", {
    requestId: c.get("requestId"),
    route: c.req.routePath,
    ...describeFailure(failure),
  });
  return new OAuthError("server_error", "Something failed on our side", { status: 500 });
}

/** What a problem of the gateway is called here. */
function codeOf(status: number): OAuthErrorCode {
  if (status === 401) return "invalid_token";
  if (status === 403) return "insufficient_scope";
  if (status === 429) return "temporarily_unavailable";
  return status < 500 ? "invalid_request" : "server_error";
}
