import type { TransactionDetail } from "../api-types.ts";
import type { Dictionary } from "../i18n/index.ts";
import { EvidenceRules } from "../transaction/EvidenceRules.tsx";
import { EvidenceVerdict } from "../transaction/EvidenceVerdict.tsx";
import type { TransactionWords } from "../transaction/words.ts";
import { Section } from "../ui/Section.tsx";
import { Waterfall } from "../ui/Waterfall.tsx";
import { UiWordsProvider } from "../ui/words.tsx";

type AnalystScreenProps = { words: TransactionWords; ui: Dictionary["ui"]; detail: TransactionDetail };

/** A payment as an analyst sees it, drawn at build time with the parts of the application. */
export function AnalystScreen({ words, ui, detail }: AnalystScreenProps) {
  const { contributions, model, ordinary_score } = detail.evidence;
  return (
    <UiWordsProvider language={words.language} ui={ui}>
      <div class="grid rounded border border-line bg-surface-2 lg:grid-cols-2">
        <div class="min-w-0">
          <EvidenceVerdict words={words} detail={detail} />
        </div>
        <div class="min-w-0 border-line max-lg:border-t lg:border-l">
          {model && (
            <Section title={words.transaction.contributions}>
              <Waterfall contributions={contributions} score={model.score} ordinary={ordinary_score} />
            </Section>
          )}
          <EvidenceRules words={words} detail={detail} />
        </div>
      </div>
    </UiWordsProvider>
  );
}
