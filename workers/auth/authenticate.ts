import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import type { Caller } from "#platform/caller";
import type { Http } from "#platform/http";
import type { Platform } from "#platform/platform";
import { notAuthenticated } from "./errors.ts";
import { guardNetworks, proofOf, recallCaller } from "./recall-caller.ts";
import { inMode } from "./sandbox/modes.ts";
import { accessCookie } from "./sessions/session-cookies.ts";

/** How long an isolate trusts what it knows of a credential: a revocation is effective everywhere within a second. */
const TRUSTED_MS = 900;
const REMEMBERED_CREDENTIALS = 10_000;

type Known = { caller: Caller | undefined; until: number };
const known = new Map<string, Known>();

/** Names the caller of a request from its access token, a person's or a machine's, or API key, or refuses it. */
export const authenticate = createMiddleware<Http>(async (c, next) => {
  const credential = credentialOf(c);
  if (!credential) throw notAuthenticated();
  const recognised = await recognise(c.get("platform"), credential);
  if (!recognised) throw notAuthenticated();
  guardNetworks(recognised, c.req.header("cf-connecting-ip") ?? null);
  c.set("caller", inMode(recognised, c.req.header("foundry-mode")));
  await next();
});

/** The credential in the authorization header; where there is no such header, the one in the cookie of a browser. */
function credentialOf(c: Context<Http>): string | undefined {
  const header = c.req.header("authorization");
  if (header === undefined) return accessCookie(c);
  const [scheme = "", credential] = header.split(" ");
  return scheme.toLowerCase() === "bearer" ? credential : undefined;
}

/**
 * The caller behind a credential, looked up about once a second an isolate. Requests that come at the same time each look it up:
 * who waited for another request's answer would wait for ever where that request is given up.
 */
async function recognise(platform: Platform, credential: string): Promise<Caller | undefined> {
  const now = platform.now();
  const remembered = known.get(credential);
  if (remembered?.caller && remembered.until > now) return remembered.caller;
  if (known.size >= REMEMBERED_CREDENTIALS) known.clear();
  // There before the answer, so that what is forgotten meanwhile stays forgotten.
  const entry: Known = { caller: undefined, until: now + TRUSTED_MS };
  known.set(credential, entry);
  try {
    entry.caller = await lookUp(platform, credential, now);
  } finally {
    if (!entry.caller && known.get(credential) === entry) known.delete(credential);
  }
  return entry.caller;
}

async function lookUp({ env, db }: Platform, credential: string, now: number): Promise<Caller | undefined> {
  const proof = await proofOf(env, credential, now);
  return proof && recallCaller({ env, db }, proof, now);
}

/** The machine behind a request that was refused before anyone had to know who asks; undefined of anybody else. */
export async function recogniseMachine(c: Context<Http>): Promise<Caller | undefined> {
  const credential = credentialOf(c);
  const caller = credential ? await recognise(c.get("platform"), credential) : undefined;
  return caller?.kind === "user" ? undefined : caller;
}

/** Forgets what this isolate knows of the credential of a request, so that what just changed holds for its next request. */
export const forgetCredential = (c: Context<Http>): boolean => known.delete(credentialOf(c) ?? "");
