import { useState } from "preact/hooks";
import type { TrialResult } from "../api-types.ts";
import { formatMoney, formatNumber, formatPercent, formatShortDate } from "../format.ts";
import { fill, fillCount } from "../i18n/fill.ts";
import { pathToApp } from "../paths.ts";
import { Button } from "../ui/Button.tsx";
import { Decision } from "../ui/Decision.tsx";
import { Segmented } from "../ui/Segmented.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import type { Asked } from "./condition-tree.ts";
import type { EditorWords } from "./editor-words.ts";
import { SingleTrial } from "./SingleTrial.tsx";
import type { HistoryResult, TrialState } from "./use-trial.ts";

export const spans = [1000, 5000] as const;

type TrialPanelProps = {
  words: EditorWords;
  /** Undefined while the condition is not complete. */
  asked?: Asked;
  mayTry: boolean;
  span: number;
  onSpan: (span: number) => void;
  trial: TrialState;
};

/** What the condition would have done, beside the form that it is written in. */
export function TrialPanel({ words, asked, mayTry, span, onSpan, trial }: TrialPanelProps) {
  const { language } = words;
  const text = words.ruleEditor.trial;
  const { history, failure, isRunning, retry } = trial;
  return (
    <section class="grid content-start gap-4" aria-label={text.title}>
      <div class="flex flex-wrap items-center justify-between gap-2">
        <h2 class="text-14 font-strong">{text.title}</h2>
        {mayTry && (
          <Segmented
            label={text.span}
            value={String(span)}
            options={spans.map((count) => ({ value: String(count), label: formatNumber(count, language) }))}
            onChange={(value) => onSpan(Number(value))}
          />
        )}
      </div>
      {!mayTry && <p class="text-13 text-ink-2">{text.mayNot}</p>}
      {mayTry && !asked && <p class="text-13 text-ink-2">{text.waiting}</p>}
      {asked && failure?.kind === "invalid" && <p class="text-13 text-ink-2">{words.ruleEditor.wrong}</p>}
      {asked && isRunning && !history && <Skeleton label={text.running} lines={4} />}
      {asked && failure && !isRunning && failure.kind !== "invalid" && (
        <div role="alert" class="grid justify-items-start gap-2 text-13 text-bad">
          <p>
            {text.failed} {failure.problem?.title}
          </p>
          <Button onClick={retry}>{words.ui.error.retry}</Button>
        </div>
      )}
      {asked && history && failure?.kind !== "invalid" && (
        <div class={isRunning ? "opacity-60" : ""} aria-busy={isRunning}>
          <Outcome words={words} history={history} />
        </div>
      )}
      {asked && mayTry && <SingleTrial words={words} asked={asked} />}
    </section>
  );
}

function Outcome({ words, history }: { words: EditorWords; history: HistoryResult }) {
  const { language, ruleEditor } = words;
  const text = ruleEditor.trial;
  if (history.payments === 0) return <p class="text-13 text-ink-2">{text.none}</p>;
  const count = (value: number) => formatNumber(value, language);
  const amount = history.groups.reduce((sum, group) => sum + group.amount_usd, 0);
  const labelled = (label: "fraud" | "legitimate") =>
    history.groups.reduce((sum, group) => sum + (group.label === label ? group.hits : 0), 0);
  const [frauds, legitimate] = [labelled("fraud"), labelled("legitimate")];
  const period = history.from &&
    history.to && {
      from: formatShortDate(new Date(history.from), language),
      to: formatShortDate(new Date(history.to), language),
    };
  const caveats = [
    history.missing > 0 && fillCount(text.missing, history.missing, language),
    history.errors > 0 && fillCount(text.errors, history.errors, language),
    history.not_kept.length > 0 && fill(text.notKept, { fields: history.not_kept.join(", ") }),
  ].filter((caveat) => caveat !== false);
  return (
    <div class="grid gap-4 text-13">
      <div aria-live="polite">
        {period && (
          <p class="figures mb-1 text-ink-2">
            {fill(fillCount(text.period, history.payments, language), { ...period, payments: count(history.payments) })}
          </p>
        )}
        <p class="text-16 font-strong">
          {fill(text.hits, { hits: count(history.hits), payments: count(history.payments) })}
        </p>
        <p class="figures text-ink-2">
          {fill(text.share, {
            percent: formatPercent(history.hits / history.payments, language),
            amount: formatMoney(Math.round(amount), "USD", language),
          })}
        </p>
        {history.hits > 0 && (
          <p class="mt-1">
            {frauds + legitimate === 0 ? (
              <span class="text-ink-2">{text.noLabels}</span>
            ) : (
              <>
                <span class={legitimate > 0 ? "text-bad" : "text-ink-2"}>
                  {fillCount(text.legitimate, legitimate, language)}
                </span>
                {", "}
                <span class="text-ink-2">{fillCount(text.fraud, frauds, language)}</span>
              </>
            )}
          </p>
        )}
      </div>
      {caveats.map((caveat) => (
        <p key={caveat} class="border-l-2 border-warn pl-3 text-warn [overflow-wrap:anywhere]">
          {caveat}
        </p>
      ))}
      <Groups words={words} groups={history.groups} />
      {history.sample_hits.length > 0 && <Samples words={words} hits={history.sample_hits} />}
    </div>
  );
}

function Groups({ words, groups }: { words: EditorWords; groups: HistoryResult["groups"] }) {
  const { language, decisionWords, ruleEditor } = words;
  const { columns, labels, groups: title } = ruleEditor.trial;
  return (
    <table class="figures w-full">
      <caption class="sr-only">{title}</caption>
      <thead class="text-left text-12 text-ink-3">
        <tr class="border-b border-line">
          <th class="py-1 font-text">{columns.decision}</th>
          <th class="py-1 font-text">{columns.label}</th>
          <th class="py-1 text-right font-text">{columns.hits}</th>
          <th class="py-1 text-right font-text">{columns.payments}</th>
        </tr>
      </thead>
      <tbody>
        {groups.map(({ decision, label, hits, payments }) => (
          <tr key={`${decision} ${label}`} class="border-b border-line">
            <td class="py-1">
              <Decision decision={decision} word={decisionWords[decision]} />
            </td>
            <td class="py-1 text-ink-2">{labels[label]}</td>
            <td class="py-1 text-right">{formatNumber(hits, language)}</td>
            <td class="py-1 text-right text-ink-2">{formatNumber(payments, language)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type SampleHits = NonNullable<TrialResult["history"]>["sample_hits"];
const FIRST_SAMPLES = 5;

function Samples({ words, hits }: { words: EditorWords; hits: SampleHits }) {
  const { language, decisionWords, ruleEditor, ui } = words;
  const [isWhole, setWhole] = useState(false);
  return (
    <div>
      <h3 class="mb-2 text-13 text-ink-2">{ruleEditor.trial.samples}</h3>
      <ul class="grid gap-2">
        {hits.slice(0, isWhole ? undefined : FIRST_SAMPLES).map((hit) => (
          <li key={hit.transaction_id} class="border-t border-line pt-2">
            <div class="flex items-baseline justify-between gap-3">
              <a
                class="min-w-0 truncate font-mono text-12 underline decoration-line underline-offset-2 hover:decoration-current"
                href={pathToApp(language, "transaction", { id: hit.transaction_id })}
                target="_blank"
                rel="noopener"
              >
                {hit.transaction_id}
              </a>
              <span class="figures shrink-0">{formatMoney(hit.amount_usd, "USD", language)}</span>
            </div>
            <div class="flex items-baseline justify-between gap-3 text-12">
              <Decision decision={hit.decision} word={decisionWords[hit.decision]} />
              <span class={hit.label === "legitimate" ? "text-bad" : "text-ink-2"}>
                {ruleEditor.trial.labels[hit.label]}
              </span>
            </div>
            <p class="mt-0.5 font-mono text-12 text-ink-3 [overflow-wrap:anywhere]">{hit.explanation}</p>
          </li>
        ))}
      </ul>
      {!isWhole && hits.length > FIRST_SAMPLES && (
        <Button look="bare" onClick={() => setWhole(true)}>
          {ui.more}
        </Button>
      )}
    </div>
  );
}
