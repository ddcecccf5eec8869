import type { Overview } from "../api-types.ts";
import { formatNumber, formatPercent } from "../format.ts";
import { Section } from "../ui/Section.tsx";
import type { OverviewWords } from "./OverviewPage.tsx";

/** Who decided, and how right that was by what was reported since. */
export function ModelTable({
  words: { text, language },
  models,
}: {
  words: OverviewWords;
  models: Overview["models"];
}) {
  const share = (value: number | null) => (value === null ? text.unknown : formatPercent(value, language));
  if (models.length === 0) return null;
  return (
    <div class="border-t border-line">
      <Section title={text.models} isMain>
        <div class="overflow-x-auto" tabIndex={0} role="region" aria-label={text.models}>
          <table class="figures w-full text-13">
            <thead class="text-12 text-ink-3">
              <tr>
                <th scope="col" class="py-1 pr-4 text-left font-text">
                  {text.model}
                </th>
                {[text.tiles.transactions, text.labelled, text.precision, text.recall].map((name) => (
                  <th key={name} scope="col" class="py-1 pl-4 text-right font-text">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {models.map(({ version, transactions, labelled, precision, recall }) => (
                <tr key={version} class="border-t border-line">
                  <th scope="row" class="py-1.5 pr-4 text-left font-text">
                    <code>{version}</code>
                  </th>
                  <td class="py-1.5 pl-4 text-right">{formatNumber(transactions, language)}</td>
                  <td class="py-1.5 pl-4 text-right">{formatNumber(labelled, language)}</td>
                  <td class="py-1.5 pl-4 text-right">{share(precision)}</td>
                  <td class="py-1.5 pl-4 text-right">{share(recall)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        {models.every(({ labelled }) => labelled === 0) && <p class="mt-2 text-13 text-ink-2">{text.noLabels}</p>}
      </Section>
    </div>
  );
}
