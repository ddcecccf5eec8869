import { linePath } from "./chart-scale.ts";

type SparklineProps = { values: readonly (number | null)[]; class?: string; isAccented?: boolean };

const [WIDTH, HEIGHT] = [100, 24];

/** The shape of a measure over time, from zero; its figures stand beside it, so it is not read aloud. */
export function Sparkline({ values, class: extra = "h-6 w-full", isAccented }: SparklineProps) {
  const max = Math.max(1e-9, ...values.map((value) => value ?? 0));
  const x = (index: number) => (values.length < 2 ? WIDTH / 2 : (index / (values.length - 1)) * WIDTH);
  const y = (value: number) => HEIGHT - 1.5 - (value / max) * (HEIGHT - 3);
  return (
    <svg class={extra} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      <path
        class={`fill-none ${isAccented ? "stroke-accent" : "stroke-ink-3"}`}
        stroke-width="1.5"
        vector-effect="non-scaling-stroke"
        d={linePath(values, x, y)}
      />
    </svg>
  );
}
