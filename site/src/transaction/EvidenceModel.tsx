import type { ComponentChildren } from "preact";
import type { Evidence } from "../api-types.ts";
import { formatNumber, formatPercent } from "../format.ts";
import { fill } from "../i18n/fill.ts";
import { FactList, Section } from "../ui/Section.tsx";
import type { TransactionWords } from "./words.ts";

/** What the model said, where the thresholds stood and how long it all took. */
export function EvidenceModel({
  words: { language, text },
  evidence,
}: {
  words: TransactionWords;
  evidence: Evidence;
}) {
  const t = text.evidence;
  const { model, thresholds, timings } = evidence;
  const facts: [string, ComponentChildren][] = [];
  if (model) {
    facts.push([t.probability, formatPercent(model.probability, language)]);
    facts.push([t.modelScore, model.score]);
    facts.push([t.modelVersion, <code key="version">{model.version}</code>]);
  }
  facts.push([t.thresholds, fill(t.thresholdsText, { review: thresholds.review_from, block: thresholds.block_above })]);
  facts.push([
    t.timings,
    fill(t.timingsText, {
      total: formatNumber(timings.total_ms, language, 1),
      gather: formatNumber(timings.gather_ms, language, 1),
      assess: formatNumber(timings.assess_ms, language, 1),
    }),
  ]);
  facts.push([t.rates, evidence.exchange_rates_as_of]);
  return (
    <Section title={t.model}>
      {!model && <p class="mb-3 text-13 text-warn">{t.noModel}</p>}
      <FactList facts={facts} />
    </Section>
  );
}
