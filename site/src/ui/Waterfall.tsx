import type { ComponentChildren } from "preact";
import { formatNumber } from "../format.ts";
import { type Contribution, waterfallSteps } from "./waterfall-steps.ts";
import { useUi } from "./words.tsx";

type WaterfallProps = {
  contributions: readonly Contribution[];
  score: number;
  /** What the model gives an ordinary payment; null or left out where that is not known. */
  ordinary?: number | null;
};

/** How the model came from an ordinary payment's score to this one's, circumstance by circumstance, each from where the one before ended. */
export function Waterfall({ contributions, score, ordinary = null }: WaterfallProps) {
  const { ui, language } = useUi();
  const { base, steps: bars } = waterfallSteps(contributions, score, ordinary);
  const low = Math.min(0, base, ...bars.map(({ to }) => to));
  const high = Math.max(1, score, base, ...bars.map(({ to }) => to));
  const x = (points: number) => ((points - low) / (high - low)) * 1000;
  const signed = (points: number) => `${points >= 0 ? "+" : "−"}${formatNumber(Math.abs(points), language)}`;
  return (
    <table class="figures w-full text-13">
      <tbody>
        <Row
          title={ordinary === null ? ui.waterfall.base : ui.waterfall.ordinary}
          figure={base < 0 ? signed(base) : formatNumber(base, language)}
        >
          <rect
            class="fill-ink-3"
            x={Math.min(x(0), x(base))}
            y="7"
            width={Math.max(3, Math.abs(x(base) - x(0)))}
            height="10"
          />
        </Row>
        {bars.map(({ group, title, points, from, to }) => (
          <Row key={group ?? "others"} title={title ?? ui.waterfall.others} figure={signed(points)}>
            <rect
              class={points > 0 ? "fill-bad" : "fill-ok"}
              x={Math.min(x(from), x(to))}
              y="7"
              width={Math.max(3, Math.abs(x(to) - x(from)))}
              height="10"
            />
          </Row>
        ))}
        <Row title={ui.waterfall.result} figure={formatNumber(score, language)} isTotal>
          <rect class="fill-ink-1" x={x(0)} y="7" width={Math.max(3, x(score) - x(0))} height="10" />
        </Row>
      </tbody>
    </table>
  );
}

type RowProps = { title: string; figure: string; isTotal?: boolean; children: ComponentChildren };

function Row({ title, figure, isTotal, children }: RowProps) {
  return (
    <tr class={isTotal ? "border-t border-line font-strong" : ""}>
      <th scope="row" class={`w-2/5 py-0.5 pr-3 text-left ${isTotal ? "" : "font-text text-ink-2"}`}>
        {title}
      </th>
      <td class="py-0.5">
        <svg class="block h-6 w-full" viewBox="0 0 1000 24" preserveAspectRatio="none" aria-hidden="true">
          {children}
        </svg>
      </td>
      <td class="w-14 py-0.5 pl-2 text-right">{figure}</td>
    </tr>
  );
}
