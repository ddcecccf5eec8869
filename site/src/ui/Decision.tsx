import type { DecisionName } from "../api-types.ts";

const hues: Record<DecisionName, string> = { APPROVED: "text-ok", UNDER_REVIEW: "text-warn", BLOCKED: "text-bad" };
const weights: Record<DecisionName, string> = {
  APPROVED: "text-ink-2",
  UNDER_REVIEW: "text-warn font-strong",
  BLOCKED: "text-bad font-strong",
};

/** The shape of a decision, told apart without colour: an open ring passes, a diamond waits, a square stops. */
export function DecisionMark({
  decision,
  size = 10,
  class: extra = "",
}: {
  decision: DecisionName;
  size?: number;
  class?: string;
}) {
  return (
    <svg
      class={`shrink-0 ${hues[decision]} ${extra}`}
      width={size}
      height={size}
      viewBox="0 0 10 10"
      aria-hidden="true"
    >
      {decision === "APPROVED" && <circle cx="5" cy="5" r="3.6" fill="none" stroke="currentColor" stroke-width="1.8" />}
      {decision === "UNDER_REVIEW" && <path d="M5 0 10 5 5 10 0 5z" fill="currentColor" />}
      {decision === "BLOCKED" && <path d="M.8.8h8.4v8.4H.8z" fill="currentColor" />}
    </svg>
  );
}

/** A decision in a word, a shape and a hue. What passed stays quiet, so that the rest stands out. */
export function Decision({ decision, word }: { decision: DecisionName; word: string }) {
  return (
    <span class={`inline-flex items-center gap-2 whitespace-nowrap ${weights[decision]}`}>
      <DecisionMark decision={decision} />
      {word}
    </span>
  );
}
