import type { MerchantRisk } from "../api-types.ts";
import { formatDay, formatMoney, formatNumber, formatPercent } from "../format.ts";
import { fill } from "../i18n/fill.ts";
import { Button, ButtonLink } from "../ui/Button.tsx";
import { CopyButton } from "../ui/CopyButton.tsx";
import { Drawer } from "../ui/Drawer.tsx";
import { LineChart } from "../ui/LineChart.tsx";
import { FactList, Section } from "../ui/Section.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { fillDays } from "./merchant-days.ts";
import type { MerchantWords } from "./words.ts";

type MerchantDrawerProps = {
  words: MerchantWords;
  name: string;
  merchant: MerchantRisk | undefined;
  span: { first: string; last: string };
  isLoading: boolean;
  /** Fetches further rows, where the merchant is none of those that are loaded and there are more. */
  onMore?: () => void;
  /** Where its payments are, for those who may see them. */
  payments?: string;
  onClose: () => void;
};

/** One merchant: how risky, how certain that is, how it went, and the way to its payments. */
export function MerchantDrawer(props: MerchantDrawerProps) {
  const { words, name, merchant, span, isLoading, onMore, payments, onClose } = props;
  const { merchants, ui } = words;
  return (
    <Drawer
      id={name}
      label={merchants.detail}
      closeLabel={merchants.close}
      onClose={onClose}
      head={
        <>
          <h2 class="truncate text-14" title={name}>
            {name}
          </h2>
          <CopyButton text={name} label={ui.copy} done={ui.copied} />
        </>
      }
      foot={
        payments && (
          <footer class="flex shrink-0 justify-end border-t border-line px-4 py-2 md:px-6">
            <ButtonLink look="primary" href={payments}>
              {merchants.payments}
            </ButtonLink>
          </footer>
        )
      }
    >
      {merchant && <Figures words={words} merchant={merchant} span={span} />}
      {!merchant && isLoading && (
        <div class="p-6">
          <Skeleton label={ui.loading} />
        </div>
      )}
      {!merchant && !isLoading && (
        <div class="grid justify-items-start gap-4 p-6 text-ink-2">
          <p>{merchants.beyond}</p>
          {onMore && <Button onClick={onMore}>{merchants.more}</Button>}
        </div>
      )}
    </Drawer>
  );
}

type FiguresProps = Pick<MerchantDrawerProps, "words" | "span"> & { merchant: MerchantRisk };

function Figures({ words, merchant, span }: FiguresProps) {
  const { language, merchants } = words;
  const { columns } = merchants;
  const count = (value: number) => formatNumber(value, language);
  const share = (value: number) => formatPercent(value, language);
  const dollars = (value: number) => formatMoney(Math.round(value), "USD", language);
  const certain = (rate: number, atLeast: number) =>
    `${share(rate)}, ${fill(merchants.certain, { share: share(atLeast) })}`;
  const days = fillDays(merchant.days, span.first, span.last);
  const times = days.map(({ date }) => ({ short: formatDay(date, language), full: formatDay(date, language) }));
  return (
    <>
      <Section title={columns.risk}>
        <p class="figures text-28 leading-none font-strong">{share(merchant.risk)}</p>
        <p class="mt-2 text-13 text-ink-2">{merchants.riskHelp}</p>
      </Section>
      <div class="figures border-t border-line">
        <Section title={columns.transactions}>
          <FactList
            facts={[
              [merchants.all, `${count(merchant.transactions)} · ${dollars(merchant.amount_usd)}`],
              [columns.review, count(merchant.under_review)],
              [columns.blocked, `${count(merchant.blocked)} · ${dollars(merchant.blocked_usd)}`],
              [columns.rate, certain(merchant.block_rate, merchant.block_rate_at_least)],
              [columns.frauds, `${count(merchant.frauds)} · ${dollars(merchant.fraud_usd)}`],
            ]}
          />
        </Section>
      </div>
      <div class="border-t border-line px-4 py-5 md:px-6">
        <LineChart
          title={merchants.days}
          times={times}
          series={[
            { id: "all", name: merchants.all, tone: "ink", values: days.map(({ day }) => day?.transactions ?? 0) },
            { id: "blocked", name: columns.blocked, tone: "bad", values: days.map(({ day }) => day?.blocked ?? 0) },
          ]}
          format={count}
          height={160}
          isWhole
        />
      </div>
    </>
  );
}
