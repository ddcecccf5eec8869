import { bodyLimit } from "hono/body-limit";
import { createMiddleware } from "hono/factory";
import { announceAudited } from "./announce-audited.ts";
import { findCardNumbers, mayHoldCardNumber } from "./card-number.ts";
import type { Http } from "./http.ts";
import { preferredLanguage } from "./i18n.ts";
import { log } from "./log.ts";
import { createPlatform } from "./platform.ts";
import { bodyTooLarge, cardNumberRefused, malformedJson, tooManyRequests, wrongContentType } from "./problem.ts";

/** What a caller may name a request, so that both sides find it in their logs; nothing that may be a card number. */
const REQUEST_ID = /^[\w.-]{8,64}$/;

/** The largest JSON body that any route takes, in bytes. */
export const MAX_BODY_BYTES = 64 * 1024;

/** IPv4 or IPv6, as the edge writes them. */
const ADDRESS = /^[\da-fA-F.:]{2,45}$/;

/** Gives every request its id, its platform, its headers and its line in the log. */
export const openRequest = createMiddleware<Http>(async (c, next) => {
  const startedAt = Date.now();
  const offered = c.req.header("x-request-id") ?? "";
  // Set by the edge itself; x-forwarded-for is whatever the client wrote.
  const address = c.req.header("cf-connecting-ip") ?? "";
  let audited: Set<string> | undefined;
  const requestId = REQUEST_ID.test(offered) && !mayHoldCardNumber(offered) ? offered : crypto.randomUUID();
  c.set("requestId", requestId);
  c.set(
    "platform",
    createPlatform(c.env, {
      language: preferredLanguage(c.req.header("accept-language")),
      clientAddress: ADDRESS.test(address) ? address : null,
      audited: (organizationId) => {
        audited ??= new Set();
        audited.add(organizationId);
      },
      defer: (work) => c.executionCtx.waitUntil(work),
    }),
  );
  // Set before the answer exists: each header that is added to a finished answer costs a copy of it.
  c.header("x-request-id", requestId);
  c.header("cache-control", "no-store");
  // The application tells deadlines and ages by it, whatever the clock of the device says.
  c.header("date", new Date(startedAt).toUTCString());
  c.header("x-content-type-options", "nosniff");
  c.header("strict-transport-security", "max-age=63072000; includeSubDomains; preload");
  await next();
  for (const organizationId of audited ?? []) announceAudited(c.get("platform"), organizationId);
  if (c.env.ENVIRONMENT !== "local") {
    log("info", "request", {
      method: c.req.method,
      route: c.req.routePath,
      status: c.res.status,
      ms: Date.now() - startedAt,
      requestId,
      organizationId: c.get("caller")?.organizationId,
    });
  }
});

/** Refuses a body that is larger than any route takes, also one that announces no length. */
export const limitBody = bodyLimit({
  maxSize: MAX_BODY_BYTES,
  onError: () => {
    throw bodyTooLarge(`At most ${MAX_BODY_BYTES} bytes`);
  },
});

/** Refuses a body that is not JSON or holds a card number, before anything reads or counts it. */
export const inspectBody = createMiddleware<Http>(async (c, next) => {
  if (c.req.method === "GET" || c.req.method === "HEAD" || c.req.method === "DELETE") return next();
  const text = await c.req.text();
  if (text === "") return next();
  if (!/^application\/json\s*(;|$)/i.test(c.req.header("content-type") ?? "")) throw wrongContentType();
  const value = parseJson(text);
  const errors = mayHoldCardNumber(text) ? findCardNumbers(value) : [];
  if (errors.length > 0) throw cardNumberRefused({ errors });
  await next();
});

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw malformedJson();
  }
}

/** Slows a flood from one address on a route that strangers may use. */
export const guardStrangers = createMiddleware<Http>(async (c, next) => {
  const { success } = await c.env.PUBLIC_RATE_LIMIT.limit({
    key: `${c.req.path}:${c.req.header("cf-connecting-ip") ?? "local"}`,
  });
  if (!success) throw tooManyRequests({ headers: { "retry-after": "60" } });
  await next();
});

/** Slows a flood from one caller; quotas by plan are counted elsewhere. */
export const guardCallers = createMiddleware<Http>(async (c, next) => {
  const retryAfter = secondsToWait(c.get("caller").id, c.get("platform").now());
  if (retryAfter > 0) throw tooManyRequests({ headers: { "retry-after": String(retryAfter) } });
  c.header("ratelimit-policy", BURST_POLICY);
  await next();
});

/** Requests of one caller that one isolate takes within a window; the header is draft-ietf-httpapi-ratelimit-headers. */
const BURST = { requests: 20_000, ms: 10_000 };
const BURST_POLICY = `"burst";q=${BURST.requests};w=${BURST.ms / 1000}`;
const bursts = { windowStart: 0, counts: new Map<string, number>() };

/** Counted in the isolate: it shields the isolate itself, and a binding asked for every payment costs as much as an entity. */
function secondsToWait(callerId: string, now: number): number {
  if (now - bursts.windowStart >= BURST.ms) {
    bursts.windowStart = now;
    bursts.counts.clear();
  }
  const count = (bursts.counts.get(callerId) ?? 0) + 1;
  bursts.counts.set(callerId, count);
  return count > BURST.requests ? Math.ceil((bursts.windowStart + BURST.ms - now) / 1000) : 0;
}
