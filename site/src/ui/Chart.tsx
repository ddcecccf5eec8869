import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";
import { ChartCaption } from "./ChartCaption.tsx";
import { ChartTable } from "./ChartTable.tsx";
import { timeTicks, valueTicks } from "./chart-scale.ts";
import { useWidth } from "./use-width.ts";
import { useUi } from "./words.tsx";

export type Tone = "accent" | "ink" | "ok" | "warn" | "bad";
/** One measure over the times of its chart; null where nothing was measured. */
export type Series = { id: string; name: string; tone: Tone; values: readonly (number | null)[] };

export const strokes: Record<Tone, string> = {
  accent: "stroke-accent",
  ink: "stroke-ink-3",
  ok: "stroke-ok",
  warn: "stroke-warn",
  bad: "stroke-bad",
};
export const fills: Record<Tone, string> = {
  accent: "fill-accent",
  ink: "fill-ink-3",
  ok: "fill-ok",
  warn: "fill-warn",
  bad: "fill-bad",
};
const texts: Record<Tone, string> = {
  accent: "text-accent",
  ink: "text-ink-2",
  ok: "text-ok",
  warn: "text-warn",
  bad: "text-bad",
};

export type ChartProps = {
  title: string;
  /** What each place on the time axis is called, shortly; and in full, beside its values; and where its rows are. */
  times: readonly { short: string; full: string; href?: string }[];
  series: readonly Series[];
  format: (value: number) => string;
  /** In whole pixels. */
  height?: number;
  /** Whether values can only be whole numbers. */
  isWhole?: boolean;
};

export type Plot = {
  x: (index: number) => number;
  y: (value: number) => number;
  /** The width of one place on the time axis. */
  step: number;
  baseline: number;
};

type FrameProps = ChartProps & {
  /** The highest value that is drawn. */
  max: number;
  isBanded?: boolean;
  children: (plot: Plot) => ComponentChildren;
};

const [TOP, BOTTOM] = [8, 22];
/** The width of the name of a time, in pixels. */
const LABEL = 56;

/**
 * The frame of a chart over time: axes from zero, a crosshair with the exact values by pointer and by arrows, and the same
 * data as a table. `children` draw the marks.
 */
export function Chart(props: FrameProps) {
  const { title, times, series, format, height = 200, isWhole = false, max, isBanded = false, children } = props;
  const { ui } = useUi();
  const box = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState<number>();
  const [isTable, setTable] = useState(false);
  const width = useWidth(box, !isTable && times.length > 0);
  const ticks = valueTicks(max, isWhole);
  const top = ticks.at(-1) ?? 1;
  const left = (width > 0 ? widestOf(ticks.map(format)) : 0) + 10;
  const inner = Math.max(0, width - left - 8);
  const step = inner / (isBanded ? times.length : Math.max(1, times.length - 1));
  const baseline = height - BOTTOM;
  const plot: Plot = {
    x: (index) => left + (isBanded ? (index + 0.5) * step : index * step),
    y: (value) => baseline - (value / top) * (baseline - TOP),
    step,
    baseline,
  };
  const clamp = (index: number) => Math.max(0, Math.min(times.length - 1, index));
  const point = (event: PointerEvent) => {
    const from = (event.currentTarget as Element).getBoundingClientRect().left;
    setAt(clamp(Math.round((event.clientX - from - left) / step - (isBanded ? 0.5 : 0))));
  };
  const go = () => {
    const href = at === undefined ? undefined : times[at]?.href;
    if (href) location.assign(href);
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === "Enter") return go();
    const current = at ?? times.length - 1;
    const to = { ArrowLeft: current - 1, ArrowRight: current + 1, Home: 0, End: times.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    setAt(clamp(to));
  };
  const leads = times.some(({ href }) => href !== undefined);
  const shown = at === undefined ? undefined : times[at];
  return (
    <figure class="min-w-0">
      <ChartCaption title={title} isTable={isTable} onTable={setTable}>
        <Readout {...{ series, format, at }} time={shown?.full ?? ui.chart.zone} />
      </ChartCaption>
      {times.length === 0 && <p class="py-8 text-13 text-ink-2">{ui.chart.empty}</p>}
      {isTable && <ChartTable {...{ title, times, series, format }} height={height} />}
      {!isTable && times.length > 0 && (
        <div ref={box}>
          <svg
            width="100%"
            height={height}
            class={`figures block touch-pan-y rounded text-12 ${leads ? "cursor-pointer" : ""}`}
            role="slider"
            // Small letters: attributes of SVG are told apart by case, and browsers know no other.
            tabindex={0}
            aria-label={`${title}. ${ui.chart.help}${leads ? `. ${ui.chart.rows}` : ""}`}
            aria-valuemin={0}
            aria-valuemax={times.length - 1}
            aria-valuenow={at ?? times.length - 1}
            aria-valuetext={describe(series, format, at ?? times.length - 1, times, ui.chart.noValue)}
            onPointerMove={point}
            onPointerLeave={() => setAt(undefined)}
            onClick={go}
            onKeyDown={press}
            onBlur={() => setAt(undefined)}
          >
            {width > 0 && (
              <>
                {ticks.map((tick) => (
                  <g key={tick}>
                    <line class="stroke-line" x1={left} x2={width} y1={plot.y(tick)} y2={plot.y(tick)} />
                    <text class="fill-ink-3" x={left - 8} y={plot.y(tick) + 4} text-anchor="end">
                      {format(tick)}
                    </text>
                  </g>
                ))}
                {timeTicks(times.length, Math.floor(inner / 90)).map((index) => (
                  <text
                    key={index}
                    class="fill-ink-3"
                    x={isBanded && step < LABEL && index === times.length - 1 ? width : plot.x(index)}
                    y={height - 5}
                    text-anchor={anchorOf(index, times.length, isBanded && step >= LABEL)}
                  >
                    {times[index]?.short}
                  </text>
                ))}
                {children(plot)}
                {at !== undefined && (
                  <line
                    class="stroke-ink-2"
                    x1={plot.x(at)}
                    x2={plot.x(at)}
                    y1={TOP}
                    y2={baseline}
                    stroke-dasharray="2 2"
                  />
                )}
              </>
            )}
          </svg>
        </div>
      )}
    </figure>
  );
}

let ruler: CanvasRenderingContext2D | null | undefined;

/** How wide the widest of the names of values is drawn, in pixels; a share of a pixel more, since figures may be drawn as of one width. */
function widestOf(names: readonly string[]): number {
  ruler ??= document.createElement("canvas").getContext("2d");
  if (!ruler) return Math.max(...names.map(({ length }) => length)) * 8;
  ruler.font = `12px ${getComputedStyle(document.body).fontFamily}`;
  // Zero is among the widest figures, and as wide as all of them where they stand in columns.
  return Math.ceil(Math.max(...names.map((name) => ruler?.measureText(name.replace(/\d/g, "0")).width ?? 0))) + 2;
}

type ReadoutProps = Pick<ChartProps, "series" | "format"> & { at?: number; time: string };

/** The names of the series in their hues, with the exact values under the crosshair. */
function Readout({ series, format, at, time }: ReadoutProps) {
  const { ui } = useUi();
  return (
    <span class="figures flex flex-wrap gap-x-4 text-12 text-ink-2">
      {series.map(({ id, name, tone, values }) => (
        <span key={id} class="inline-flex items-center gap-1.5">
          <svg width="8" height="8" viewBox="0 0 8 8" aria-hidden="true">
            <rect class={fills[tone]} width="8" height="8" />
          </svg>
          <span class={texts[tone]}>{name}</span>
          {at !== undefined && <strong>{say(values[at], format, ui.chart.noValue)}</strong>}
        </span>
      ))}
      <span>{time}</span>
    </span>
  );
}

/** The first and the last name stand within the chart, unless every place has room for its own. */
function anchorOf(index: number, length: number, hasRoom: boolean): "start" | "middle" | "end" {
  if (hasRoom || (index > 0 && index < length - 1)) return "middle";
  return index === 0 ? "start" : "end";
}

/** A value in words, also where there is none. */
export const say = (value: number | null | undefined, format: (value: number) => string, none: string): string =>
  value === null || value === undefined ? none : format(value);

function describe(
  series: readonly Series[],
  format: (value: number) => string,
  at: number,
  times: ChartProps["times"],
  none: string,
): string {
  return `${times[at]?.full ?? ""}: ${series.map(({ name, values }) => `${name} ${say(values[at], format, none)}`).join(", ")}`;
}
