import { useState } from "preact/hooks";
import type { BacktestQuality, BacktestResult } from "../api-types.ts";
import { formatMoney, formatNumber, formatPercent } from "../format.ts";
import { optionsOf } from "../ui/options.ts";
import { Section } from "../ui/Section.tsx";
import { Segmented } from "../ui/Segmented.tsx";
import type { BacktestWords } from "./words.ts";

const volumes = ["fraud_stopped", "fraud_missed", "legitimate_stopped"] as const;
const rates = ["precision", "recall", "false_positive_rate"] as const;

/** How good both sides are, in payments, money and shares, by what counts as stopped. */
export function QualityTable({ words, result }: { words: BacktestWords; result: BacktestResult }) {
  const { language, backtests, ui } = words;
  const text = backtests.result;
  const [stop, setStop] = useState<keyof typeof text.stops>("blocked");
  const [live, again] = [result.live[stop], result.backtest[stop]];
  const count = (value: number) => formatNumber(value, language);
  const dollars = (value: number) => formatMoney(Math.round(value), "USD", language);
  const share = (value: number | null) => (value === null ? ui.chart.noValue : formatPercent(value, language));
  const signed = (value: number, format: (value: number) => string) =>
    value === 0 ? format(0) : `${value > 0 ? "+" : "−"}${format(Math.abs(value))}`;
  const isKnown = result.live.labels.some(({ label, payments }) => label !== "unknown" && payments > 0);
  const change = (of: (side: BacktestQuality) => number | null, format: (value: number) => string) => {
    const [before, after] = [of(live), of(again)];
    return before === null || after === null ? "" : signed(after - before, format);
  };
  return (
    <Section
      title={text.quality}
      aside={
        isKnown && <Segmented label={text.stopped} options={optionsOf(text.stops)} value={stop} onChange={setStop} />
      }
    >
      {!isKnown && <p class="text-13 text-ink-2">{text.noLabels}</p>}
      {isKnown && (
        <div class="overflow-x-auto" tabIndex={0} role="region" aria-label={text.quality}>
          <table class="figures w-full text-13">
            <caption class="sr-only">{text.quality}</caption>
            <thead class="text-12 text-ink-3">
              <tr>
                {[text.measure, text.live, text.backtest, text.change].map((title, place) => (
                  <th
                    key={title}
                    scope="col"
                    class={place === 0 ? "py-1 pr-2 text-left font-text" : "py-1 pl-2 text-right font-text"}
                  >
                    {title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {volumes.map((name) => (
                <tr key={name} class="border-t border-line align-top">
                  <th scope="row" class="py-1 pr-2 text-left font-text text-ink-2">
                    {text.measures[name]}
                  </th>
                  {[live, again].map((side, place) => (
                    <td key={place === 0 ? "live" : "backtest"} class="py-1 pl-2 text-right">
                      {count(side[name].payments)}
                      <span class="block text-12 text-ink-3">{dollars(side[name].amount_usd)}</span>
                    </td>
                  ))}
                  <td class="py-1 pl-2 text-right font-strong">
                    {change((side) => side[name].payments, count)}
                    <span class="block text-12 font-text text-ink-3">
                      {change((side) => side[name].amount_usd, dollars)}
                    </span>
                  </td>
                </tr>
              ))}
              {rates.map((name) => (
                <tr key={name} class="border-t border-line">
                  <th scope="row" class="py-1 pr-2 text-left font-text text-ink-2">
                    {text.measures[name]}
                  </th>
                  <td class="py-1 pl-2 text-right">{share(live[name])}</td>
                  <td class="py-1 pl-2 text-right">{share(again[name])}</td>
                  <td class="py-1 pl-2 text-right font-strong">
                    {change(
                      (side) => side[name],
                      (value) => formatPercent(value, language),
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Section>
  );
}
