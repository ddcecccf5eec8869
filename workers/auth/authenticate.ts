import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import type { Caller } from "#platform/caller";
import type { Http } from "#platform/http";
import { isInNetworks } from "#platform/networks";
import type { Platform } from "#platform/platform";
import { liveOf, sandboxOf } from "#platform/sandbox";
import { hashApiKey, isApiKey, modeOfKey } from "./api-key.ts";
import { addressNotAllowed, notAuthenticated } from "./errors.ts";
import { apiKeyGrant } from "./grants.ts";
import { isMachineToken } from "./oauth/access-token.ts";
import { clientHolder } from "./oauth/client-holder.ts";
import { isExempt } from "./organizations/ip-allowlist.ts";
import { readStanding, type Standing } from "./organizations/standing.ts";
import { inMode } from "./sandbox/modes.ts";
import { accessCookie } from "./sessions/session-cookies.ts";
import { type CheckedSession, userSession } from "./sessions/user-session.ts";
import { readAccessToken } from "./tokens.ts";

/** How long an isolate trusts what it knows of a credential: a revocation is effective everywhere within a second. */
const TRUSTED_MS = 900;
const REMEMBERED_CREDENTIALS = 10_000;

type Known = { caller: Promise<Caller | undefined>; until: number };
const known = new Map<string, Known>();

/** Names the caller of a request from its access token, a person's or a machine's, or API key, or refuses it. */
export const authenticate = createMiddleware<Http>(async (c, next) => {
  const credential = credentialOf(c);
  if (!credential) throw notAuthenticated();
  const recognised = await recognise(c.get("platform"), credential);
  if (!recognised) throw notAuthenticated();
  for (const networks of [recognised.allowedIps, recognised.organizationIps])
    if (networks && networks.length > 0 && !isInNetworks(c.req.header("cf-connecting-ip") ?? null, networks))
      throw addressNotAllowed();
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

/** The caller behind a credential, asked for once a second an isolate however many requests arrive. */
async function recognise(platform: Platform, credential: string): Promise<Caller | undefined> {
  const now = platform.now();
  const remembered = known.get(credential);
  if (remembered && remembered.until > now) return remembered.caller;
  if (known.size >= REMEMBERED_CREDENTIALS) known.clear();
  const entry: Known = { caller: lookUp(platform, credential, now), until: now + TRUSTED_MS };
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

/** A caller as far as their own object knows them. */
type Holder = Omit<Caller, "tier">;

/** What a credential opens now: the person, key or client by its object, the products that the organisation has too. */
async function lookUp(platform: Platform, credential: string, now: number): Promise<Caller | undefined> {
  const holder = await holderBy(credential)(platform.env, credential, now);
  if (!holder) return undefined;
  const standing = await readStanding(platform.env, platform.db, liveOf(holder.organizationId));
  if (!standing) return undefined;
  const { modules, subscriptionTier: tier, allowedNetworks } = standing;
  const organizationIps = isExempt(holder) ? [] : allowedNetworks;
  const lacksFactor = isFactorAsked(standing, holder) && holder.factorAt === null;
  return {
    ...holder,
    tier,
    lacksFactor,
    organizationIps,
    modules: holder.modules.filter((module) => modules.includes(module)),
  };
}

const holderBy = (credential: string) =>
  credential.startsWith("aif_") ? keyHolder : isMachineToken(credential) ? clientHolder : tokenHolder;

async function tokenHolder(env: Env, token: string, now: number): Promise<Holder | undefined> {
  const read = await readAccessToken(env, token);
  if (!read || read.expiresAt <= now) return undefined;
  const { userId, sessionId } = read;
  // Its type is wrapped for the way between objects.
  const checked = (await userSession(env, userId).check(sessionId, now)) as CheckedSession | null;
  if (!checked) return undefined;
  const { person, hasFactor, factorAt } = checked;
  const { organizationId, role, modules, permissions } = person;
  return { kind: "user", id: userId, organizationId, role, modules, permissions, sessionId, hasFactor, factorAt };
}

async function keyHolder(env: Env, key: string, now: number): Promise<Holder | undefined> {
  if (!isApiKey(key)) return undefined;
  const grant = await apiKeyGrant(env, await hashApiKey(key)).use(now);
  if (!grant || grant.expiresAt <= now) return undefined;
  const { id, organizationId, modules, scopes, allowedIps = [] } = grant;
  const tenant = modeOfKey(key) === "test" ? sandboxOf(organizationId) : organizationId;
  return { kind: "api_key", id, organizationId: tenant, modules, permissions: scopes, allowedIps };
}

/** Whether an organisation asks such a person for a second factor; machines have none. */
const isFactorAsked = ({ secondFactor }: Standing, { kind, role }: Holder): boolean =>
  kind === "user" &&
  (secondFactor === "everyone" || (secondFactor === "admins" && (role === "org_admin" || role === "super_admin")));

/** Forgets what this isolate knows of the credential of a request, so that what just changed holds for its next request. */
export const forgetCredential = (c: Context<Http>): boolean => known.delete(credentialOf(c) ?? "");
