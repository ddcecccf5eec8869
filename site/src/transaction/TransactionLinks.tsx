import { useState } from "preact/hooks";
import type { Related, TransactionDetail } from "../api-types.ts";
import { formatMoney, formatNumber } from "../format.ts";
import { fill } from "../i18n/fill.ts";
import { pathToApp } from "../paths.ts";
import { Age } from "../ui/Age.tsx";
import { Decision } from "../ui/Decision.tsx";
import { Section } from "../ui/Section.tsx";
import { Tabs } from "../ui/Tabs.tsx";
import { nameLink } from "./name-link.ts";
import type { TransactionWords } from "./words.ts";

const SHOWN = 8;
type By = Related["links"][number]["by"];
type TransactionLinksProps = { words: TransactionWords; detail: TransactionDetail; related: Related };

/** Other payments that share the card, device, address, customer or merchant. */
export function TransactionLinks({ words, detail, related }: TransactionLinksProps) {
  const { language, text, transaction } = words;
  const links = related.links.filter(({ count }) => count > 0);
  const [chosen, choose] = useState<By>();
  const link = links.find(({ by }) => by === chosen) ?? links[0];
  if (!link)
    return (
      <Section title={transaction.linked}>
        <p class="text-13 text-ink-2">{transaction.noLinks}</p>
      </Section>
    );
  const shown = link.transactions.slice(0, SHOWN);
  return (
    <Section title={transaction.linked}>
      <Tabs
        label={transaction.linked}
        tabs={links.map(({ by, count }) => ({
          id: by,
          label: (
            <>
              {nameLink(by, words)} <span class="figures text-ink-3">{formatNumber(count, language)}</span>
            </>
          ),
        }))}
        value={link.by}
        onChange={choose}
      >
        <table class="figures w-full table-fixed text-13">
          <tbody>
            {shown.map((payment) => (
              <tr key={payment.transaction_id} class="border-b border-line">
                <td class="truncate py-1.5 pr-3">
                  <a
                    class="link"
                    href={pathToApp(language, "transaction", { id: payment.transaction_id })}
                    title={payment.transaction_id}
                  >
                    {payment.merchant}
                  </a>
                </td>
                <td class="w-24 md:w-32 truncate py-1.5 pr-3 text-right">
                  {formatMoney(payment.amount, payment.currency, language)}
                </td>
                <td class="w-24 md:w-32 truncate py-1.5 pr-3">
                  <Decision decision={payment.decision} word={text.words[payment.decision]} />
                </td>
                <td class="w-16 md:w-24 truncate py-1.5 text-right text-12 text-ink-3">
                  <Age at={payment.timestamp} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <p class="mt-2 text-12 text-ink-3">{transaction.linkedNote}</p>
        <p class="figures mt-1 flex justify-between text-12 text-ink-3">
          {fill(transaction.latest, { count: shown.length, total: formatNumber(link.count, language) })}
          <AllOf by={link.by} {...{ words, detail }} />
        </p>
      </Tabs>
    </Section>
  );
}

/** The list of decisions can be narrowed to all of them but a card. */
function AllOf({ by, words, detail }: { by: By; words: TransactionWords; detail: TransactionDetail }) {
  const value = {
    card: null,
    device: detail.device_id,
    ip: detail.ip_address,
    user: detail.user_id,
    merchant: detail.merchant,
  }[by];
  if (value === null) return null;
  return (
    <a class="link" href={pathToApp(words.language, "decisions", { [by]: value })}>
      {words.transaction.all}
    </a>
  );
}
