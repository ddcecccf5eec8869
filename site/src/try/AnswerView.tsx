import type { Answer } from "../api-types.ts";
import type { Dictionary } from "../i18n/index.ts";
import { DecisionMark } from "../ui/Decision.tsx";
import { ScoreBar } from "../ui/ScoreBar.tsx";

const hues = { APPROVED: "text-ok", UNDER_REVIEW: "text-warn", BLOCKED: "text-bad" } as const;

type AnswerViewProps = {
  answer: Answer;
  isLive: boolean;
  text: Dictionary["offer"]["try"];
  decisions: Dictionary["decisions"]["words"];
};

/** An answer as people read it: the decision, where its score stands, and why. */
export function AnswerView({ answer, isLive, text, decisions }: AnswerViewProps) {
  const { decision, risk_score: score, reasons } = answer;
  return (
    <div class="p-4 md:p-5">
      <p class="mb-4 text-12 text-ink-3">{isLive ? text.live : text.recorded}</p>
      <div class="flex items-baseline gap-3">
        <p class={`flex items-center gap-2.5 text-20 font-strong ${hues[decision]}`}>
          <DecisionMark decision={decision} size={14} />
          {decisions[decision]}
        </p>
        <p class="figures ml-auto text-28 leading-none font-strong" data-score>
          <span class="sr-only">{text.score}: </span>
          {score}
        </p>
      </div>
      <ScoreBar class="mt-3 h-3!" score={score} decision={decision} reviewFrom={500} blockAbove={800} />
      {reasons.length > 0 && (
        <ul class="mt-4 grid list-disc gap-1 pl-5 marker:text-ink-3">
          {reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      )}
      <p class="mt-4 text-13">
        <span class="text-ink-3">{text.action}: </span>
        {answer.recommended_action}
      </p>
    </div>
  );
}
