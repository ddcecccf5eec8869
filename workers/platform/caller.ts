import type { Mode } from "./sandbox.ts";

/** Plans that an organisation may be on, smallest first. */
export const subscriptionTiers = ["trial", "starter", "business", "enterprise"] as const;
export type SubscriptionTier = (typeof subscriptionTiers)[number];

/**
 * By what a caller is recognised again without the secret that they showed. Of a machine's token: its id, what it was got with,
 * and when it ends, epoch milliseconds.
 */
export type Proof =
  | { kind: "user"; userId: string; sessionId: string }
  | { kind: "api_key"; keyHash: string; mode: Mode }
  | { kind: "oauth_client"; clientId: string; id: string; credential: string; scopes: string[]; expiresAt: number };

/**
 * Who is asking, once authenticated. `organizationId` is the tenant of everything that the caller may see: in test mode that of
 * the sandbox.
 */
export type Caller = {
  kind: "user" | "api_key" | "oauth_client";
  /** `usr_…`, `key_…` or `cli_…`. */
  id: string;
  organizationId: string;
  role?: string;
  /** Whether a person has a second factor, and when they showed it in this session; epoch milliseconds. */
  hasFactor?: boolean;
  factorAt?: number | null;
  /** The organisation asks for a second factor that was not shown: nothing is permitted until it is. */
  lacksFactor?: boolean;
  /** Networks from which the caller is permitted to ask; none means from anywhere. */
  allowedIps?: readonly string[];
  /** As `allowedIps`, of their organisation; both hold. */
  organizationIps?: readonly string[];
  /** The plan of the organisation. */
  tier: SubscriptionTier;
  /** The session that a person speaks in; machines have none. */
  sessionId?: string;
  proof: Proof;
  modules: readonly string[];
  permissions: readonly string[];
};

/** Whether a granted permission covers the needed one; `read:*` covers every `read:…`, `read:*_analytics` those that end so. */
export function covers(granted: string, needed: string): boolean {
  if (granted === needed) return true;
  const star = granted.indexOf("*");
  return star >= 0 && needed.startsWith(granted.slice(0, star)) && needed.endsWith(granted.slice(star + 1));
}

/** Whether the caller may do what `needed` names. */
export function isPermitted(caller: Caller, needed: string): boolean {
  return caller.permissions.some((granted) => covers(granted, needed));
}
