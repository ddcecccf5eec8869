import { z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { guardStrangers } from "#platform/gateway";
import { body, createRoute, createRouter, type Http, json, open, problem, signedIn } from "#platform/http";
import { invalidRequest } from "#platform/problem";
import { refreshExpired } from "../errors.ts";
import { refreshExample, tokensExample } from "../examples.ts";
import { refreshSchema, sessionSchema, tokensSchema } from "../schemas.ts";
import { cookieTokensSchema } from "./cookie-schemas.ts";
import { endOtherSessions, endSession, listSessions, logout } from "./end-sessions.ts";
import { refreshSession } from "./refresh-session.ts";
import { accessCookie, clearCookies, handOver, refreshCookie, sessionMode, wantsCookies } from "./session-cookies.ts";

const postRefresh = createRoute({
  method: "post",
  path: "/auth/refresh-token",
  operationId: "refreshToken",
  tags: ["Identity"],
  summary: "Exchange a refresh token for a new pair",
  description:
    "Each refresh token serves once. The one before the newest gets the same successor again within 30 seconds, unless that was used; one used later than its successor ends the session. With `Foundry-Session: cookie` the token is taken from its cookie, and the new pair put into cookies.",
  ...open,
  middleware: [guardStrangers],
  request: { ...body(refreshSchema, refreshExample), ...sessionMode },
  responses: {
    200: json(z.union([tokensSchema, cookieTokensSchema]), "The new pair", tokensExample),
    401: problem("auth.refresh_expired or auth.refresh_reused"),
    403: problem("auth.cross_site_request"),
  },
});

const postLogout = createRoute({
  method: "post",
  path: "/auth/logout",
  operationId: "logout",
  tags: ["Identity"],
  summary: "End the session that one speaks in",
  ...signedIn,
  responses: {
    204: { description: "Ended; its access token is refused from a second later on" },
    403: problem("auth.people_only"),
  },
});

const getSessions = createRoute({
  method: "get",
  path: "/auth/sessions",
  operationId: "listSessions",
  tags: ["Identity"],
  summary: "List one's open sessions, at most 20",
  ...signedIn,
  responses: {
    200: json(z.object({ data: z.array(sessionSchema) }), "The sessions, the one seen last first"),
    403: problem("auth.people_only"),
  },
});

const deleteSessions = createRoute({
  method: "delete",
  path: "/auth/sessions",
  operationId: "endOtherSessions",
  tags: ["Identity"],
  summary: "End every session but the one that one speaks in",
  ...signedIn,
  responses: {
    200: json(z.object({ ended: z.int() }), "How many were ended"),
    403: problem("auth.people_only"),
  },
});

const deleteSession = createRoute({
  method: "delete",
  path: "/auth/sessions/{session_id}",
  operationId: "endSession",
  tags: ["Identity"],
  summary: "End one of one's sessions",
  ...signedIn,
  request: { params: z.object({ session_id: z.string().max(64) }) },
  responses: {
    204: { description: "Ended" },
    403: problem("auth.people_only"),
    404: problem("auth.session_not_found"),
  },
});

/** What a stranger may call. */
export const publicSessionRoutes = createRouter().openapi(postRefresh, async (c) =>
  c.json(handOver(c, await refreshSession(c.var.platform, refreshTokenOf(c, c.req.valid("json").refresh_token))), 200),
);

/** The refresh token of a request: in its body, or of a browser in its cookie. */
function refreshTokenOf(c: Context<Http>, told: string | undefined): string {
  const isByCookie = wantsCookies(c);
  if (isByCookie === (told !== undefined)) {
    const message = isByCookie ? "Leave it out: the cookie holds it" : "Is missing";
    throw invalidRequest({ errors: [{ path: "refresh_token", message }] });
  }
  const token = told ?? refreshCookie(c);
  if (token === undefined) throw refreshExpired();
  return token;
}

/** What needs a caller. */
export const sessionRoutes = createRouter()
  .openapi(postLogout, async (c) => {
    await logout(c.var.platform, c.var.caller, c.var.requestId);
    if (accessCookie(c) !== undefined) clearCookies(c);
    return c.body(null, 204);
  })
  .openapi(getSessions, async (c) => c.json({ data: await listSessions(c.var.platform, c.var.caller) }, 200))
  .openapi(deleteSessions, async (c) =>
    c.json({ ended: await endOtherSessions(c.var.platform, c.var.caller, c.var.requestId) }, 200),
  )
  .openapi(deleteSession, async (c) => {
    await endSession(c.var.platform, c.var.caller, c.req.valid("param").session_id, c.var.requestId);
    return c.body(null, 204);
  });
