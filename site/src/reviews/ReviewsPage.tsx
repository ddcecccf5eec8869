import { TopLine } from "../app/TopLine.tsx";
import { useAddress } from "../app/use-address.ts";
import { DataTable } from "../ui/DataTable.tsx";
import { UiWordsProvider } from "../ui/words.tsx";
import { ReviewBoard } from "./ReviewBoard.tsx";
import { reviewColumns } from "./review-columns.tsx";
import { reviewFields } from "./review-filter.ts";
import type { ReviewWords } from "./words.ts";

/** The review queue. Drawn at build time as it looks while loading; the address is read in the browser. */
export function ReviewsPage(words: ReviewWords) {
  const address = useAddress(reviewFields(words), "transaction");
  return (
    <UiWordsProvider language={words.language} ui={words.ui}>
      {address.isRead ? (
        <ReviewBoard words={words} address={address} />
      ) : (
        <div class="board">
          <div class="board-list">
            <TopLine title={words.reviews.title} shell={words.shell} />
            <div class="h-[49px] border-b border-line max-md:h-[97px]" />
            <DataTable
              id="reviews"
              label={words.reviews.table}
              columns={reviewColumns(words, undefined)}
              rows={[]}
              rowId={({ transaction_id }) => transaction_id}
              isLoading
            />
          </div>
        </div>
      )}
    </UiWordsProvider>
  );
}
