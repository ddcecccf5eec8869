import { useRef, useState } from "preact/hooks";
import type { ModelHealth } from "../api-types.ts";
import { formatNumber, formatPercent } from "../format.ts";
import { ChartCaption } from "../ui/ChartCaption.tsx";
import { linePath, lonely, valueTicks } from "../ui/chart-scale.ts";
import { useWidth } from "../ui/use-width.ts";
import type { ModelWords } from "./words.ts";

type Bands = NonNullable<ModelHealth["calibration"]>["bands"];

const [HEIGHT, TOP, BOTTOM, LEFT] = [180, 8, 22, 52];

/** What was predicted beside what was found, by bands of the score; the same figures, with their counts, as a table. */
export function ReliabilityChart({ words, bands }: { words: ModelWords; bands: Bands }) {
  const { models, language } = words;
  const text = models.calibration;
  const box = useRef<HTMLDivElement>(null);
  const [isTable, setTable] = useState(false);
  const width = useWidth(box, !isTable);
  const share = (value: number | null) => (value === null ? models.unknown : formatPercent(value, language, 2));
  const count = (value: number) => formatNumber(value, language);
  const ticks = valueTicks(
    Math.max(0, ...bands.flatMap(({ predicted, found }) => [predicted ?? 0, found ?? 0])),
    false,
  );
  const step = Math.max(0, width - LEFT - 8) / bands.length;
  const x = (index: number) => LEFT + (index + 0.5) * step;
  const y = (value: number) => HEIGHT - BOTTOM - (value / (ticks.at(-1) ?? 1)) * (HEIGHT - BOTTOM - TOP);
  const predicted = bands.map((band) => band.predicted);
  const found = bands.map((band) => band.found);
  return (
    <figure class="min-w-0">
      <ChartCaption title={text.byScore} isTable={isTable} onTable={setTable}>
        <span class="text-12 text-ink-2">— {text.predicted}</span>
        <span class="text-12 text-accent">● {text.found}</span>
      </ChartCaption>
      {isTable ? (
        <div class="overflow-x-auto" tabIndex={0} role="region" aria-label={text.byScore}>
          <table class="figures w-full text-13">
            <thead class="text-12 text-ink-3">
              <tr>
                {[text.score, text.payments, text.frauds, text.predicted, text.found].map((name, index) => (
                  <th key={name} scope="col" class={`py-1 font-text ${index === 0 ? "text-left" : "pl-3 text-right"}`}>
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {bands.map((band) => (
                <tr key={band.from_score} class="border-t border-line">
                  <th scope="row" class="py-1 text-left font-text text-ink-2">
                    {band.from_score}–{band.to_score}
                  </th>
                  {[count(band.payments), count(band.frauds), share(band.predicted), share(band.found)].map(
                    (cell, index) => (
                      <td key={index} class="py-1 pl-3 text-right">
                        {cell}
                      </td>
                    ),
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : (
        <div ref={box}>
          <svg width="100%" height={HEIGHT} class="figures block text-12" role="img" aria-label={text.byScore}>
            {width > 0 && (
              <>
                {ticks.map((tick) => (
                  <g key={tick}>
                    <line class="stroke-line" x1={LEFT} x2={width} y1={y(tick)} y2={y(tick)} />
                    <text class="fill-ink-3" x={LEFT - 8} y={y(tick) + 4} text-anchor="end">
                      {formatPercent(tick, language)}
                    </text>
                  </g>
                ))}
                {bands.map(({ from_score }, index) => (
                  <text key={from_score} class="fill-ink-3" x={x(index)} y={HEIGHT - 5} text-anchor="middle">
                    {from_score}
                  </text>
                ))}
                <path class="fill-none stroke-ink-3" stroke-width="1.75" d={linePath(predicted, x, y)} />
                {lonely(predicted).map((index) => (
                  <circle key={index} class="fill-ink-3" cx={x(index)} cy={y(predicted[index] ?? 0)} r="2" />
                ))}
                {found.map(
                  (value, index) =>
                    value !== null && (
                      <circle key={bands[index]?.from_score} class="fill-accent" cx={x(index)} cy={y(value)} r="3.5">
                        <title>{`${bands[index]?.from_score}–${bands[index]?.to_score}: ${text.predicted} ${share(predicted[index] ?? null)}, ${text.found} ${share(value)}`}</title>
                      </circle>
                    ),
                )}
              </>
            )}
          </svg>
        </div>
      )}
    </figure>
  );
}
