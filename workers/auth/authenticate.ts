import { createMiddleware } from "hono/factory";
import type { Caller } from "#platform/caller";
import type { Http } from "#platform/http";
import { hashApiKey, isApiKey } from "./api-key.ts";
import { notAuthenticated } from "./errors.ts";
import { apiKeyGrant } from "./grants.ts";
import { readAccessToken } from "./tokens.ts";

/** How long an isolate trusts what it knows of a credential; a revocation is effective everywhere after that. */
const TRUSTED_MS = 1000;
const REMEMBERED_CREDENTIALS = 10_000;

type Known = { caller: Promise<Caller | undefined>; until: number };
const known = new Map<string, Known>();

/** Names the caller of a request from its access token or API key, or refuses it. */
export const authenticate = createMiddleware<Http>(async (c, next) => {
  const [scheme = "", credential = ""] = (c.req.header("authorization") ?? "").split(" ");
  if (scheme.toLowerCase() !== "bearer" || !credential) throw notAuthenticated();
  const caller = await recognise(c.env, credential, c.get("platform").now());
  if (!caller) throw notAuthenticated();
  c.set("caller", caller);
  await next();
});

/** The caller behind a credential, asked for once a second an isolate however many requests arrive. */
async function recognise(env: Env, credential: string, now: number): Promise<Caller | undefined> {
  const remembered = known.get(credential);
  if (remembered && remembered.until > now) return remembered.caller;
  if (known.size >= REMEMBERED_CREDENTIALS) known.clear();
  const entry: Known = { caller: lookUp(env, credential, now), until: now + TRUSTED_MS };
  known.set(credential, entry);
  try {
    const caller = await entry.caller;
    if (!caller) known.delete(credential);
    return caller;
  } catch (failure) {
    known.delete(credential);
    throw failure;
  }
}

async function lookUp(env: Env, credential: string, now: number): Promise<Caller | undefined> {
  if (!credential.startsWith("aif_")) {
    const token = await readAccessToken(env, credential);
    return token && token.expiresAt > now ? token.caller : undefined;
  }
  if (!isApiKey(credential)) return undefined;
  const grant = await apiKeyGrant(env, await hashApiKey(credential)).read();
  if (!grant || grant.expiresAt <= now) return undefined;
  return {
    kind: "api_key",
    id: grant.id,
    organizationId: grant.organizationId,
    modules: grant.modules,
    permissions: grant.scopes,
  };
}
