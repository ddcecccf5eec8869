import { useRef } from "preact/hooks";
import { fill } from "../i18n/fill.ts";
import { valueTicks } from "../ui/chart-scale.ts";
import { useWidth } from "../ui/use-width.ts";
import { BAR, HIGHEST, moveThreshold, type Outcome, STEP, type Thresholds } from "./simulate.ts";
import type { TrendWords } from "./words.ts";

const HEIGHT = 220;
const [TOP, BOTTOM] = [20, 22];
const PAGE = 50;
const hues: Record<Outcome, string> = { approved: "fill-ok", under_review: "fill-warn", blocked: "fill-bad" };

type ThresholdChartProps = {
  words: TrendWords;
  /** What stands in each bar of BAR points. */
  bars: readonly number[];
  pair: Thresholds;
  current: Thresholds;
  format: (value: number) => string;
  onChange: (pair: Thresholds) => void;
};

/**
 * The payments by their score, in the hues of what two thresholds make of them, and the thresholds themselves to be moved.
 * Heights go by the square root, since few payments score high and those are the ones that matter.
 */
export function ThresholdChart({ words, bars, pair, current, format, onChange }: ThresholdChartProps) {
  const { thresholds } = words.trends;
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const max = Math.max(1, ...bars);
  const ticks = valueTicks(max, false, 3).filter((tick) => tick <= max * 1.2);
  const top = Math.max(max, ticks.at(-1) ?? 1);
  const left = Math.max(...ticks.map((tick) => format(tick).length)) * 7.2 + 10;
  const inner = Math.max(0, width - left - 12);
  const baseline = HEIGHT - BOTTOM;
  const x = (score: number) => left + (score / HIGHEST) * inner;
  const y = (value: number) => baseline - Math.sqrt(value / top) * (baseline - TOP);
  /** Where one outcome ends and the next begins; a bar that holds a threshold has two hues. */
  const parts: readonly [outcome: Outcome, from: number, to: number][] = [
    ["approved", 0, pair.review_from],
    ["under_review", pair.review_from, pair.block_above],
    ["blocked", pair.block_above, HIGHEST],
  ];
  return (
    <div ref={box} class="min-w-0">
      <svg width="100%" height={HEIGHT} class="figures block text-12">
        <title>{thresholds.chart}</title>
        {width > 0 && (
          <>
            {ticks.map((tick) => (
              <g key={tick}>
                <line class="stroke-line" x1={left} x2={width - 12} y1={y(tick)} y2={y(tick)} />
                <text class="fill-ink-3" x={left - 8} y={y(tick) + 4} text-anchor="end">
                  {format(tick)}
                </text>
              </g>
            ))}
            {[0, 250, 500, 750, 1000].map((score) => (
              <text
                key={score}
                class="fill-ink-3"
                x={x(score)}
                y={HEIGHT - 5}
                text-anchor={score === 0 ? "start" : score === HIGHEST ? "end" : "middle"}
              >
                {score}
              </text>
            ))}
            {bars.map((value, index) =>
              parts.map(([outcome, from, to]) => {
                const [start, end] = [Math.max(from, index * BAR), Math.min(to, (index + 1) * BAR)];
                if (value <= 0 || end <= start) return null;
                const height = Math.max(1, baseline - y(value));
                return (
                  <rect
                    key={`${index}${outcome}`}
                    class={hues[outcome]}
                    x={x(start)}
                    width={Math.max(0.5, x(end) - x(start) - (end % BAR === 0 ? 1 : 0))}
                    y={baseline - height}
                    height={height}
                  />
                );
              }),
            )}
            {(["review_from", "block_above"] as const).map((name) => (
              <g key={name}>
                <line
                  class="stroke-ink-3"
                  x1={x(current[name])}
                  x2={x(current[name])}
                  y1={TOP}
                  y2={baseline}
                  stroke-dasharray="2 3"
                />
                <Handle
                  name={name}
                  label={name === "review_from" ? thresholds.review : thresholds.block}
                  said={fill(name === "review_from" ? thresholds.reviewValue : thresholds.blockValue, {
                    value: pair[name],
                  })}
                  help={thresholds.help}
                  {...{ pair, x, baseline, left, inner, onChange }}
                />
              </g>
            ))}
          </>
        )}
      </svg>
    </div>
  );
}

type HandleProps = {
  name: keyof Thresholds;
  label: string;
  said: string;
  help: string;
  pair: Thresholds;
  x: (score: number) => number;
  baseline: number;
  left: number;
  inner: number;
  onChange: (pair: Thresholds) => void;
};

/** One threshold: dragged, or moved by arrows. */
function Handle({ name, label, said, help, pair, x, baseline, left, inner, onChange }: HandleProps) {
  const value = pair[name];
  const move = (to: number) => onChange(moveThreshold(pair, name, to));
  const drag = (event: PointerEvent) => {
    const handle = event.currentTarget as SVGGElement;
    if (!handle.hasPointerCapture(event.pointerId)) return;
    const from = handle.ownerSVGElement?.getBoundingClientRect().left ?? 0;
    move(((event.clientX - from - left) / inner) * HIGHEST);
  };
  const press = (event: KeyboardEvent) => {
    const to = {
      ArrowRight: value + STEP,
      ArrowUp: value + STEP,
      ArrowLeft: value - STEP,
      ArrowDown: value - STEP,
      PageUp: value + PAGE,
      PageDown: value - PAGE,
      Home: 0,
      End: HIGHEST,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    move(to);
  };
  const isReview = name === "review_from";
  return (
    <g
      role="slider"
      tabindex={0}
      class="threshold-handle"
      aria-label={`${label}. ${help}`}
      aria-valuemin={isReview ? 0 : pair.review_from}
      aria-valuemax={isReview ? pair.block_above : HIGHEST}
      aria-valuenow={value}
      aria-valuetext={said}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={drag}
      onKeyDown={press}
    >
      <rect class="fill-none" x={x(value) - 14} y={0} width={28} height={baseline} pointer-events="all" />
      <line class="stroke-ink-1" x1={x(value)} x2={x(value)} y1={TOP - 4} y2={baseline} stroke-width="2" />
      <rect class="threshold-grip" x={x(value) - 5} y={TOP - 4} width={10} height={20} rx={3} />
      <text
        class="fill-ink-1 font-strong"
        x={Math.max(left + 12, Math.min(left + inner - 12, x(value)))}
        y={12}
        text-anchor={
          isReview && pair.block_above - value < 60
            ? "end"
            : isReview || value - pair.review_from >= 60
              ? "middle"
              : "start"
        }
      >
        {value}
      </text>
    </g>
  );
}
