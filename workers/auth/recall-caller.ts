import type { DrizzleD1Database } from "drizzle-orm/d1";
import type { Caller, Proof } from "#platform/caller";
import { isInNetworks } from "#platform/networks";
import { liveOf, sandboxOf } from "#platform/sandbox";
import { hashApiKey, isApiKey, modeOfKey } from "./api-key.ts";
import { addressNotAllowed } from "./errors.ts";
import { apiKeyGrant } from "./grants.ts";
import { isMachineToken, readMachineToken } from "./oauth/access-token.ts";
import { clientHolder } from "./oauth/client-holder.ts";
import { isExempt } from "./organizations/ip-allowlist.ts";
import { readStanding, type Standing } from "./organizations/standing.ts";
import { type CheckedSession, userSession } from "./sessions/user-session.ts";
import { readAccessToken } from "./tokens.ts";

/** A caller as far as their own object knows them. */
type Holder = Omit<Caller, "tier" | "proof">;

/**
 * What a proof opens now: the person, key or client by its object, the products that the organisation has too; undefined where it
 * holds no more. Always asks the objects, never what this isolate remembers.
 */
export async function recallCaller(
  { env, db }: { env: Env; db: DrizzleD1Database },
  proof: Proof,
  now: number,
): Promise<Caller | undefined> {
  const holder = await holderOf(env, proof, now);
  if (!holder) return undefined;
  const standing = await readStanding(env, db, liveOf(holder.organizationId));
  if (!standing) return undefined;
  const { modules, subscriptionTier: tier, allowedNetworks } = standing;
  const organizationIps = isExempt(holder) ? [] : allowedNetworks;
  const lacksFactor = isFactorAsked(standing, holder) && holder.factorAt === null;
  return {
    ...holder,
    tier,
    proof,
    lacksFactor,
    organizationIps,
    modules: holder.modules.filter((module) => modules.includes(module)),
  };
}

/** What a credential proves, by itself: whether that still opens anything is known to objects. */
export async function proofOf(env: Env, credential: string, now: number): Promise<Proof | undefined> {
  if (credential.startsWith("aif_")) {
    if (!isApiKey(credential)) return undefined;
    return { kind: "api_key", keyHash: await hashApiKey(credential), mode: modeOfKey(credential) };
  }
  if (isMachineToken(credential)) {
    const read = await readMachineToken(env, credential, now);
    if (!read) return undefined;
    const { id, clientId, scopes, expiresAt } = read;
    return { kind: "oauth_client", id, clientId, credential: read.credential, scopes, expiresAt: expiresAt * 1000 };
  }
  const read = await readAccessToken(env, credential);
  if (!read || read.expiresAt <= now) return undefined;
  return { kind: "user", userId: read.userId, sessionId: read.sessionId };
}

/** Refuses a caller who asks from outside of the networks that bind them. */
export function guardNetworks({ allowedIps, organizationIps }: Caller, address: string | null): void {
  for (const networks of [allowedIps, organizationIps])
    if (networks && networks.length > 0 && !isInNetworks(address, networks)) throw addressNotAllowed();
}

function holderOf(env: Env, proof: Proof, now: number): Promise<Holder | undefined> {
  if (proof.kind === "user") return personHolder(env, proof, now);
  return proof.kind === "api_key" ? keyHolder(env, proof, now) : clientHolder(env, proof, now);
}

async function personHolder(
  env: Env,
  { userId, sessionId }: Extract<Proof, { kind: "user" }>,
  now: number,
): Promise<Holder | undefined> {
  // Its type is wrapped for the way between objects.
  const checked = (await userSession(env, userId).check(sessionId, now)) as CheckedSession | null;
  if (!checked) return undefined;
  const { person, hasFactor, factorAt } = checked;
  const { organizationId, role, modules, permissions } = person;
  return { kind: "user", id: userId, organizationId, role, modules, permissions, sessionId, hasFactor, factorAt };
}

async function keyHolder(
  env: Env,
  { keyHash, mode }: Extract<Proof, { kind: "api_key" }>,
  now: number,
): Promise<Holder | undefined> {
  const grant = await apiKeyGrant(env, keyHash).use(now);
  if (!grant || grant.expiresAt <= now) return undefined;
  const { id, organizationId, modules, scopes, allowedIps = [] } = grant;
  const tenant = mode === "test" ? sandboxOf(organizationId) : organizationId;
  return { kind: "api_key", id, organizationId: tenant, modules, permissions: scopes, allowedIps };
}

/** Whether an organisation asks such a person for a second factor; machines have none. */
const isFactorAsked = ({ secondFactor }: Standing, { kind, role }: Holder): boolean =>
  kind === "user" &&
  (secondFactor === "everyone" || (secondFactor === "admins" && (role === "org_admin" || role === "super_admin")));
