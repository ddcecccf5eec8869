import type { DecisionName } from "../api-types.ts";

const fills: Record<DecisionName, string> = { APPROVED: "fill-ok", UNDER_REVIEW: "fill-warn", BLOCKED: "fill-bad" };

type ScoreBarProps = {
  score: number;
  decision: DecisionName;
  reviewFrom?: number;
  blockAbove?: number;
  class?: string;
};

/** A risk score from 0 to 1000 as a thin bar, with ticks where review begins and where blocking does, if these are known of it. Drawn with attributes only: the security policy forbids styles in markup. */
export function ScoreBar({ score, decision, reviewFrom, blockAbove, class: extra = "" }: ScoreBarProps) {
  return (
    <svg class={`h-2.5 w-full ${extra}`} viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">
      <rect class="fill-line" x="0" y="3.5" width="1000" height="3" />
      <rect class={fills[decision]} x="0" y="3.5" width={Math.max(score, 8)} height="3" />
      {[reviewFrom, blockAbove].map(
        (threshold) =>
          threshold !== undefined && (
            <rect key={threshold} class="fill-ink-3" x={threshold - 6} y="0" width="12" height="10" />
          ),
      )}
    </svg>
  );
}
