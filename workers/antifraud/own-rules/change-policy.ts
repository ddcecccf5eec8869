import { auditOf } from "#auth";
import type { Caller } from "#platform/caller";
import type { Platform } from "#platform/platform";
import { proposePolicy } from "../proposals/propose-change.ts";
import type { ProposalRow } from "../proposals/store.ts";
import { announceSoon, bringIntoForce } from "./announce-rules.ts";
import { policyChanged } from "./errors.ts";
import type { RulePolicy } from "./policy.ts";
import { findPolicy, savePolicy } from "./policy-store.ts";
import { etagOf } from "./read-rules.ts";
import type { PolicyInput, PolicyView } from "./schemas.ts";
import type { Word } from "./write-rule.ts";

/** A policy at a revision. */
export type Policy = { policy: RulePolicy; revision: number };

/** Says how rules are applied. Where two people are asked for, that waits for the second one, also to ask for one no more. */
export async function changePolicy(
  platform: Platform,
  caller: Caller,
  { comment, ...input }: PolicyInput,
  { requestId, ifMatch }: { requestId: string; ifMatch: string | undefined },
): Promise<Policy | { proposal: ProposalRow }> {
  const before = await findPolicy(platform.db, caller.organizationId);
  if (ifMatch !== undefined && ifMatch !== "*" && ifMatch !== etagOf(before)) throw policyChanged();
  const policy = policyFrom(input, before.policy);
  const outcome = await writePolicy(platform, { before, policy, actor: caller, requestId });
  if (outcome === "revision_taken") throw policyChanged();
  if (outcome === "written") return { policy, revision: before.revision + 1 };
  const { revision } = before;
  return { proposal: await proposePolicy(platform, caller, { policy, revision, comment, requestId }) };
}

/** Writes the next revision of a policy and has the shards hear of it, or changes nothing. */
export async function writePolicy(
  platform: Platform,
  change: { before: Policy; policy: RulePolicy; actor: Caller; requestId: string },
  { author = change.actor.id, approvedBy, told = {}, besides }: Word = {},
) {
  const { before, policy, actor, requestId } = change;
  const { organizationId } = actor;
  const now = platform.now();
  const [from, to] = [toFields(before.policy), toFields(policy)];
  const changed = Object.entries(to).filter(([field, value]) => from[field] !== value);
  const changes = changed.map(([field, value]) => [field, [from[field] ?? null, value] as const]);
  const added = Object.entries(told).map(([name, value]) => [name, [null, value] as const]);
  const audit = auditOf(platform, {
    organizationId,
    actor,
    action: "rule_policy.changed",
    target: organizationId,
    requestId,
    changes: Object.fromEntries([...changes, ...added]),
  });
  const row = {
    organizationId,
    revision: before.revision + 1,
    policy,
    changedBy: author,
    approvedBy: approvedBy ?? null,
    createdAt: now,
  };
  await announceSoon(platform, organizationId);
  const refusal = await savePolicy(platform.db, row, approvedBy === undefined, audit, besides);
  if (refusal) return refusal;
  await bringIntoForce(platform, organizationId);
  return "written" as const;
}

const policyFrom = (
  { allow_first, four_eyes, breaker }: Omit<PolicyInput, "comment">,
  before: RulePolicy,
): RulePolicy => ({
  allowFirst: allow_first,
  fourEyes: four_eyes ?? before.fourEyes,
  breaker: breaker
    ? {
        isWatched: breaker.enabled,
        windowMinutes: breaker.window_minutes,
        minPayments: breaker.min_payments,
        maxRate: breaker.max_block_rate,
        maxFactor: breaker.max_factor,
      }
    : before.breaker,
});

export const toPolicyView = ({ allowFirst, fourEyes, breaker }: RulePolicy): PolicyView => ({
  allow_first: allowFirst,
  four_eyes: fourEyes,
  breaker: {
    enabled: breaker.isWatched,
    window_minutes: breaker.windowMinutes,
    min_payments: breaker.minPayments,
    max_block_rate: breaker.maxRate,
    max_factor: breaker.maxFactor,
  },
});

/** A policy in the words of the log. */
const toFields = (policy: RulePolicy): Record<string, string> =>
  Object.fromEntries(Object.entries(toPolicyView(policy)).map(([name, value]) => [name, JSON.stringify(value)]));
