import { type Policy, policiesFor } from "../../workers/auth/limits/policies.ts";
import type { SubscriptionTier } from "../../workers/platform/caller.ts";

/** Requests an hour that a policy leaves such a caller; null where it sets no limit. */
export function quotaOf(
  name: Policy["name"],
  kind: "user" | "api_key",
  tier: SubscriptionTier,
  organizationId = "org_x",
): number | null {
  const proof = { kind: "user", userId: "x", sessionId: "x" } as const;
  const caller = { id: "x", organizationId, kind, tier, proof, modules: [], permissions: [] };
  return policiesFor(caller).find((policy) => policy.name === name)?.limit ?? null;
}
