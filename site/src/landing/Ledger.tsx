import { useEffect, useRef, useState } from "preact/hooks";
import { demoPayment } from "../../../workers/antifraud/demo/demo-payment.ts";
import type { Answer, DecisionName, Language } from "../api-types.ts";
import { formatAmount } from "../format.ts";
import type { Dictionary } from "../i18n/index.ts";
import { ledger } from "../samples.ts";
import { askDemo } from "../try/ask-demo.ts";
import { Decision } from "../ui/Decision.tsx";

const hues: Record<DecisionName, string> = { APPROVED: "text-ok", UNDER_REVIEW: "text-warn", BLOCKED: "text-bad" };
const thresholds = [500, 800];

export type LedgerProps = {
  language: Language;
  text: Dictionary["landing"]["ledger"];
  words: Dictionary["decisions"]["words"];
};

/**
 * Payments with their scores on one axis: what the product does, in one picture made of its own answers. They are asked for once,
 * when the picture comes into view; what was recorded stands there before, and after where not every one is answered.
 */
export function Ledger({ language, text, words }: LedgerProps) {
  const picture = useRef<HTMLDivElement>(null);
  const [live, setLive] = useState<readonly Answer[]>();

  useEffect(() => {
    const observer = new IntersectionObserver(async (entries) => {
      if (!picture.current || !entries.some(({ isIntersecting }) => isIntersecting)) return;
      observer.disconnect();
      const outcomes = await Promise.all(ledger.map(({ choice }) => askDemo(choice, language)));
      const answers = outcomes.flatMap((outcome) => (outcome.ok ? [outcome.data] : []));
      if (answers.length === ledger.length) setLive(answers);
    });
    if (picture.current) observer.observe(picture.current);
    return () => observer.disconnect();
  }, [language]);

  return (
    <>
      <div ref={picture} class="ledger figures" data-live={live ? "" : undefined}>
        <div class="ledger-row ledger-head" aria-hidden="true">
          <span>{text.payment}</span>
          <span class="text-right">{text.amount}</span>
          <Axis />
          <span />
          <span>{text.decision}</span>
        </div>
        <ol>
          {ledger.map(({ choice, ...recorded }, row) => {
            const answer = live?.[row];
            const score = answer?.risk_score ?? recorded.score;
            const decision = answer?.decision ?? recorded.decision;
            const { merchant, currency } = demoPayment(choice);
            return (
              <li class="ledger-row" key={row}>
                <span class="min-w-0">
                  <span class="block truncate">{merchant}</span>
                  <span class="block text-12 text-ink-3">
                    {text.places[choice.place]}, {text.devices[choice.device]}
                  </span>
                </span>
                <span class="text-right whitespace-nowrap">
                  {formatAmount(choice.amount, language)} <span class="text-12 text-ink-3">{currency}</span>
                </span>
                <Plot score={score} decision={decision} />
                <span class="text-right font-strong">
                  <span class="sr-only">{text.score}: </span>
                  {score}
                </span>
                <Decision decision={decision} word={words[decision]} />
              </li>
            );
          })}
        </ol>
      </div>
      <p class="mt-3 min-h-10 text-12 text-ink-3 sm:min-h-5">{live ? text.live : text.recorded}</p>
    </>
  );
}

/** The ends of the scale and the two thresholds, above the column of scores. */
function Axis() {
  return (
    <svg class="ledger-plot fill-ink-3" aria-hidden="true">
      {[0, ...thresholds, 1000].map((score) => (
        <text
          key={score}
          x={`${score / 10}%`}
          y="24"
          text-anchor={score === 0 ? "start" : score === 1000 ? "end" : "middle"}
        >
          {score}
        </text>
      ))}
    </svg>
  );
}

function Plot({ score, decision }: { score: number; decision: DecisionName }) {
  return (
    <svg class="ledger-plot" aria-hidden="true">
      <line x1="0" x2="100%" y1="50%" y2="50%" class="stroke-line" />
      {thresholds.map((threshold) => (
        <line
          key={threshold}
          x1={`${threshold / 10}%`}
          x2={`${threshold / 10}%`}
          y1="0"
          y2="100%"
          class="stroke-edge"
          stroke-dasharray="2 3"
        />
      ))}
      <svg aria-hidden="true" x={`${score / 10}%`} y="50%" class={`overflow-visible ${hues[decision]}`}>
        {decision === "APPROVED" && <circle r="5" class="fill-surface-2" stroke="currentColor" stroke-width="2.5" />}
        {decision === "UNDER_REVIEW" && <path d="M0-7.5 7.5 0 0 7.5-7.5 0z" fill="currentColor" />}
        {decision === "BLOCKED" && <path d="M-6-6H6V6H-6z" fill="currentColor" />}
      </svg>
    </svg>
  );
}
