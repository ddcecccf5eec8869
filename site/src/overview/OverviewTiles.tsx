import type { Overview, Trends } from "../api-types.ts";
import { timeNow } from "../clock.ts";
import { formatMoney, formatNumber, formatPercent } from "../format.ts";
import { fill } from "../i18n/fill.ts";
import { pathToApp } from "../paths.ts";
import { KpiTile } from "../ui/KpiTile.tsx";
import type { OverviewWords } from "./OverviewPage.tsx";

type OverviewTilesProps = {
  words: OverviewWords;
  overview: Overview | undefined;
  trends: Trends | undefined;
  /** Whether a figure may lead to its rows. */
  maySeePayments: boolean;
};

/** The figures of a period; each leads to the rows that it counts. */
export function OverviewTiles({ words, overview, trends, maySeePayments }: OverviewTilesProps) {
  const { language, text } = words;
  const { tiles } = text;
  const count = (value: number | undefined) => (value === undefined ? null : formatNumber(value, language));
  const dollars = (value: number) => formatMoney(Math.round(value), "USD", language);
  const trend = (of: "transactions" | "blocked" | "under_review" | "frauds") =>
    trends?.data.filter(({ start }) => Date.parse(start) <= timeNow()).map((bucket) => bucket[of]);
  const days = overview && { from: overview.period.first_day, to: overview.period.last_day };
  const rows = (narrowed: { decision?: string; label?: string } = {}) =>
    maySeePayments && days ? pathToApp(language, "decisions", { ...narrowed, ...days }) : undefined;
  const speed = overview?.processing_ms;
  return (
    <div class="grid grid-cols-2 gap-px border-y border-line bg-line min-[1280px]:grid-cols-3">
      <KpiTile
        label={tiles.transactions}
        figure={count(overview?.totals.transactions)}
        change={overview?.change.transactions}
        trend={trend("transactions")}
        href={rows()}
      />
      <KpiTile
        label={tiles.blocked}
        figure={count(overview?.totals.blocked)}
        change={overview?.change.blocked}
        note={
          overview?.rates ? fill(text.ofAll, { share: formatPercent(overview.rates.blocked, language) }) : undefined
        }
        trend={trend("blocked")}
        href={rows({ decision: "BLOCKED" })}
        isAccented
      />
      <KpiTile
        label={tiles.review}
        figure={count(overview?.reviews.sent)}
        note={overview && fill(text.openNow, { count: formatNumber(overview.reviews.open, language) })}
        trend={trend("under_review")}
        href={rows({ decision: "UNDER_REVIEW" })}
      />
      <KpiTile
        label={tiles.saved}
        figure={overview ? dollars(overview.amounts.saved_usd) : null}
        note={overview && fill(text.missed, { amount: dollars(overview.amounts.missed_usd) })}
        href={rows({ label: "stopped_fraud" })}
      />
      <KpiTile
        label={tiles.frauds}
        figure={count(overview?.frauds.confirmed)}
        change={overview?.change.frauds}
        note={overview && dollars(overview.frauds.confirmed_usd)}
        trend={trend("frauds")}
        href={rows({ label: "fraud" })}
      />
      <KpiTile
        label={tiles.speed}
        figure={overview ? (speed ? fill(text.ms, { ms: formatNumber(speed.mean, language, 1) }) : text.unknown) : null}
        note={speed ? fill(text.slowest, { ms: formatNumber(speed.slowest, language) }) : undefined}
      />
    </div>
  );
}
