import type { ComponentChildren } from "preact";
import type { Evidence } from "../api-types.ts";
import { formatNumber } from "../format.ts";
import { fillCount } from "../i18n/fill.ts";
import { Section } from "../ui/Section.tsx";
import { nameFeature, type Subject, subjectOf } from "./name-feature.ts";
import type { TransactionWords } from "./words.ts";

type Feature = Evidence["features"][number];

const subjects: Subject[] = ["payer", "user", "device", "ip", "merchant", "payment"];

/** Every signal that the model saw, by what it is about; a signal without a value says nothing and is only counted. */
export function EvidenceFeatures({ words, features }: { words: TransactionWords; features: Feature[] }) {
  const { language, text } = words;
  const t = text.evidence;
  const known = features.filter(({ value }) => value !== null);
  const missing = features.filter(({ value }) => value === null);
  const name = (feature: Feature) => nameFeature(feature.name, words.features) ?? feature.meaning;
  const show = ({ value, unit }: Feature) => {
    if (unit === "0/1") return value ? t.yes : t.no;
    return (
      <>
        {formatNumber(value ?? 0, language, 2)}{" "}
        <span class="font-sans text-ink-3">{words.features.units[unit] ?? unit}</span>
      </>
    );
  };
  return (
    <Section title={t.features}>
      <div class="grid gap-4">
        {subjects.map((subject) => {
          const members = known.filter((feature) => subjectOf(feature.name) === subject);
          return (
            members.length > 0 && (
              <FeatureTable key={subject} title={t.groups[subject]} features={members} name={name} show={show} />
            )
          );
        })}
      </div>
      {missing.length > 0 && (
        <details class="mt-4">
          <summary class="cursor-pointer text-13 text-ink-2 hover:text-ink-1">
            {fillCount(t.withoutValue, missing.length, language)}
          </summary>
          <p class="mt-2 text-12 text-ink-3">{missing.map(name).join("; ")}</p>
        </details>
      )}
    </Section>
  );
}

type FeatureTableProps = {
  title: string;
  features: Feature[];
  name: (feature: Feature) => string;
  show: (feature: Feature) => ComponentChildren;
};

function FeatureTable({ title, features, name, show }: FeatureTableProps) {
  return (
    <table class="w-full text-13">
      <caption class="border-b border-line pb-1 text-left text-12 text-ink-3">{title}</caption>
      <tbody>
        {features.map((feature) => (
          <tr key={feature.name} class={feature.value ? "align-baseline" : "align-baseline text-ink-3"}>
            <td class="py-1 pr-4" title={`${feature.name}: ${feature.meaning}`}>
              {name(feature)}
            </td>
            <td class="figures py-1 text-right font-mono text-12 whitespace-nowrap">{show(feature)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
