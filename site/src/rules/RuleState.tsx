import type { RuleView } from "../api-types.ts";
import { fill } from "../i18n/fill.ts";
import type { Dictionary } from "../i18n/index.ts";
import { Badge } from "../ui/Badge.tsx";

type RuleStateProps = { rule: Pick<RuleView, "state" | "canary_percent" | "enabled">; words: Dictionary["rules"] };

/** How far a rule is: what decides is told apart from what only watches or waits. */
export function RuleState({ rule: { state, canary_percent, enabled }, words }: RuleStateProps) {
  const tone =
    !enabled || state === "draft" ? "plain" : state === "live" ? "ok" : state === "canary" ? "warn" : "plain";
  return (
    <Badge tone={tone}>
      {state === "canary" ? fill(words.canary, { percent: canary_percent ?? "" }) : words.states[state]}
    </Badge>
  );
}
