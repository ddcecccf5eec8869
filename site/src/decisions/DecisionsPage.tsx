import type { Language } from "../api-types.ts";
import { TopLine } from "../app/TopLine.tsx";
import { useAddress } from "../app/use-address.ts";
import type { Dictionary } from "../i18n/index.ts";
import { DataTable } from "../ui/DataTable.tsx";
import { UiWordsProvider } from "../ui/words.tsx";
import { decisionColumns } from "./decision-columns.tsx";
import { filterFields } from "./filter.ts";
import { LiveDecisions } from "./LiveDecisions.tsx";

/** The words of the page, handed down so that it carries one language only. */
export type Words = {
  language: Language;
  ui: Dictionary["ui"];
  shell: Dictionary["shell"];
  text: Dictionary["decisions"];
  features: Dictionary["features"];
  transaction: Dictionary["transaction"];
};

/** The board of decisions. Drawn at build time as it looks while loading; the address is read in the browser. */
export function DecisionsPage(words: Words) {
  const { language, ui, shell, text } = words;
  const address = useAddress(filterFields(text), "transaction");
  return (
    <UiWordsProvider language={language} ui={ui}>
      {address.isRead ? (
        <LiveDecisions words={words} address={address} />
      ) : (
        <div class="board">
          <div class="board-list">
            <TopLine title={text.title} shell={shell} status="connecting" />
            <div class="h-[49px] border-b border-line max-md:h-[97px]" />
            <DataTable
              id="decisions"
              label={text.table}
              columns={decisionColumns(words)}
              rows={[]}
              rowId={({ id }) => id}
              isLoading
            />
          </div>
        </div>
      )}
    </UiWordsProvider>
  );
}
