import type { Related } from "../api-types.ts";
import { formatMoment, formatMoney, formatShortDate } from "../format.ts";
import { pathToApp } from "../paths.ts";
import { Decision } from "../ui/Decision.tsx";
import { useUi } from "../ui/words.tsx";
import { nameLink } from "./name-link.ts";
import type { TransactionWords } from "./words.ts";

type Links = Related["links"];

/** The payments of the histories themselves, the latest first, each once with what it shares with this one. */
export function HistoryTable({ words, links }: { words: TransactionWords; links: Links }) {
  const { ui } = useUi();
  const { language, text, transaction } = words;
  const heads = [
    transaction.paidAt,
    transaction.shares,
    text.columns.merchant,
    text.columns.amount,
    text.columns.decision,
  ];
  return (
    <div class="max-h-[260px] overflow-auto" tabIndex={0} role="region" aria-label={transaction.histories}>
      <table class="figures w-full text-13">
        <caption class="sr-only">{`${transaction.histories}, ${ui.chart.zone}`}</caption>
        <thead class="sticky top-0 bg-surface-1 text-12 text-ink-3">
          <tr>
            {heads.map((head, index) => (
              <th
                key={head}
                scope="col"
                class={`py-1 pr-3 font-text whitespace-nowrap ${index === 3 ? "text-right" : "text-left"}`}
              >
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {paymentsOf(links).map(({ payment, by }) => (
            <tr key={payment.transaction_id} class="border-t border-line">
              <td class="py-1 pr-3 whitespace-nowrap">
                <time dateTime={payment.timestamp} title={formatMoment(payment.timestamp, language, ui.chart.zone)}>
                  {formatShortDate(new Date(payment.timestamp), language)}
                </time>
              </td>
              <td class="py-1 pr-3 text-ink-2">{by.map((link) => nameLink(link, words)).join(", ")}</td>
              <td class="max-w-48 truncate py-1 pr-3" title={payment.merchant}>
                <a class="link" href={pathToApp(language, "transaction", { id: payment.transaction_id })}>
                  {payment.merchant}
                </a>
              </td>
              <td class="py-1 pr-3 text-right whitespace-nowrap">
                {formatMoney(payment.amount, payment.currency, language)}
              </td>
              <td class="py-1 whitespace-nowrap">
                <Decision decision={payment.decision} word={text.words[payment.decision]} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

type Payment = Links[number]["transactions"][number];

function paymentsOf(links: Links): { payment: Payment; by: Links[number]["by"][] }[] {
  const found = new Map<string, { payment: Payment; by: Links[number]["by"][] }>();
  for (const { by, transactions } of links)
    for (const payment of transactions) {
      const known = found.get(payment.transaction_id);
      if (known) known.by.push(by);
      else found.set(payment.transaction_id, { payment, by: [by] });
    }
  return [...found.values()].sort((a, b) => Date.parse(b.payment.timestamp) - Date.parse(a.payment.timestamp));
}
