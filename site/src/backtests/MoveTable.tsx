import type { BacktestResult, DecisionName } from "../api-types.ts";
import { formatNumber } from "../format.ts";
import { fill } from "../i18n/fill.ts";
import { Decision } from "../ui/Decision.tsx";
import { DecisionHeads } from "./DecisionHeads.tsx";
import { decisionNames } from "./decision-names.ts";
import type { BacktestWords } from "./words.ts";

type MoveTableProps = {
  words: BacktestWords;
  result: Pick<BacktestResult, "decisions">;
  onMove: (live: DecisionName, backtest: DecisionName) => void;
};

/** How many payments went from which decision to which; those that changed lead to their list. */
export function MoveTable({ words, result, onMove }: MoveTableProps) {
  const { language, backtests, decisionWords } = words;
  const text = backtests.result;
  const cell = (live: DecisionName, again: DecisionName) => {
    const found = result.decisions.find((one) => one.live === live && one.backtest === again)?.payments ?? 0;
    const count = formatNumber(found, language);
    if (live === again || found === 0) return <span class="text-ink-3">{count}</span>;
    const names = { live: decisionWords[live], backtest: decisionWords[again], count };
    return (
      <button
        type="button"
        class="-my-1 rounded py-1 pl-2 font-strong underline decoration-edge underline-offset-2 hover:decoration-current"
        aria-label={fill(text.showMoves, names)}
        title={fill(text.showMoves, names)}
        onClick={() => onMove(live, again)}
      >
        {count}
      </button>
    );
  };
  return (
    <>
      <div class="overflow-x-auto" tabIndex={0} role="region" aria-label={text.moves}>
        <table class="figures w-full text-13">
          <caption class="sr-only">{text.moves}</caption>
          <thead class="text-12 text-ink-3">
            <tr>
              <td />
              <DecisionHeads words={decisionWords} />
            </tr>
          </thead>
          <tbody>
            {decisionNames.map((live) => (
              <tr key={live} class="border-t border-line">
                <th scope="row" class="py-1.5 pr-2 text-left font-text">
                  <Decision decision={live} word={decisionWords[live]} />
                </th>
                {decisionNames.map((again) => (
                  <td key={again} class="py-1.5 pl-2 text-right">
                    {cell(live, again)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="mt-2 text-12 text-ink-3">{text.movesHelp}</p>
    </>
  );
}
