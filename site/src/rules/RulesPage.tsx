import { TopLine } from "../app/TopLine.tsx";
import { useAddress } from "../app/use-address.ts";
import { DataTable } from "../ui/DataTable.tsx";
import { UiWordsProvider } from "../ui/words.tsx";
import { RuleBoard } from "./RuleBoard.tsx";
import { ruleColumns } from "./rule-columns.tsx";
import { ruleFilterFields } from "./rule-filter.ts";
import { noRuleContext } from "./rule-table-context.ts";
import type { RulesWords } from "./words.ts";

/** The list of rules. Drawn at build time as it looks while loading; the address is read in the browser. */
export function RulesPage(words: RulesWords) {
  const address = useAddress(ruleFilterFields(words), "rule");
  return (
    <UiWordsProvider language={words.language} ui={words.ui}>
      {address.isRead ? (
        <RuleBoard words={words} address={address} />
      ) : (
        <div class="board">
          <div class="board-list">
            <TopLine title={words.rules.title} shell={words.shell} />
            <div class="h-[49px] border-b border-line max-md:h-[97px]" />
            <DataTable
              id="rules"
              label={words.rules.table}
              columns={ruleColumns(words, noRuleContext)}
              rows={[]}
              rowId={({ rule_id }) => rule_id}
              isLoading
            />
          </div>
        </div>
      )}
    </UiWordsProvider>
  );
}
