import type { TransactionDetail } from "../api-types.ts";
import { formatMoney, formatPercent } from "../format.ts";
import { fill } from "../i18n/fill.ts";
import { Badge } from "../ui/Badge.tsx";
import { Decision, DecisionMark } from "../ui/Decision.tsx";
import { ScoreBar } from "../ui/ScoreBar.tsx";
import type { TransactionWords } from "./words.ts";

const hues = { APPROVED: "text-ok", UNDER_REVIEW: "text-warn", BLOCKED: "text-bad" } as const;

/** What was decided, how far from the thresholds, what to do now and why. */
export function EvidenceVerdict({
  words: { language, text, transaction },
  detail,
}: {
  words: TransactionWords;
  detail: TransactionDetail;
}) {
  const { evidence } = text;
  const { decision, risk_score: score, reasons } = detail;
  const { review_from: reviewFrom, block_above: blockAbove } = detail.evidence.thresholds;
  const degraded = detail.evidence.degraded.map((part) => evidence.parts[part]).join(", ");
  return (
    <section class="px-4 py-5 md:px-6">
      <p class="mb-4 text-13 text-ink-2 [overflow-wrap:anywhere]">
        <span class="figures font-strong text-ink-1">{formatMoney(detail.amount, detail.currency, language)}</span>
        {detail.currency !== "USD" && <span class="figures"> ({formatMoney(detail.amount_usd, "USD", language)})</span>}
        {" · "}
        {detail.merchant}
      </p>
      <div class="flex items-baseline gap-3">
        <p class={`flex items-center gap-2.5 text-20 font-strong ${hues[decision]}`}>
          <DecisionMark decision={decision} size={14} />
          {text.words[decision]}
        </p>
        <p class="figures ml-auto text-28 font-strong leading-none">{score}</p>
      </div>
      <ScoreBar class="mt-3 h-3!" score={score} decision={decision} reviewFrom={reviewFrom} blockAbove={blockAbove} />
      <Scale reviewFrom={reviewFrom} blockAbove={blockAbove} />
      <dl class="mt-4 grid grid-cols-[1fr_auto] gap-x-6">
        <div>
          <dt class="text-12 text-ink-3">{evidence.action}</dt>
          <dd class="font-strong">{detail.recommended_action}</dd>
        </div>
        <div class="text-right">
          <dt class="text-12 text-ink-3">{evidence.confidence}</dt>
          <dd class="figures">{formatPercent(detail.confidence, language)}</dd>
        </div>
      </dl>
      {(detail.final_decision !== decision || detail.review) && (
        <p class="mt-4 flex flex-wrap items-center gap-2 border-t border-line pt-3 text-13">
          {detail.final_decision !== decision && (
            <>
              <span class="text-ink-2">{transaction.final}:</span>
              <Decision decision={detail.final_decision} word={text.words[detail.final_decision]} />
            </>
          )}
          {detail.review && (
            <Badge tone={detail.review.overdue ? "bad" : "plain"}>
              {transaction.review}: {transaction.states[detail.review.state]}
              {detail.review.assignee_name && ` (${detail.review.assignee_name})`}
            </Badge>
          )}
        </p>
      )}
      {detail.evidence.staged && (
        <p class="mt-4 border-l-2 border-edge pl-3 text-13 text-ink-2">{transaction.staged}</p>
      )}
      {degraded && (
        <p class="mt-4 border-l-2 border-warn pl-3 text-13 text-warn">{fill(evidence.degraded, { parts: degraded })}</p>
      )}
      <h3 class="mt-5 mb-2 text-13">{evidence.reasons}</h3>
      {reasons.length === 0 ? (
        <p class="text-13 text-ink-2">{evidence.noReasons}</p>
      ) : (
        <ol class="grid list-decimal gap-1.5 pl-5 marker:text-ink-3">
          {reasons.map((reason) => (
            <li key={reason} class="[overflow-wrap:anywhere]">
              {reason}
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

/** The figures under the bar: its ends and the two thresholds, where they stand. */
function Scale({ reviewFrom, blockAbove }: { reviewFrom: number; blockAbove: number }) {
  return (
    <svg class="figures h-4 w-full overflow-visible fill-ink-3 text-12" aria-hidden="true">
      <text x="0" y="13">
        0
      </text>
      <text x={`${reviewFrom / 10}%`} y="13" text-anchor="middle">
        {reviewFrom}
      </text>
      <text x={`${blockAbove / 10}%`} y="13" text-anchor="middle">
        {blockAbove}
      </text>
      <text x="100%" y="13" text-anchor="end">
        1000
      </text>
    </svg>
  );
}
