import type { ModelComparison } from "../api-types.ts";
import { formatNumber, formatPercent } from "../format.ts";
import { fill } from "../i18n/fill.ts";
import { LineChart } from "../ui/LineChart.tsx";
import { Section } from "../ui/Section.tsx";
import type { ModelWords } from "./words.ts";

const STEP = 50;

/** A model beside the champion, on the same payments. */
export function ModelReport({ words, report }: { words: ModelWords; report: ModelComparison }) {
  const { models, language } = words;
  const { report: text } = models;
  const { payments, labelled, of_champion, of_challenger } = report;
  const share = (value: number | null) => (value === null ? models.unknown : formatPercent(value, language));
  const count = (value: number) => formatNumber(Math.round(value), language);
  if (payments === 0) return <p class="p-6 text-ink-2">{text.none}</p>;
  const rows: [string, (side: typeof of_champion) => string][] = [
    [text.precision, ({ at_500 }) => share(at_500.precision)],
    [text.recall, ({ at_500 }) => share(at_500.recall)],
    [text.caught, ({ money }) => count(money.frauds_caught_usd)],
    [text.missed, ({ money }) => count(money.frauds_missed_usd)],
    [text.blocked, ({ money }) => count(money.legitimate_blocked_usd)],
    [text.reviewed, ({ money }) => count(money.legitimate_reviewed_usd)],
  ];
  const scores = of_champion.histogram.map((_, index) => ({
    short: String(index * STEP),
    full: `${text.score} ${index * STEP}–${(index + 1) * STEP}`,
  }));
  return (
    <Section
      title={fill(text.payments, { count: count(payments), known: count(labelled.frauds + labelled.legitimate) })}
    >
      <table class="figures mb-6 w-full text-13">
        <thead class="text-12 text-ink-3">
          <tr>
            <th scope="col" class="py-1 pr-2 text-left font-text">
              {text.measure}
            </th>
            <th scope="col" class="py-1 pl-2 text-right font-text" title={report.champion}>
              {text.champion}
            </th>
            <th scope="col" class="py-1 pl-2 text-right font-text">
              {text.challenger}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, tell]) => (
            <tr key={name} class="border-t border-line">
              <th scope="row" class="py-1 pr-2 text-left font-text text-ink-2">
                {name}
              </th>
              <td class="py-1 pl-2 text-right">{tell(of_champion)}</td>
              <td class="py-1 pl-2 text-right">{tell(of_challenger)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <LineChart
        title={text.histogram}
        times={scores}
        height={160}
        series={[
          { id: "champion", name: text.champion, tone: "ink", values: of_champion.histogram },
          { id: "challenger", name: text.challenger, tone: "accent", values: of_challenger.histogram },
        ]}
        format={count}
        isWhole
      />
    </Section>
  );
}
