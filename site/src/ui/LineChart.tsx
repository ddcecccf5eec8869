import { Chart, type ChartProps, fills, strokes } from "./Chart.tsx";
import { linePath, lonely } from "./chart-scale.ts";

/** Measures over time as lines; a gap in the data is a gap in the line. */
export function LineChart(props: ChartProps) {
  const max = Math.max(0, ...props.series.flatMap(({ values }) => values.map((value) => value ?? 0)));
  return (
    <Chart {...props} max={max}>
      {({ x, y }) =>
        props.series.map(({ id, tone, values }) => (
          <g key={id}>
            <path
              class={`fill-none ${strokes[tone]}`}
              stroke-width="1.75"
              stroke-linejoin="round"
              d={linePath(values, x, y)}
            />
            {lonely(values).map((index) => (
              <circle key={index} class={fills[tone]} cx={x(index)} cy={y(values[index] ?? 0)} r="2" />
            ))}
          </g>
        ))
      }
    </Chart>
  );
}
