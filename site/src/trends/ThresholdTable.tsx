import type { ThresholdPair } from "../api-types.ts";
import { formatMoney, formatNumber } from "../format.ts";
import { fill } from "../i18n/fill.ts";
import type { Outcome } from "./simulate.ts";
import type { TrendWords } from "./words.ts";

const outcomes: readonly Outcome[] = ["approved", "under_review", "blocked"];

type ThresholdTableProps = { words: TrendWords; current: ThresholdPair; pair: ThresholdPair };

/** What a pair would have decided, beside the one in force: payments, money and the frauds that are known of. */
export function ThresholdTable({ words, current, pair }: ThresholdTableProps) {
  const { language, trends } = words;
  const { thresholds } = trends;
  const count = (value: number) => formatNumber(value, language);
  const dollars = (value: number) => formatMoney(Math.round(value), "USD", language);
  const measures = [
    { name: "transactions", title: thresholds.payments, format: count },
    { name: "amount_usd", title: thresholds.amount, format: dollars },
    { name: "frauds", title: thresholds.frauds, format: count },
  ] as const;
  const nameOf = ({ review_from, block_above }: ThresholdPair) =>
    fill(thresholds.pair, { review: review_from, block: block_above });
  const change = (value: number, format: (value: number) => string) =>
    value === 0 ? format(0) : `${value > 0 ? "+" : "−"}${format(Math.abs(value))}`;
  return (
    <div class="overflow-x-auto" tabIndex={0} role="region" aria-label={thresholds.compare}>
      <table class="figures w-full text-13 max-sm:text-12">
        <caption class="sr-only">{thresholds.compare}</caption>
        <thead class="text-12 text-ink-3">
          <tr>
            <th scope="col" class="py-1 pr-2 text-left font-text">
              {thresholds.outcome}
            </th>
            <th scope="col" class="py-1 pl-2 text-right font-text">
              {fill(thresholds.now, { pair: nameOf(current) })}
            </th>
            <th scope="col" class="py-1 pl-2 text-right font-text">
              {fill(thresholds.tried, { pair: nameOf(pair) })}
            </th>
            <th scope="col" class="py-1 pl-2 text-right font-text">
              {thresholds.change}
            </th>
          </tr>
        </thead>
        {outcomes.map((outcome) => (
          <tbody key={outcome}>
            <tr class="border-t border-line">
              <th scope="rowgroup" colSpan={4} class="pt-1.5 text-left">
                {thresholds.outcomes[outcome]}
              </th>
            </tr>
            {measures.map(({ name, title, format }) => {
              const [now, then] = [current[outcome][name], pair[outcome][name]];
              return (
                <tr key={name}>
                  <th scope="row" class="py-0.5 pr-2 text-left font-text text-ink-2">
                    {title}
                  </th>
                  <td class="py-0.5 pl-2 text-right">{format(now)}</td>
                  <td class="py-0.5 pl-2 text-right">{format(then)}</td>
                  <td class={`py-0.5 pl-2 text-right ${now === then ? "text-ink-3" : "font-strong"}`}>
                    {change(then - now, format)}
                  </td>
                </tr>
              );
            })}
          </tbody>
        ))}
      </table>
    </div>
  );
}
