import type { Verdict } from "./judge-reading.ts";

/** What becomes of a rule where there is no data: it stays as it is, counts as fine, or counts as breaching. */
export const noDataPolicies = ["keep", "ok", "alert"] as const;
export type NoDataPolicy = (typeof noDataPolicies)[number];

/** Where a rule stands: its condition does not hold, holds but not for long enough, or has raised an alert. */
export const phases = ["ok", "pending", "firing"] as const;
export type Phase = (typeof phases)[number];

/** `since` is when the condition began to hold, or no longer did; `toldAt` when people last heard of the alert. Epoch milliseconds. */
export type Standing = { phase: Phase; since: number; toldAt: number | null };

export type Policy = { forMs: number; repeatMs: number | null; noData: NoDataPolicy };

/** `isMuted` tells nobody; what somebody acknowledged is not reminded of. */
export type Moment = { now: number; isMuted: boolean; isAcknowledged: boolean };

export type Step = {
  next: Standing;
  /** Whether an alert begins or is over. */
  change: "opened" | "closed" | null;
  /** What people are to be told. */
  news: "fired" | "reminder" | "resolved" | null;
};

/**
 * The next standing of a rule. People hear of an alert once when it fires, or when the mute ends during which it did; again every
 * `repeatMs` until it is acknowledged; and once when it is over, if they heard of it.
 */
export function nextStanding(standing: Standing, verdict: Verdict, policy: Policy, moment: Moment): Step {
  const { phase, since, toldAt } = standing;
  const { now, isMuted } = moment;
  const holds = holdsBy(verdict, policy.noData);
  if (holds === null) return phase === "firing" ? tell(standing, policy, moment, null) : stay(standing);
  if (!holds) {
    if (phase === "ok") return stay(standing);
    const next: Standing = { phase: "ok", since: now, toldAt: null };
    if (phase === "pending") return stay(next);
    return { next, change: "closed", news: toldAt !== null && !isMuted ? "resolved" : null };
  }
  if (phase === "firing") return tell(standing, policy, moment, null);
  const began = phase === "pending" ? since : now;
  if (now - began < policy.forMs) return stay({ phase: "pending", since: began, toldAt: null });
  return tell({ phase: "firing", since: began, toldAt: null }, policy, moment, "opened");
}

const stay = (next: Standing): Step => ({ next, change: null, news: null });

/** Whether the condition counts as holding; null where nothing is known and nothing shall change. */
function holdsBy(verdict: Verdict, policy: NoDataPolicy): boolean | null {
  if (verdict !== "no_data") return verdict === "breaching";
  return policy === "keep" ? null : policy === "alert";
}

/** A rule that fires, with what is to be told of it. */
function tell(
  standing: Standing,
  { repeatMs }: Policy,
  { now, isMuted, isAcknowledged }: Moment,
  change: "opened" | null,
): Step {
  if (isMuted) return { next: standing, change, news: null };
  const { toldAt } = standing;
  if (toldAt === null) return { next: { ...standing, toldAt: now }, change, news: "fired" };
  const isDue = repeatMs !== null && now - toldAt >= repeatMs && !isAcknowledged;
  return isDue
    ? { next: { ...standing, toldAt: now }, change, news: "reminder" }
    : { next: standing, change, news: null };
}
