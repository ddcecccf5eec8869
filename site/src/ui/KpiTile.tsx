import { formatPercent } from "../format.ts";
import { fill } from "../i18n/fill.ts";
import { Sparkline } from "./Sparkline.tsx";
import { useUi } from "./words.tsx";

type KpiTileProps = {
  label: string;
  /** As it is read; null while it is on its way. */
  figure: string | null;
  /** Against the period before, 0.1 being a tenth more; null where there was nothing to compare with. */
  change?: number | null;
  /** What else is to be said of it, under the change. */
  note?: string;
  trend?: readonly (number | null)[];
  /** Where its rows are. */
  href?: string;
  isAccented?: boolean;
};

/** One figure: what it is, how it changed, how it went; it leads to the rows that it counts. */
export function KpiTile({ label, figure, change, note, trend, href, isAccented }: KpiTileProps) {
  const body = (
    <>
      <span class="block text-13 text-ink-2">{label}</span>
      <span class="figures mt-1 flex h-8 items-center text-28 leading-none font-strong">
        {figure ?? <span class="skeleton block w-24" />}
      </span>
      <span class="mt-1 block h-10 text-12 text-ink-3">
        {change !== undefined && change !== null && (
          <span class="block truncate">
            <Change change={change} />
          </span>
        )}
        {note && <span class="block truncate">{note}</span>}
      </span>
      <span class="mt-2 block h-6">{trend && <Sparkline values={trend} isAccented={isAccented} />}</span>
    </>
  );
  const look = "block min-w-0 bg-surface-1 px-4 py-4 md:px-6";
  if (!href) return <div class={look}>{body}</div>;
  return (
    <a href={href} class={`${look} hover:bg-surface-3 focus-visible:-outline-offset-2`}>
      {body}
    </a>
  );
}

function Change({ change }: { change: number }) {
  const { ui, language } = useUi();
  const size = formatPercent(Math.abs(change), language);
  const said = change === 0 ? ui.chart.same : fill(change > 0 ? ui.chart.up : ui.chart.down, { change: size });
  return (
    <>
      <span class="text-ink-2">{said}</span> {ui.chart.against}
    </>
  );
}
