import { type ChartProps, say } from "./Chart.tsx";
import { useUi } from "./words.tsx";

/** What a chart shows as the figures themselves, newest first. */
export function ChartTable({ title, times, series, format, height }: ChartProps) {
  const { ui } = useUi();
  const newestFirst = times.map((time, index) => ({ time, index })).reverse();
  return (
    <div
      class={`overflow-y-auto ${height && height > 160 ? "max-h-[260px]" : "max-h-[200px]"}`}
      tabIndex={0}
      role="region"
      aria-label={title}
    >
      <table class="figures w-full text-13">
        <thead class="sticky top-0 bg-surface-1 text-12 text-ink-3">
          <tr>
            <th scope="col" class="py-1 pr-4 text-left font-text">
              {ui.chart.time}
            </th>
            {series.map(({ id, name }) => (
              <th key={id} scope="col" class="py-1 pl-4 text-right font-text">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {newestFirst.map(({ time, index }) => (
            <tr key={time.full} class="border-t border-line">
              <th scope="row" class="py-1 pr-4 text-left font-text text-ink-2">
                {time.href ? (
                  <a class="link" href={time.href}>
                    {time.full}
                  </a>
                ) : (
                  time.full
                )}
              </th>
              {series.map(({ id, values }) => (
                <td key={id} class="py-1 pl-4 text-right">
                  {say(values[index], format, ui.chart.noValue)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
