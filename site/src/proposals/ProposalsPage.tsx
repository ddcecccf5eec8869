import { TopLine } from "../app/TopLine.tsx";
import { useAddress } from "../app/use-address.ts";
import { DataTable } from "../ui/DataTable.tsx";
import { UiWordsProvider } from "../ui/words.tsx";
import { ProposalBoard } from "./ProposalBoard.tsx";
import { proposalColumns } from "./proposal-columns.tsx";
import { proposalFields } from "./proposal-filter.ts";
import type { ProposalWords } from "./words.ts";

/** The proposals. Drawn at build time as they look while loading; the address is read in the browser. */
export function ProposalsPage(words: ProposalWords) {
  const address = useAddress(proposalFields(words), "proposal");
  return (
    <UiWordsProvider language={words.language} ui={words.ui}>
      {address.isRead ? (
        <ProposalBoard words={words} address={address} />
      ) : (
        <div class="board">
          <div class="board-list">
            <TopLine title={words.proposals.title} shell={words.shell} />
            <div class="h-[49px] border-b border-line max-md:h-[97px]" />
            <DataTable
              id="proposals"
              label={words.proposals.table}
              columns={proposalColumns(words, undefined)}
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
