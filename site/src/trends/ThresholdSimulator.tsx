import { useMemo, useState } from "preact/hooks";
import type { ThresholdReport } from "../api-types.ts";
import { formatMoney, formatNumber } from "../format.ts";
import { fill } from "../i18n/fill.ts";
import { isProposal } from "../rules/rule-api.ts";
import { Button } from "../ui/Button.tsx";
import { type Confirmation, ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { optionsOf } from "../ui/options.ts";
import { Segmented } from "../ui/Segmented.tsx";
import { showToast } from "../ui/toast.ts";
import { applyThresholds } from "./apply-thresholds.ts";
import { barsOf, moveThreshold, simulatePair, type Thresholds, type Volume } from "./simulate.ts";
import { ThresholdChart } from "./ThresholdChart.tsx";
import { ThresholdTable } from "./ThresholdTable.tsx";
import type { TrendWords } from "./words.ts";

type Measure = keyof Pick<Volume, "transactions" | "amount_usd" | "frauds">;

type ThresholdSimulatorProps = {
  words: TrendWords;
  report: ThresholdReport;
  /** As the address names them; empty where those in force are meant. */
  review: string;
  block: string;
  onChange: (pair: { review: string; block: string }) => void;
  /** Called once another pair is in force; absent for those who may not put one there. */
  onApplied?: (() => void) | undefined;
};

/** What two other thresholds would have made of the period's payments, while they are moved. */
export function ThresholdSimulator({ words, report, review, block, onChange, onApplied }: ThresholdSimulatorProps) {
  const { language, trends } = words;
  const { thresholds } = trends;
  const [measure, setMeasure] = useState<Measure>("transactions");
  const [asking, setAsking] = useState<Confirmation>();
  const { current } = report;
  const asked: Thresholds = {
    review_from: review === "" || Number.isNaN(Number(review)) ? current.review_from : Number(review),
    block_above: block === "" || Number.isNaN(Number(block)) ? current.block_above : Number(block),
  };
  // An address may name anything: it is brought onto the scale as a hand would.
  const placed = moveThreshold(asked, "block_above", asked.block_above);
  const pair = moveThreshold(placed, "review_from", placed.review_from);
  const simulated = useMemo(() => simulatePair(report, pair), [report, pair.review_from, pair.block_above]);
  const bars = useMemo(() => barsOf(report).map((volume) => volume[measure]), [report, measure]);
  const isMoved = pair.review_from !== current.review_from || pair.block_above !== current.block_above;
  const count = (volume: Volume) => formatNumber(volume.transactions, language);
  const ask = () =>
    setAsking({
      title: thresholds.apply.title,
      body: fill(thresholds.apply.body, {
        review: pair.review_from,
        block: pair.block_above,
        reviewed: count(simulated.under_review),
        blocked: count(simulated.blocked),
      }),
      submit: thresholds.apply.submit,
      send: async () => {
        const outcome = await applyThresholds(language, pair);
        if (!outcome.ok) return outcome;
        if (isProposal(outcome.data)) showToast(thresholds.apply.waits);
        else {
          showToast(thresholds.apply.done);
          onChange({ review: "", block: "" });
          onApplied?.();
        }
        return outcome;
      },
    });
  return (
    <section class="border-t border-line px-4 py-5 md:px-6">
      <div class="flex flex-wrap items-center gap-x-4 gap-y-2">
        <h2 class="text-16">{thresholds.title}</h2>
        <Segmented
          label={thresholds.measure}
          options={optionsOf(thresholds.measures)}
          value={measure}
          onChange={setMeasure}
        />
        {isMoved && <Button onClick={() => onChange({ review: "", block: "" })}>{thresholds.reset}</Button>}
        {isMoved && onApplied && <Button onClick={ask}>{thresholds.apply.action}</Button>}
      </div>
      <p class="mt-2 max-w-[760px] text-13 text-ink-2">
        {fill(thresholds.lead, { held: formatNumber(report.held, language) })}
      </p>
      <div class="mt-4 grid gap-x-10 gap-y-6 min-[1280px]:grid-cols-2">
        <figure class="min-w-0">
          <figcaption class="mb-2 flex flex-wrap gap-x-4 text-13">
            <span class="font-strong">{thresholds.chart}</span>
            <span class="text-12 text-ink-3">{thresholds.scale}</span>
          </figcaption>
          <ThresholdChart
            {...{ words, bars, pair, current }}
            format={(value) =>
              measure === "amount_usd"
                ? formatMoney(Math.round(value), "USD", language)
                : formatNumber(Math.round(value), language)
            }
            onChange={({ review_from, block_above }) =>
              onChange({
                review: review_from === current.review_from ? "" : String(review_from),
                block: block_above === current.block_above ? "" : String(block_above),
              })
            }
          />
          <p class="figures mt-2 text-13 text-ink-2">
            {fill(thresholds.reviewValue, { value: pair.review_from })},{" "}
            {fill(thresholds.blockValue, { value: pair.block_above })}
          </p>
        </figure>
        <ThresholdTable words={words} current={current} pair={simulated} />
      </div>
      <ConfirmDialog asked={asking} onClose={() => setAsking(undefined)} />
    </section>
  );
}
