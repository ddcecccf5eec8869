import { bodyLimit } from "hono/body-limit";
import { createMiddleware } from "hono/factory";
import { findCardNumbers } from "./card-number.ts";
import type { Http } from "./http.ts";
import { preferredLanguage } from "./i18n.ts";
import { log } from "./log.ts";
import { createPlatform } from "./platform.ts";
import { bodyTooLarge, cardNumberRefused, malformedJson, tooManyRequests, wrongContentType } from "./problem.ts";

/** The largest JSON body that any route takes, in bytes. */
export const MAX_BODY_BYTES = 64 * 1024;

/** Gives every request its platform, its headers and its line in the log. */
export const openRequest = createMiddleware<Http>(async (c, next) => {
  const startedAt = Date.now();
  c.set(
    "platform",
    createPlatform(c.env, {
      language: preferredLanguage(c.req.header("accept-language")),
      defer: (work) => c.executionCtx.waitUntil(work),
    }),
  );
  await next();
  c.header("cache-control", "no-store", { append: false });
  c.header("x-content-type-options", "nosniff");
  c.header("strict-transport-security", "max-age=63072000; includeSubDomains; preload");
  if (c.env.ENVIRONMENT !== "local") {
    log("info", "request", {
      method: c.req.method,
      route: c.req.routePath,
      status: c.res.status,
      ms: Date.now() - startedAt,
      requestId: c.get("requestId"),
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
  if (text.length === 0) return next();
  if (!/^application\/json\s*(;|$)/i.test(c.req.header("content-type") ?? "")) throw wrongContentType();
  const errors = findCardNumbers(parseJson(text));
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
  const { success } = await c.env.CALLER_RATE_LIMIT.limit({ key: c.get("caller").id });
  if (!success) throw tooManyRequests({ headers: { "retry-after": "10" } });
  c.header("ratelimit-policy", CALLER_POLICY);
  await next();
});

/** As `[[ratelimits]]` CALLER_RATE_LIMIT in wrangler.toml; the header is draft-ietf-httpapi-ratelimit-headers. */
const CALLER_POLICY = '"burst";q=20000;w=10';
