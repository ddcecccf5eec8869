import { useState } from "preact/hooks";
import type { BacktestDetail, BacktestResult, DecisionName } from "../api-types.ts";
import { formatMoney, formatNumber } from "../format.ts";
import { pathToApp } from "../paths.ts";
import { optionsOf } from "../ui/options.ts";
import { Section } from "../ui/Section.tsx";
import { Segmented } from "../ui/Segmented.tsx";
import { DecisionHeads } from "./DecisionHeads.tsx";
import { decisionNames, type LabelName, labelNames } from "./decision-names.ts";
import type { Links } from "./links.tsx";
import { toDays } from "./span.ts";
import type { BacktestWords } from "./words.ts";

type LabelMatrixProps = {
  words: BacktestWords;
  backtest: BacktestDetail;
  result: BacktestResult;
  links: Links;
  onLabel: (label: LabelName) => void;
};
type Volume = { payments: number; amount_usd: number };

/** How payments turned out against what was decided on them: live, and under it what the backtest decides. */
export function LabelMatrix({ words, backtest, result, links, onLabel }: LabelMatrixProps) {
  const { language, backtests, decisionWords } = words;
  const text = backtests.result;
  const [view, setView] = useState<"payments" | "amount">("payments");
  const show = ({ payments, amount_usd }: Volume) =>
    view === "payments" ? formatNumber(payments, language) : formatMoney(Math.round(amount_usd), "USD", language);
  const sideOf = (side: BacktestResult["live"]) => (label: LabelName | undefined, decision: DecisionName) =>
    side.labels
      .filter((one) => one.decision === decision && (label === undefined || one.label === label))
      .reduce<Volume>(
        (sum, one) => ({ payments: sum.payments + one.payments, amount_usd: sum.amount_usd + one.amount_usd }),
        { payments: 0, amount_usd: 0 },
      );
  const [live, again] = [sideOf(result.live), sideOf(result.backtest)];
  const { from, to, isWhole } = toDays(backtest);
  const isChanged = (label: LabelName) =>
    decisionNames.some((name) => live(label, name).payments !== again(label, name).payments);
  const groups = [
    ...labelNames.map((label) => ({ label, title: text.labels[label] })),
    { label: undefined, title: text.all },
  ];
  return (
    <Section
      title={text.matrix}
      aside={<Segmented label={text.view} options={optionsOf(text.views)} value={view} onChange={setView} />}
    >
      <div class="overflow-x-auto" tabIndex={0} role="region" aria-label={text.matrix}>
        <table class="figures w-full text-13">
          <caption class="sr-only">{text.matrix}</caption>
          <thead class="text-12 text-ink-3">
            <tr>
              <th scope="col" class="py-1 pr-2 text-left font-text">
                {text.outcome}
              </th>
              <DecisionHeads words={decisionWords} />
            </tr>
          </thead>
          {groups.map(({ label, title }) => (
            <tbody key={title}>
              <tr class="border-t border-line">
                <th scope="rowgroup" colSpan={4} class="pt-1.5 text-left first-letter:uppercase">
                  {label && isChanged(label) ? (
                    <button
                      type="button"
                      class="font-strong underline decoration-edge underline-offset-2 first-letter:uppercase hover:decoration-current"
                      onClick={() => onLabel(label)}
                    >
                      {title}
                    </button>
                  ) : (
                    title
                  )}
                </th>
              </tr>
              <tr>
                <th scope="row" class="py-0.5 pr-2 text-left font-text text-ink-2">
                  {text.live}
                </th>
                {decisionNames.map((decision) => (
                  <td key={decision} class="py-0.5 pl-2 text-right">
                    {!label && isWhole && links.payments ? (
                      <a
                        class="underline decoration-edge underline-offset-2 hover:decoration-current"
                        href={pathToApp(language, "decisions", { decision, from, to })}
                      >
                        {show(live(label, decision))}
                      </a>
                    ) : (
                      show(live(label, decision))
                    )}
                  </td>
                ))}
              </tr>
              <tr>
                <th scope="row" class="py-0.5 pr-2 text-left font-text text-ink-2">
                  {text.backtest}
                </th>
                {decisionNames.map((decision) => {
                  const [before, after] = [live(label, decision), again(label, decision)];
                  const isSame = before.payments === after.payments;
                  return (
                    <td key={decision} class={`py-0.5 pl-2 text-right ${isSame ? "text-ink-3" : "font-strong"}`}>
                      {show(after)}
                    </td>
                  );
                })}
              </tr>
            </tbody>
          ))}
        </table>
      </div>
    </Section>
  );
}
