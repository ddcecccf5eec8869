import type { BacktestDetail, BacktestRuleReport } from "../api-types.ts";
import { formatDay, formatMoney, formatNumber, formatPercent, formatShortDate } from "../format.ts";
import { fillCount } from "../i18n/fill.ts";
import { pathToApp } from "../paths.ts";
import { ButtonLink } from "../ui/Button.tsx";
import { Decision } from "../ui/Decision.tsx";
import { LineChart } from "../ui/LineChart.tsx";
import { FactList, Section } from "../ui/Section.tsx";
import { type Links, PaymentLink, RuleLink } from "./links.tsx";
import { fillDays } from "./span.ts";
import type { NameRule } from "./use-rule-names.ts";
import type { BacktestWords } from "./words.ts";

type RuleReportsProps = {
  words: BacktestWords;
  backtest: BacktestDetail;
  reports: readonly BacktestRuleReport[];
  links: Links;
  nameRule: NameRule;
  mayWrite: boolean;
};

/** Each draft: what it would have hit, with which other rules, and on which payments. */
export function RuleReports(props: RuleReportsProps) {
  const { words, reports } = props;
  if (reports.length === 0) return <p class="px-4 py-5 text-13 text-ink-2 md:px-6">{words.backtests.rules.none}</p>;
  return (
    <>
      {reports.map((report) => (
        <div key={report.rule_id} class="border-line not-first:border-t">
          <RuleReport {...props} report={report} />
        </div>
      ))}
    </>
  );
}

function RuleReport({
  words,
  backtest,
  links,
  nameRule,
  mayWrite,
  report,
}: RuleReportsProps & { report: BacktestRuleReport }) {
  const { language, backtests, actionWords } = words;
  const text = backtests.rules;
  const count = (value: number) => formatNumber(value, language);
  const days = fillDays(report.days, backtest);
  return (
    <Section title={report.name} aside={<span class="text-12 text-ink-3">{actionWords[report.action]}</span>}>
      <p class="figures mb-3 text-16 font-strong">
        {report.hits === 0 ? text.noHits : fillCount(text.hits, report.hits, language)}
      </p>
      <div class="grid gap-5">
        <FactList facts={factsOf(words, report)} />
        {report.hits > 0 && <Overlap {...{ words, links, nameRule, report }} />}
        {report.hits > 0 && days.length > 1 && (
          <LineChart
            title={text.days}
            times={days.map(({ day }) => ({ short: formatDay(day, language), full: formatDay(day, language) }))}
            series={[
              { id: "hits", name: report.name, tone: "accent", values: days.map(({ told }) => told?.hits ?? 0) },
            ]}
            format={count}
            height={120}
            isWhole
          />
        )}
        {report.sample_hits.length > 0 && <Samples {...{ words, links, report }} />}
        {mayWrite && (
          <div>
            <ButtonLink href={pathToApp(language, "rules/edit", { rule: report.rule_id, backtest: backtest.id })}>
              {text.publish}
            </ButtonLink>
          </div>
        )}
      </div>
    </Section>
  );
}

function factsOf(words: BacktestWords, report: BacktestRuleReport): [string, string][] {
  const { language, backtests, decisionWords, ui } = words;
  const { facts } = backtests.rules;
  const count = (value: number) => formatNumber(value, language);
  const told = (parts: readonly { word: string; payments: number }[]) =>
    parts
      .filter(({ payments }) => payments > 0)
      .map(({ word, payments }) => `${word} ${count(payments)}`)
      .join(", ") || ui.none;
  return [
    [facts.amount, formatMoney(Math.round(report.amount_usd), "USD", language)],
    [facts.unique, count(report.unique_hits)],
    [facts.precision, report.precision === null ? ui.chart.noValue : formatPercent(report.precision, language)],
    [
      facts.labels,
      told(report.by_label.map(({ label, payments }) => ({ word: backtests.result.labels[label], payments }))),
    ],
    [
      facts.live,
      told(report.by_live_decision.map(({ decision, payments }) => ({ word: decisionWords[decision], payments }))),
    ],
    ...(report.missing > 0 ? ([[facts.missing, count(report.missing)]] as [string, string][]) : []),
    ...(report.errors > 0 ? ([[facts.errors, count(report.errors)]] as [string, string][]) : []),
  ];
}

type PartProps = Pick<RuleReportsProps, "words" | "links"> & { report: BacktestRuleReport };

function Overlap({ words, links, nameRule, report }: PartProps & { nameRule: NameRule }) {
  const { language, backtests } = words;
  const text = backtests.rules;
  if (report.overlap.length === 0) return <p class="text-13 text-ink-2">{text.overlapNone}</p>;
  return (
    <div>
      <h4 class="mb-1 text-13 text-ink-2">{text.overlap}</h4>
      <table class="figures w-full text-13">
        <caption class="sr-only">{text.overlap}</caption>
        <thead class="text-12 text-ink-3">
          <tr>
            <th scope="col" class="py-1 pr-2 text-left font-text">
              {text.columns.rule}
            </th>
            <th scope="col" class="py-1 pl-2 text-right font-text">
              {text.columns.payments}
            </th>
            <th scope="col" class="py-1 pl-2 text-right font-text">
              {text.columns.share}
            </th>
          </tr>
        </thead>
        <tbody>
          {report.overlap.map(({ rule_id, payments, share }) => (
            <tr key={rule_id} class="border-t border-line">
              <td class="py-1 pr-2">
                <RuleLink {...{ language, links }} id={rule_id}>
                  {nameRule(rule_id)}
                </RuleLink>
              </td>
              <td class="py-1 pl-2 text-right">{formatNumber(payments, language)}</td>
              <td class="py-1 pl-2 text-right text-ink-2">{formatPercent(share, language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Samples({ words, links, report }: PartProps) {
  const { language, backtests, decisionWords } = words;
  return (
    <div>
      <h4 class="mb-2 text-13 text-ink-2">{backtests.rules.samples}</h4>
      <ul class="grid gap-2">
        {report.sample_hits.map((hit) => (
          <li key={hit.transaction_id} class="border-t border-line pt-2">
            <div class="flex items-baseline justify-between gap-3">
              <PaymentLink {...{ language, links }} id={hit.transaction_id} />
              <span class="figures shrink-0 text-13">{formatMoney(hit.amount_usd, "USD", language)}</span>
            </div>
            <div class="flex items-baseline justify-between gap-3 text-12">
              <Decision decision={hit.decision} word={decisionWords[hit.decision]} />
              <span class="figures text-ink-3">{formatShortDate(new Date(hit.created_at), language)}</span>
            </div>
            <p class="mt-0.5 font-mono text-12 text-ink-3 [overflow-wrap:anywhere]">{hit.explanation}</p>
          </li>
        ))}
      </ul>
    </div>
  );
}
