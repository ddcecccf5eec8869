import { z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import type { CookieOptions } from "hono/utils/cookie";
import type { Http } from "#platform/http";
import { ACCESS_TOKEN_SECONDS } from "../tokens.ts";

const ACCESS = "foundry_access";
const REFRESH = "foundry_refresh";
/** A session that is not refreshed for so long is over, so its cookie need not last longer. */
const REFRESH_SECONDS = 7 * 24 * 3600;

/**
 * `__Host-`: only this host sets them, over a safe connection, for itself alone. Strict also fits links from elsewhere: our
 * pages are the same for everyone, and what they fetch comes from us.
 */
const OPTIONS = { prefix: "host", path: "/", secure: true, httpOnly: true, sameSite: "Strict" } satisfies CookieOptions;

/** The header by which a browser asks for cookies in place of tokens, as part of a contract's request. */
export const sessionMode = {
  headers: z.object({
    "foundry-session": z.literal("cookie").optional().openapi({
      description: "Puts the tokens into cookies that no script can read, and leaves them out of the answer",
    }),
  }),
};

export const wantsCookies = (c: Context): boolean => c.req.header("foundry-session") === "cookie";

/** The access token of a browser, which counts only where no authorization header names somebody else. */
export const accessCookie = (c: Context): string | undefined =>
  c.req.header("authorization") === undefined ? getCookie(c, ACCESS, "host") : undefined;

export const refreshCookie = (c: Context): string | undefined => getCookie(c, REFRESH, "host");

/** Hands tokens over as they were asked for: in the answer, or in cookies, and then the answer has none. */
export function handOver<T extends { access_token: string; refresh_token: string; token_type?: "Bearer" }>(
  c: Context<Http>,
  signedIn: T,
): T | Omit<T, "access_token" | "refresh_token" | "token_type"> {
  if (!wantsCookies(c)) return signedIn;
  const { access_token, refresh_token, token_type: _, ...shown } = signedIn;
  setCookie(c, ACCESS, access_token, { ...OPTIONS, maxAge: ACCESS_TOKEN_SECONDS });
  setCookie(c, REFRESH, refresh_token, { ...OPTIONS, maxAge: REFRESH_SECONDS });
  return shown;
}

/** Takes the cookies of a session that its person ended. A refused refresh leaves them: another tab may have newer ones. */
export function clearCookies(c: Context): void {
  deleteCookie(c, ACCESS, OPTIONS);
  deleteCookie(c, REFRESH, OPTIONS);
}
