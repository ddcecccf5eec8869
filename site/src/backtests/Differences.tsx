import type { BacktestDetail, BacktestDifference, BacktestResult, DecisionName } from "../api-types.ts";
import { formatMoney, formatNumber, formatShortDate } from "../format.ts";
import { fill } from "../i18n/fill.ts";
import { queryOf } from "../paths.ts";
import { Button } from "../ui/Button.tsx";
import { Decision } from "../ui/Decision.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import { Select } from "../ui/Field.tsx";
import { Segmented } from "../ui/Segmented.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { TableFoot } from "../ui/TableFoot.tsx";
import { useRows } from "../use-rows.ts";
import { backtestPath } from "./backtest-api.ts";
import { type LabelName, labelNames } from "./decision-names.ts";
import { type Links, PaymentLink } from "./links.tsx";
import type { BacktestWords } from "./words.ts";

const KEPT = 1000;

/** Which of the differences are looked at. */
export type Chosen = { label?: LabelName; live?: DecisionName; backtest?: DecisionName };

type DifferencesProps = {
  words: BacktestWords;
  backtest: BacktestDetail;
  result: BacktestResult;
  links: Links;
  chosen: Chosen;
  onChoose: (chosen: Chosen) => void;
};

/** The payments that are decided otherwise, page by page. */
export function Differences({ words, backtest, result, links, chosen, onChoose }: DifferencesProps) {
  const { language, backtests, ui } = words;
  const text = backtests.differences;
  const list = useRows<BacktestDifference>(
    `${backtestPath(backtest.id)}/differences${queryOf({ limit: "50", ...chosen })}`,
  );
  if (result.decisions_changed === 0) return <p class="px-4 py-5 text-13 text-ink-2 md:px-6">{text.none}</p>;
  return (
    <div class="px-4 py-4 md:px-6">
      <Choice {...{ words, result, chosen, onChoose }} />
      {result.decisions_changed > KEPT && (
        <p class="mt-3 text-13 text-ink-2">
          {fill(text.kept, { count: formatNumber(result.decisions_changed, language) })}
        </p>
      )}
      {list.phase === "loading" && (
        <div class="pt-5">
          <Skeleton label={ui.loading} />
        </div>
      )}
      {list.phase === "failed" && list.failure && <ErrorState failure={list.failure} onRetry={list.reload} />}
      {list.phase === "ready" && (
        <>
          <ul class="mt-4 grid gap-2" aria-label={backtests.tabs.differences}>
            {list.rows.map((difference) => (
              <Difference key={difference.transaction_id} {...{ words, links, difference }} />
            ))}
          </ul>
          {list.rows.length === 0 && <p class="text-13 text-ink-2">{text.nothing}</p>}
          {list.more === "idle" && !list.failure ? (
            <Button class="mt-4" onClick={list.loadMore}>
              {ui.more}
            </Button>
          ) : (
            list.rows.length > 0 && (
              <div class="-mx-4 md:-mx-6">
                <TableFoot list={list} end={text.end} />
              </div>
            )
          )}
        </>
      )}
    </div>
  );
}

function Choice({
  words,
  result,
  chosen,
  onChoose,
}: Pick<DifferencesProps, "words" | "result" | "chosen" | "onChoose">) {
  const { language, backtests, decisionWords } = words;
  const text = backtests.differences;
  const moves = result.decisions.filter(({ live, backtest, payments }) => live !== backtest && payments > 0);
  const moveOf = ({ live, backtest }: Chosen) => (live && backtest ? `${live} ${backtest}` : "");
  const pick = (value: string) => {
    const { live, backtest } = moves.find((move) => moveOf(move) === value) ?? {};
    onChoose({ label: chosen.label, live, backtest });
  };
  return (
    <div class="grid justify-items-start gap-3">
      <Segmented<LabelName | "">
        label={text.outcome}
        options={[
          { value: "", label: text.all },
          ...labelNames.map((label) => ({ value: label, label: backtests.result.labels[label] })),
        ]}
        value={chosen.label ?? ""}
        onChange={(label) => onChoose({ ...chosen, label: label || undefined })}
      />
      <div class="w-full">
        <Select
          id="difference-move"
          label={text.move}
          value={moveOf(chosen)}
          options={[
            { value: "", label: text.anyMove },
            ...moves.map(({ live, backtest, payments }) => ({
              value: moveOf({ live, backtest }),
              label: `${fill(text.moved, { live: decisionWords[live], backtest: decisionWords[backtest] })} (${formatNumber(payments, language)})`,
            })),
          ]}
          onChange={(event) => pick(event.currentTarget.value)}
        />
      </div>
    </div>
  );
}

type DifferenceProps = Pick<DifferencesProps, "words" | "links"> & { difference: BacktestDifference };

function Difference({ words, links, difference }: DifferenceProps) {
  const { language, backtests, decisionWords } = words;
  const { transaction_id, amount_usd, live, backtest, label, created_at } = difference;
  return (
    <li class="grid gap-0.5 border-t border-line pt-2 text-13">
      <div class="flex items-baseline justify-between gap-3">
        <PaymentLink {...{ language, links }} id={transaction_id} />
        <span class="figures shrink-0">{formatMoney(amount_usd, "USD", language)}</span>
      </div>
      <div class="flex flex-wrap items-baseline gap-x-2">
        <Decision decision={live.decision} word={decisionWords[live.decision]} />
        <span aria-hidden="true" class="text-ink-3">
          →
        </span>
        <Decision decision={backtest.decision} word={decisionWords[backtest.decision]} />
        <span class={`ml-auto ${label === "legitimate" ? "text-bad" : "text-ink-2"}`}>
          {backtests.result.labels[label]}
        </span>
      </div>
      <p class="figures flex justify-between gap-3 text-12 text-ink-3">
        <span>{fill(backtests.differences.score, { live: live.risk_score, backtest: backtest.risk_score })}</span>
        <span>{formatShortDate(new Date(created_at), language)}</span>
      </p>
    </li>
  );
}
