import { formatNumber } from "../format.ts";
import { fill } from "../i18n/fill.ts";
import { useUi } from "./words.tsx";
import { homePath, landPath, seaPath } from "./world-outline.ts";

export type MapPlace = { name: string; lat: number; lon: number };
type MiniMapProps = {
  here: MapPlace;
  before?: MapPlace;
  /** How the payer would have come from one to the other. */
  leg?: { km: number; kmh: number };
};

/** Faster than any airliner, from door to door. */
const IMPOSSIBLE_KMH = 900;
const LEAST_SPAN = 30;

/** Where a payment and the one before it were made, and the way between them where nobody could have travelled it. */
export function MiniMap({ here, before, leg }: MiniMapProps) {
  const { ui, language } = useUi();
  const view = viewOf(before ? [here, before] : [here]);
  const unit = view.width / 320;
  const isImpossible = leg !== undefined && leg.kmh > IMPOSSIBLE_KMH;
  return (
    <figure>
      <svg
        class="block aspect-2/1 w-full rounded border border-line bg-surface-1"
        viewBox={`${view.left} ${view.top} ${view.width} ${view.height}`}
        role="img"
        aria-label={`${ui.map.label}: ${[before?.name, here.name].filter(Boolean).join(" → ")}`}
      >
        <path class="fill-surface-3 stroke-line" stroke-width={unit} d={landPath} />
        <path class="fill-surface-1" d={seaPath} />
        <path class="fill-none stroke-edge" stroke-width={unit} d={homePath} />
        {before && (
          <>
            <line
              class={isImpossible ? "stroke-bad" : "stroke-ink-2"}
              stroke-width={1.5 * unit}
              stroke-dasharray={isImpossible ? `${5 * unit} ${3 * unit}` : undefined}
              x1={before.lon}
              y1={-before.lat}
              x2={here.lon}
              y2={-here.lat}
            />
            <circle
              class="fill-surface-1 stroke-ink-1"
              stroke-width={1.5 * unit}
              cx={before.lon}
              cy={-before.lat}
              r={4 * unit}
            />
          </>
        )}
        <circle class="fill-accent stroke-surface-1" stroke-width={unit} cx={here.lon} cy={-here.lat} r={5 * unit} />
      </svg>
      <figcaption class="mt-2 grid gap-1 text-13">
        <span class="flex items-baseline gap-2">
          <span class="size-2.5 shrink-0 rounded-[5px] bg-accent" aria-hidden="true" />
          <span class="text-ink-2">{ui.map.here}:</span> {here.name}
        </span>
        {before && (
          <span class="flex items-baseline gap-2">
            <span class="size-2.5 shrink-0 rounded-[5px] border border-ink-1" aria-hidden="true" />
            <span class="text-ink-2">{ui.map.before}:</span> {before.name}
          </span>
        )}
        {leg && (
          <span class={`figures ${isImpossible ? "text-bad" : "text-ink-2"}`}>
            {fill(ui.map.leg, { km: formatNumber(leg.km, language), kmh: formatNumber(leg.kmh, language) })}
            {isImpossible && ` — ${ui.map.impossible}`}
          </span>
        )}
      </figcaption>
    </figure>
  );
}

/** A window twice as wide as high, in degrees, that shows the places with room around them. */
function viewOf(places: readonly MapPlace[]) {
  const lons = places.map(({ lon }) => lon);
  const lats = places.map(({ lat }) => -lat);
  const middle = (values: number[]) => (Math.min(...values) + Math.max(...values)) / 2;
  const span = (values: number[]) => Math.max(...values) - Math.min(...values);
  const width = Math.min(360, Math.max(LEAST_SPAN, span(lons) * 1.4, span(lats) * 2.8));
  const height = width / 2;
  return { left: middle(lons) - width / 2, top: middle(lats) - height / 2, width, height };
}
