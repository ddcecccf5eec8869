import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import { isLoopback } from "#platform/addresses";
import type { Http } from "#platform/http";
import { cookiesNeedHttps, crossSiteRequest } from "../errors.ts";
import { accessCookie, wantsCookies } from "./session-cookies.ts";

const SAFE = new Set(["GET", "HEAD"]);

/**
 * Refuses what another site lets a browser send: a request with the cookies of a session, and a sign-in that would set
 * them. Requests that bring their credential themselves cannot be forged, and pass.
 */
export const refuseForgery = createMiddleware<Http>(async (c, next) => {
  const isSigningIn = wantsCookies(c);
  if (isSigningIn || accessCookie(c) !== undefined) {
    if (!isOwn(c)) throw crossSiteRequest();
    if (isSigningIn && !isSafeConnection(c.req.url)) throw cookiesNeedHttps();
  }
  await next();
});

/** Whether a request comes from our own pages, by what the browser says of it and no script can change. */
function isOwn(c: Context): boolean {
  const isSafe = SAFE.has(c.req.method);
  const site = c.req.header("sec-fetch-site");
  // Typed into the address bar, or a bookmark.
  if (site === "none") return isSafe && c.req.header("sec-fetch-mode") === "navigate";
  if (site !== undefined) return site === "same-origin";
  const origin = c.req.header("origin");
  // Browsers that know no Fetch Metadata leave the origin out of their own safe requests, whose answers no other site can read.
  return origin === undefined ? isSafe : origin === new URL(c.req.url).origin;
}

/** Whether a browser would keep the cookies: over https, or on its own machine. */
function isSafeConnection(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === "https:" || isLoopback(hostname);
}
