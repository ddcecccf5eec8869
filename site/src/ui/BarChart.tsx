import { Chart, type ChartProps, fills } from "./Chart.tsx";

/** Counts over time as bars, the series of one time upon each other, the first at the bottom. */
export function BarChart(props: ChartProps) {
  const { series, times } = props;
  const totals = times.map((_, index) => series.reduce((sum, { values }) => sum + (values[index] ?? 0), 0));
  return (
    <Chart {...props} max={Math.max(0, ...totals)} isBanded>
      {({ x, y, step }) => {
        const width = Math.max(1, Math.min(28, step * 0.7));
        return times.map(({ full }, index) => {
          let below = 0;
          return (
            <g key={full}>
              {series.map(({ id, tone, values }) => {
                const value = values[index] ?? 0;
                const from = below;
                below += value;
                return (
                  value > 0 && (
                    <rect
                      key={id}
                      class={fills[tone]}
                      x={x(index) - width / 2}
                      width={width}
                      y={y(below)}
                      height={Math.max(1, y(from) - y(below))}
                    />
                  )
                );
              })}
            </g>
          );
        });
      }}
    </Chart>
  );
}
