import { callApi, type Outcome } from "../api.ts";
import type { Language, PolicyView, ProposalView } from "../api-types.ts";
import { changePolicy, POLICY } from "../rules/rule-api.ts";
import type { Thresholds } from "./simulate.ts";

/** Puts two thresholds into force, or has a second person asked; all else that the policy of rules says stays. */
export async function applyThresholds(
  language: Language,
  pair: Thresholds,
): Promise<Outcome<PolicyView | ProposalView>> {
  const before = await callApi<PolicyView>(POLICY, { language });
  if (!before.ok) return before;
  const { allow_first, thresholds } = before.data;
  return changePolicy(language, { allow_first, thresholds: { ...thresholds, ...pair } }, before.etag ?? "*");
}
