import type { MerchantRisk } from "../api-types.ts";
import { formatNumber, formatPercent } from "../format.ts";
import type { Column } from "../ui/columns.ts";
import { Sparkline } from "../ui/Sparkline.tsx";
import { fillDays } from "./merchant-days.ts";
import type { MerchantWords } from "./words.ts";

type Span = { first: string; last: string };

/** What the table shows of each merchant. */
export function merchantColumns(words: MerchantWords, span: Span): Column<MerchantRisk>[] {
  const { language, merchants } = words;
  const { columns } = merchants;
  const count = (id: "transactions" | "blocked" | "frauds", title: string, rank?: number): Column<MerchantRisk> => ({
    id,
    title,
    width: 96,
    align: "end",
    rank,
    cell: (row) => formatNumber(row[id], language),
  });
  const dollars = (id: "fraud_usd" | "amount_usd", title: string, rank: number): Column<MerchantRisk> => ({
    id,
    title,
    width: 120,
    align: "end",
    rank,
    cell: (row) => formatNumber(Math.round(row[id]), language),
  });
  return [
    {
      id: "merchant",
      title: columns.merchant,
      width: 160,
      grows: 2,
      phone: "title",
      isCopied: true,
      text: ({ merchant }) => merchant,
      cell: ({ merchant }) => merchant,
    },
    {
      id: "risk",
      title: columns.risk,
      width: 136,
      phone: "value",
      text: () => merchants.riskHelp,
      cell: ({ risk }) => <RiskBar risk={risk} said={formatPercent(risk, language)} />,
    },
    {
      id: "trend",
      title: columns.trend,
      width: 136,
      rank: 2,
      cell: ({ days }) => (
        <Sparkline
          class="h-5 w-full"
          values={fillDays(days, span.first, span.last).map(({ day }) => day && day.blocked / day.transactions)}
        />
      ),
    },
    {
      ...count("transactions", columns.transactions),
      phone: "note",
      cell: ({ transactions }) => (
        <>
          <span class="text-ink-3 sm:hidden">{columns.transactions}: </span>
          {formatNumber(transactions, language)}
        </>
      ),
    },
    count("blocked", columns.blocked, 4),
    {
      id: "rate",
      title: columns.rate,
      width: 128,
      align: "end",
      rank: 1,
      phone: "meta",
      cell: ({ block_rate }) => (
        <>
          <span class="text-ink-3 sm:hidden">{columns.blocked}: </span>
          {formatPercent(block_rate, language)}
        </>
      ),
    },
    count("frauds", columns.frauds, 3),
    dollars("fraud_usd", columns.fraudUsd, 5),
    { ...dollars("amount_usd", columns.amount, 6), isHidden: true },
  ];
}

/** A share as a figure and a thin bar. */
function RiskBar({ risk, said }: { risk: number; said: string }) {
  return (
    <span class="flex items-center gap-2">
      <span class="w-12 flex-none text-right">{said}</span>
      <svg class="h-1.5 min-w-0 flex-1 max-sm:w-12" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
        <rect class="fill-surface-3" width="100" height="6" />
        <rect class="fill-bad" width={Math.max(risk > 0 ? 1 : 0, risk * 100)} height="6" />
      </svg>
    </span>
  );
}
