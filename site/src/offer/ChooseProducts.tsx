import { useEffect, useState } from "preact/hooks";
import { usagePricing } from "../../../workers/billing/plans.ts";
import { usagePriceOf } from "../../../workers/billing/prices.ts";
import type { Language } from "../api-types.ts";
import { formatMoney, formatNumber, formatPercent } from "../format.ts";
import { fill } from "../i18n/fill.ts";
import type { Dictionary } from "../i18n/index.ts";
import { pathTo } from "../paths.ts";
import { openProducts } from "../products.ts";
import { ButtonLink } from "../ui/Button.tsx";
import { Checkbox } from "../ui/Checkbox.tsx";
import { Field } from "../ui/Field.tsx";
import { type Choice, type CountName, MOST_UNITS, queryOfChoice, readChoice, readCount } from "./choice.ts";

export type ChooseWords = {
  language: Language;
  text: Dictionary["offer"]["choose"];
  preparing: string;
};

const counted = { antifraud: "transactions", bankcall: "calls" } as const;
const names = { antifraud: "Anti-Fraud AI", bankcall: "BankCall AI" } as const;
const modules = ["antifraud", "bankcall"] as const;

const included = {
  antifraud: usagePricing.antifraud.included_transactions,
  bankcall: usagePricing.bankcall.included_calls,
};
const unitPrices = { antifraud: usagePricing.antifraud.per_transaction, bankcall: usagePricing.bankcall.per_call };
const isOpen = (module: string) => openProducts.some((product) => product.module === module);

/** Products and volumes, what they cost a month, and what one gets. The choice stands in the address. */
export function ChooseProducts({ language, text, preparing }: ChooseWords) {
  const [choice, setChoice] = useState<Choice>(readChoice(""));
  useEffect(() => setChoice(readChoice(location.search)), []);
  const change = (changed: Partial<Choice>) => {
    const next = { ...choice, ...changed };
    setChoice(next);
    history.replaceState(null, "", location.pathname + queryOfChoice(next));
  };

  const isTaken = (module: (typeof modules)[number]) => choice.products.includes(module);
  const counts = { transactions: readCount(choice.transactions), calls: readCount(choice.calls) };
  const taken = modules.filter(isTaken);
  const isCounted = taken.length > 0 && taken.every((module) => counts[counted[module]] !== undefined);
  const toRegister = taken.filter(isOpen);
  const countField = (name: CountName) => (
    <Field
      id={name}
      label={text[name]}
      value={choice[name]}
      error={
        counts[name] === undefined ? fill(text.countWrong, { most: formatNumber(MOST_UNITS, language) }) : undefined
      }
      inputMode="numeric"
      autocomplete="off"
      class="figures"
      onInput={({ currentTarget }) => change({ [name]: currentTarget.value })}
    />
  );

  return (
    <div class="grid gap-x-16 gap-y-12 lg:grid-cols-2">
      <fieldset class="grid min-w-0 content-start gap-6">
        <legend class="mb-4 text-16 font-strong">{text.products}</legend>
        {modules.map((module) => (
          <div key={module} class="grid gap-3 border-t border-line pt-4">
            <Checkbox
              label={
                <span class="font-strong">
                  {names[module]}
                  {!isOpen(module) && <span class="ml-2 text-12 font-text text-ink-3">{preparing}</span>}
                </span>
              }
              help={text[module]}
              checked={isTaken(module)}
              onChange={({ currentTarget: { checked } }) =>
                change({ products: modules.filter((one) => (one === module ? checked : isTaken(one))) })
              }
            />
            {isTaken(module) && <div class="pl-[26px]">{countField(counted[module])}</div>}
          </div>
        ))}
      </fieldset>
      <div class="min-w-0">
        <h2 class="mb-4 text-16">{text.priceTitle}</h2>
        <div aria-live="polite">
          {taken.length === 0 ? (
            <p class="border-t border-line pt-4 text-ink-2">{text.nothing}</p>
          ) : (
            isCounted && <Price {...{ language, text, taken }} counts={counts} />
          )}
        </div>
        {taken.some((module) => !isOpen(module)) && (
          <p class="mt-5 border-l-2 border-edge pl-3 text-13 text-ink-2">{text.preparingNote}</p>
        )}
        {taken.length > 0 && (
          <>
            <h2 class="mt-10 mb-3 text-16">{text.gets}</h2>
            <ul class="grid list-disc gap-1.5 pl-5 marker:text-ink-3">
              {[...taken, ...(taken.length === modules.length ? (["both"] as const) : [])].flatMap((part) =>
                text.points[part].map((point) => <li key={point}>{point}</li>),
              )}
            </ul>
          </>
        )}
        {toRegister.length > 0 && (
          <ButtonLink
            look="primary"
            class="mt-8 h-10! px-4! max-sm:w-full"
            href={pathTo(language, "register", { products: toRegister.join(",") })}
          >
            {text.register}
          </ButtonLink>
        )}
      </div>
    </div>
  );
}

type Counts = Record<CountName, number | undefined>;
type PriceProps = Pick<ChooseWords, "language" | "text"> & {
  taken: readonly (keyof typeof counted)[];
  counts: Counts;
};

/** The price of use, product by product, and of all together. */
function Price({ language, text, taken, counts }: PriceProps) {
  const usd = (amount: number) => formatMoney(amount, "USD", language);
  const usage = Object.fromEntries(taken.map((module) => [counted[module], counts[counted[module]]]));
  const rows = taken.map((module) => ({ module, price: usagePriceOf({ [counted[module]]: usage[counted[module]] }) }));
  const total = usagePriceOf(usage);
  const saved = rows.reduce((sum, { price }) => sum + price, 0) - total;
  return (
    <>
      <dl class="figures">
        {rows.map(({ module, price }) => (
          <div key={module} class="flex items-baseline justify-between gap-6 border-t border-line py-3">
            <dt>
              {names[module]}
              <span class="block text-12 text-ink-3">
                {fill(text.perProduct, {
                  included: formatNumber(included[module], language),
                  price: usd(unitPrices[module]),
                })}
              </span>
            </dt>
            <dd>{usd(price)}</dd>
          </div>
        ))}
        {saved > 0 && (
          <div class="flex items-baseline justify-between gap-6 border-t border-line py-3">
            <dt>
              {text.bundle}, {formatPercent(usagePricing.bundled_discount, language)}
            </dt>
            <dd>−{usd(saved)}</dd>
          </div>
        )}
        <div class="flex items-baseline justify-between gap-6 border-t border-line py-3">
          <dt class="font-strong">{text.total}</dt>
          <dd class="text-28 leading-none font-strong" data-total>
            {usd(total)}
          </dd>
        </div>
      </dl>
      <p class="border-t border-line pt-3 text-13 text-ink-2">{text.tax}</p>
    </>
  );
}
