import type { ComponentChildren } from "preact";
import { formatNumber } from "../format.ts";
import { useUi } from "./words.tsx";

type Contribution = { group: string; title: string; points: number };
type WaterfallProps = { contributions: readonly Contribution[]; score: number };

const SHOWN = 8;

/**
 * How the model came to its score, circumstance by circumstance, each from where the one before ended. It begins with what
 * they leave unexplained: an ordinary payment's own score, and what circumstances do together beyond each alone.
 */
export function Waterfall({ contributions, score }: WaterfallProps) {
  const { ui, language } = useUi();
  const shown = contributions.slice(0, SHOWN);
  const base = score - shown.reduce((sum, { points }) => sum + points, 0);
  let at = base;
  const bars = shown.map((step) => {
    const from = at;
    at += step.points;
    return { ...step, from, to: at };
  });
  const low = Math.min(0, base, ...bars.map(({ to }) => to));
  const high = Math.max(1, score, base, ...bars.map(({ to }) => to));
  const x = (points: number) => ((points - low) / (high - low)) * 1000;
  const signed = (points: number) => `${points > 0 ? "+" : "−"}${formatNumber(Math.abs(points), language)}`;
  return (
    <table class="figures w-full text-13">
      <tbody>
        <Row title={ui.waterfall.base} figure={base < 0 ? signed(base) : formatNumber(base, language)}>
          <rect
            class="fill-ink-3"
            x={Math.min(x(0), x(base))}
            y="7"
            width={Math.max(3, Math.abs(x(base) - x(0)))}
            height="10"
          />
        </Row>
        {bars.map(({ group, title, points, from, to }) => (
          <Row key={group} title={title} figure={signed(points)}>
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
