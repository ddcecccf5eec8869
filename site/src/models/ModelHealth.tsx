import type { ModelHealth as Health } from "../api-types.ts";
import { formatDay, formatNumber, formatPercent } from "../format.ts";
import { fill } from "../i18n/fill.ts";
import { nameFeature } from "../transaction/name-feature.ts";
import { Badge } from "../ui/Badge.tsx";
import { LineChart } from "../ui/LineChart.tsx";
import { FactList, Section } from "../ui/Section.tsx";
import { Calibration } from "./Calibration.tsx";
import type { ModelWords } from "./words.ts";

const MOST_FEATURES = 12;

/** How a model does: drift, outcomes, calibration, how late labels come, alerts. */
export function ModelHealth({ words, health }: { words: ModelWords; health: Health }) {
  const { models, language, features } = words;
  const { drift, outcomes, label_latency, alerts, days } = health;
  const share = (value: number | null) => (value === null ? models.unknown : formatPercent(value, language));
  const count = (value: number) => formatNumber(value, language);
  const index = (value: number) => formatNumber(value, language, 3);
  const times = days.map(({ date }) => ({ short: formatDay(date, language), full: formatDay(date, language) }));
  const collected = health.collected;
  return (
    <div class="figures divide-y divide-line">
      {alerts.length > 0 && (
        <Section title={models.alertsTitle}>
          <ul class="grid gap-2 text-13">
            {alerts.map(({ kind, raised, resolved, figure, threshold, subject }) => (
              <li key={kind + raised} class="flex flex-wrap items-center gap-2">
                <Badge tone={resolved ? "plain" : "warn"}>{models.kinds[kind]}</Badge>
                <span class="text-ink-2">
                  {fill(models.alertText, { figure: index(figure), threshold: index(threshold) })}
                  {subject && `, ${subject}`}, {formatDay(raised, language)}
                  {resolved && ` – ${formatDay(resolved, language)}`}
                </span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title={models.drift.title}>
        {drift ? (
          <p class="text-13 text-ink-2">
            {fill(models.drift.help, { days: drift.days, payments: count(drift.payments) })}
          </p>
        ) : (
          <p class="text-13 text-ink-2">
            {models.drift.none}{" "}
            {collected &&
              fill(models.drift.collected, {
                days: collected.days,
                needed: collected.days_needed,
                payments: count(collected.payments),
                paymentsNeeded: count(collected.payments_needed),
              })}
          </p>
        )}
        {days.length > 0 && (
          <div class="mt-3">
            <LineChart
              title="PSI"
              times={times}
              height={150}
              series={[
                {
                  id: "score",
                  name: models.drift.score,
                  tone: "accent",
                  values: days.map(({ score_psi }) => score_psi),
                },
                {
                  id: "feature",
                  name: models.drift.feature,
                  tone: "ink",
                  values: days.map(({ highest_feature_psi }) => highest_feature_psi),
                },
              ]}
              format={index}
            />
          </div>
        )}
        {drift && (
          <div class="mt-3">
            <FactList
              facts={[
                [models.drift.score, index(drift.score_psi)],
                ...drift.features
                  .slice(0, MOST_FEATURES)
                  .map(({ feature, psi, missing }): [string, string] => [
                    nameFeature(feature, features) ?? feature,
                    `${psi === null ? models.unknown : index(psi)} · ${models.drift.missing} ${share(missing)}`,
                  ]),
              ]}
            />
          </div>
        )}
      </Section>
      <Section title={models.outcomes.title}>
        {outcomes ? (
          <FactList
            facts={[
              [models.outcomes.precision, share(outcomes.precision)],
              [models.outcomes.recall, share(outcomes.recall)],
              [models.outcomes.accuracy, share(outcomes.accuracy)],
              [models.outcomes.fpr, share(outcomes.false_positive_rate)],
              [models.outcomes.caught, count(outcomes.true_positives)],
              [models.outcomes.missed, count(outcomes.false_negatives)],
            ]}
          />
        ) : (
          <p class="text-13 text-ink-2">{models.outcomes.none}</p>
        )}
        {days.some(({ precision, recall }) => precision !== null || recall !== null) && (
          <div class="mt-3">
            <LineChart
              title={models.outcomes.days}
              times={times}
              height={150}
              series={[
                {
                  id: "precision",
                  name: models.outcomes.precision,
                  tone: "accent",
                  values: days.map((day) => day.precision),
                },
                { id: "recall", name: models.outcomes.recall, tone: "ink", values: days.map((day) => day.recall) },
              ]}
              format={(value) => formatPercent(value, language)}
            />
          </div>
        )}
      </Section>
      <Calibration words={words} calibration={health.calibration} />
      {label_latency.length > 0 && (
        <Section title={models.labels.title}>
          <FactList
            facts={label_latency.map(({ source, reports, p50_days, p90_days }) => [
              source,
              fill(models.labels.text, {
                reports: count(reports),
                p50: formatNumber(p50_days, language, 1),
                p90: formatNumber(p90_days, language, 1),
              }),
            ])}
          />
        </Section>
      )}
    </div>
  );
}
