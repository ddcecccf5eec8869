import type { Context } from "hono";
import type { Http } from "#platform/http";
import type { Client } from "./open-session.ts";

const LONGEST_USER_AGENT = 300;

/** From where a request comes. The address is the platform's word; what a sender claims of itself counts for nothing. */
export const clientOf = (c: Context<Http>): Client => ({
  userAgent: c.req.header("user-agent")?.slice(0, LONGEST_USER_AGENT) ?? null,
  ipAddress: c.req.header("cf-connecting-ip") ?? null,
  language: c.req.header("accept-language") ? c.var.platform.language : null,
});
