import type { Caller, SubscriptionTier } from "#platform/caller";
import { isSandbox } from "#platform/sandbox";

/** So many requests in so many seconds, counted together for whoever `counter` names. */
export type Policy = {
  name: "user" | "plan" | "key" | "client" | "sandbox";
  counter: string;
  limit: number;
  seconds: number;
};

const HOUR = 3600;
const REQUESTS_A_PERSON = 1000;

/** Requests an hour of all people of an organisation; null is no quota, beside the protection from bursts. */
const planQuota: Record<SubscriptionTier, number | null> = {
  trial: 100,
  starter: 1000,
  business: 10_000,
  enterprise: null,
};

/** Requests an hour of one API key or OAuth client: each has a quota of its own, so that a payment provider's peak hour passes. */
const machineQuota: Record<SubscriptionTier, number | null> = {
  trial: 1000,
  starter: 20_000,
  business: 250_000,
  enterprise: null,
};

/** Requests an hour of everyone in one sandbox, whatever the plan: tries use up nobody's quota, and are no way around it. */
const REQUESTS_A_SANDBOX = 5000;

/** What a caller's requests count against. */
export function policiesFor({ kind, id, organizationId, tier }: Caller): Policy[] {
  if (isSandbox(organizationId)) return policy("sandbox", `organization:${organizationId}`, REQUESTS_A_SANDBOX);
  if (kind === "api_key") return policy("key", `key:${id}`, machineQuota[tier]);
  if (kind === "oauth_client") return policy("client", `client:${id}`, machineQuota[tier]);
  return [
    ...policy("user", `user:${id}`, REQUESTS_A_PERSON),
    ...policy("plan", `organization:${organizationId}`, planQuota[tier]),
  ];
}

const policy = (name: Policy["name"], counter: string, limit: number | null): Policy[] =>
  limit === null ? [] : [{ name, counter, limit, seconds: HOUR }];
