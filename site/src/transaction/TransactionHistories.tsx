import type { DecisionName, Related, TransactionDetail } from "../api-types.ts";
import { formatNumber, formatShortDate } from "../format.ts";
import { Section } from "../ui/Section.tsx";
import type { TransactionWords } from "./words.ts";

const fills: Record<DecisionName, string> = { APPROVED: "fill-ink-3", UNDER_REVIEW: "fill-warn", BLOCKED: "fill-bad" };
const heights: Record<DecisionName, number> = { APPROVED: 8, UNDER_REVIEW: 14, BLOCKED: 20 };

type TransactionHistoriesProps = { words: TransactionWords; detail: TransactionDetail; related: Related };

/** When each party of the payment paid otherwise, and how that was decided, all on one time axis that ends with this payment. */
export function TransactionHistories({ words, detail, related }: TransactionHistoriesProps) {
  const { language, transaction } = words;
  const lines = related.links.filter(({ transactions }) => transactions.length > 0);
  if (lines.length === 0) return null;
  const end = Date.parse(detail.timestamp);
  const start = Math.min(
    end - 3_600_000,
    ...lines.flatMap(({ transactions }) => transactions.map(({ timestamp }) => Date.parse(timestamp))),
  );
  const x = (timestamp: string) => Math.min(1000, ((Date.parse(timestamp) - start) / (end - start)) * 1000);
  return (
    <Section title={transaction.histories}>
      <table class="figures w-full text-13">
        <tbody>
          {lines.map(({ by, count, transactions }) => (
            <tr key={by}>
              <th scope="row" class="w-28 py-1 pr-3 text-left font-text text-ink-2">
                {nameLink(by, words)}
              </th>
              <td class="py-1">
                <svg
                  class="block h-6 w-full border-b border-line"
                  viewBox="0 0 1000 24"
                  preserveAspectRatio="none"
                  aria-hidden="true"
                >
                  {transactions.map(({ transaction_id, timestamp, decision }) => (
                    <rect
                      key={transaction_id}
                      class={fills[decision]}
                      x={x(timestamp) - 2}
                      y={24 - heights[decision]}
                      width="4"
                      height={heights[decision]}
                    />
                  ))}
                </svg>
              </td>
              <td class="w-16 py-1 pl-2 text-right">{formatNumber(count, language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="figures mt-1 flex justify-between pr-16 pl-28 text-12 text-ink-3">
        <span>{formatShortDate(new Date(start), language)}</span>
        <span>{formatShortDate(new Date(end), language)}</span>
      </p>
      <p class="mt-1 text-12 text-ink-3">{transaction.historiesNote}</p>
    </Section>
  );
}

/** What a link between payments is called. */
export const nameLink = (by: Related["links"][number]["by"], { text, transaction }: TransactionWords): string =>
  by === "card" ? transaction.card : text.evidence.groups[by];
