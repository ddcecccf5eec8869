import type { ModelHealth } from "../api-types.ts";
import { formatNumber, formatPercent } from "../format.ts";
import { fill } from "../i18n/fill.ts";
import { Section } from "../ui/Section.tsx";
import { ReliabilityChart } from "./ReliabilityChart.tsx";
import type { ModelWords } from "./words.ts";

/** Whether as much fraud was found as the model predicted; until enough is known, how far that is. */
export function Calibration({ words, calibration }: { words: ModelWords; calibration: ModelHealth["calibration"] }) {
  const { language } = words;
  const text = words.models.calibration;
  const count = (value: number) => formatNumber(value, language);
  if (!calibration || calibration.expected_error === null)
    return (
      <Section title={text.title}>
        <p class="text-13 text-ink-2">
          {fill(text.none, {
            payments: count(calibration?.payments ?? 0),
            frauds: count(calibration?.frauds ?? 0),
            paymentsNeeded: count(calibration?.payments_needed ?? 200),
            fraudsNeeded: count(calibration?.frauds_needed ?? 20),
          })}
        </p>
      </Section>
    );
  const { payments, frauds, sampled_every, expected_error, bands } = calibration;
  return (
    <Section title={text.title}>
      <p class="text-14 font-strong">{fill(text.error, { error: formatPercent(expected_error, language, 2) })}</p>
      <p class="mt-1 mb-3 text-13 text-ink-2">
        {fill(text.help, { payments: count(payments), frauds: count(frauds) })}
        {sampled_every > 1 && ` ${fill(text.sampled, { every: count(sampled_every) })}`}
      </p>
      <ReliabilityChart words={words} bands={bands} />
    </Section>
  );
}
