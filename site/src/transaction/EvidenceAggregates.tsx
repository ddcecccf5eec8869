import type { Evidence } from "../api-types.ts";
import { formatNumber } from "../format.ts";
import { fill } from "../i18n/fill.ts";
import { FactList, Section } from "../ui/Section.tsx";
import type { TransactionWords } from "./words.ts";

type EvidenceAggregatesProps = {
  words: TransactionWords;
  evidence: Pick<Evidence, "aggregates" | "aggregates_at_least">;
};

/** What the organisation's own aggregates said; nothing where it has none. */
export function EvidenceAggregates({ words: { language, text }, evidence }: EvidenceAggregatesProps) {
  const t = text.evidence;
  const all = Object.entries(evidence.aggregates);
  if (all.length === 0) return null;
  const show = (ref: string, value: number | null) => {
    if (value === null) return <span class="text-ink-3">{t.noValue}</span>;
    const number = formatNumber(value, language, 2);
    return evidence.aggregates_at_least.includes(ref) ? fill(t.atLeast, { value: number }) : number;
  };
  return (
    <Section title={t.aggregates}>
      <FactList facts={all.map(([ref, value]) => [ref.slice(0, ref.lastIndexOf("@")), show(ref, value)])} />
    </Section>
  );
}
