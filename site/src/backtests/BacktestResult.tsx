import type { BacktestDetail, DecisionName, BacktestResult as Result } from "../api-types.ts";
import { formatDay, formatNumber, formatPercent } from "../format.ts";
import { fill, fillCount } from "../i18n/fill.ts";
import { LineChart } from "../ui/LineChart.tsx";
import { Section } from "../ui/Section.tsx";
import { LabelMatrix } from "./LabelMatrix.tsx";
import type { Links } from "./links.tsx";
import { MoveTable } from "./MoveTable.tsx";
import { QualityTable } from "./QualityTable.tsx";
import { fillDays } from "./span.ts";
import type { BacktestWords } from "./words.ts";

type BacktestResultProps = {
  words: BacktestWords;
  backtest: BacktestDetail;
  result: Result;
  links: Links;
  /** Shows the payments behind a figure. */
  onMove: (live: DecisionName, backtest: DecisionName) => void;
  onLabel: (label: "fraud" | "legitimate" | "unknown") => void;
};

/** What would have come out: how many decisions change and how, how that turned out, and when. */
export function BacktestResult({ words, backtest, result, links, onMove, onLabel }: BacktestResultProps) {
  const { language, backtests } = words;
  const text = backtests.result;
  const count = (value: number) => formatNumber(value, language);
  const { replayed, decisions_changed: changed, scores_changed, not_replayed } = result;
  const caveats = [
    ...not_replayed.map(({ reason, decisions }) => fillCount(text.obstacles[reason], decisions, language)),
    result.without_model > 0 && fillCount(text.withoutModel, result.without_model, language),
    result.details_forgotten > 0 && fillCount(text.forgotten, result.details_forgotten, language),
  ].filter((caveat) => caveat !== false);
  const days = fillDays(result.days, backtest);
  return (
    <>
      <div class="grid gap-3 px-4 pt-5 md:px-6">
        <div>
          <p class="figures text-16 font-strong">
            {changed === 0 ? text.same : fill(text.headline, { changed: count(changed), replayed: count(replayed) })}
          </p>
          {replayed > 0 && (
            <p class="figures mt-1 text-13 text-ink-2">
              {fill(text.share, {
                percent: formatPercent(changed / replayed, language),
                scores: count(scores_changed),
              })}
            </p>
          )}
        </div>
        {caveats.map((caveat) => (
          <p key={caveat} class="border-l-2 border-warn pl-3 text-13 text-warn">
            {caveat}
          </p>
        ))}
      </div>
      <Section title={text.moves}>
        <MoveTable words={words} result={result} onMove={onMove} />
      </Section>
      <LabelMatrix {...{ words, backtest, result, links, onLabel }} />
      <QualityTable words={words} result={result} />
      {changed > 0 && days.length > 1 && (
        <div class="px-4 py-5 md:px-6">
          <LineChart
            title={text.days}
            times={days.map(({ day }) => ({ short: formatDay(day, language), full: formatDay(day, language) }))}
            series={[
              {
                id: "changed",
                name: text.changedDecisions,
                tone: "accent",
                values: days.map(({ told }) => told?.changed ?? 0),
              },
            ]}
            format={count}
            height={140}
            isWhole
          />
        </div>
      )}
    </>
  );
}
