import { useState } from "preact/hooks";
import type { DecisionName, Related, TransactionDetail } from "../api-types.ts";
import { formatMoney, formatNumber, formatShortDate } from "../format.ts";
import { pathToApp } from "../paths.ts";
import { Section } from "../ui/Section.tsx";
import { useUi } from "../ui/words.tsx";
import { HistoryTable } from "./HistoryTable.tsx";
import { nameLink } from "./name-link.ts";
import type { TransactionWords } from "./words.ts";

const fills: Record<DecisionName, string> = { APPROVED: "fill-ink-3", UNDER_REVIEW: "fill-warn", BLOCKED: "fill-bad" };
const heights: Record<DecisionName, number> = { APPROVED: 8, UNDER_REVIEW: 14, BLOCKED: 20 };

type TransactionHistoriesProps = { words: TransactionWords; detail: TransactionDetail; related: Related };

/** When each party of the payment paid otherwise, and how that was decided, all on one time axis that ends with this payment. */
export function TransactionHistories({ words, detail, related }: TransactionHistoriesProps) {
  const { language, text, transaction } = words;
  const { ui } = useUi();
  const [isTable, setTable] = useState(false);
  const lines = related.links.filter(({ transactions }) => transactions.length > 0);
  if (lines.length === 0) return null;
  const end = Date.parse(detail.timestamp);
  const start = Math.min(
    end - 3_600_000,
    ...lines.flatMap(({ transactions }) => transactions.map(({ timestamp }) => Date.parse(timestamp))),
  );
  const x = (timestamp: string) => Math.min(1000, ((Date.parse(timestamp) - start) / (end - start)) * 1000);
  const toTable = (
    <button type="button" class="link text-12 text-ink-2" aria-pressed={isTable} onClick={() => setTable(!isTable)}>
      {isTable ? ui.chart.chart : ui.chart.table}
    </button>
  );
  if (isTable)
    return (
      <Section title={transaction.histories} aside={toTable}>
        <HistoryTable words={words} links={lines} />
        <p class="mt-1 text-12 text-ink-3">{transaction.historiesNote}</p>
      </Section>
    );
  return (
    <Section title={transaction.histories} aside={toTable}>
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
                  {transactions.map(({ transaction_id, timestamp, decision, amount, currency, merchant }) => (
                    // By keyboard and for readers of screens they are the rows of the table.
                    <a
                      key={transaction_id}
                      href={pathToApp(language, "transaction", { id: transaction_id })}
                      tabindex={-1}
                    >
                      <title>
                        {`${formatShortDate(new Date(timestamp), language)}, ${merchant}, ${formatMoney(amount, currency, language)}, ${text.words[decision]}`}
                      </title>
                      <rect class="fill-transparent" x={x(timestamp) - 6} y="0" width="12" height="24" />
                      <rect
                        class={fills[decision]}
                        x={x(timestamp) - 2}
                        y={24 - heights[decision]}
                        width="4"
                        height={heights[decision]}
                      />
                    </a>
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
