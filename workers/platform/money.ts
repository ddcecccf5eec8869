import { exchangeRates } from "./exchange-rates.ts";

/** US dollars for one unit of a currency, by the stored table, or undefined where the table does not list it. */
export function usdPerUnit(currency: string): number | undefined {
  return Object.hasOwn(exchangeRates.usdPerUnit, currency)
    ? exchangeRates.usdPerUnit[currency as CurrencyCode]
    : undefined;
}

export type CurrencyCode = keyof typeof exchangeRates.usdPerUnit;

const digits = new Map<string, number>();
const formatters = new Map<string, Intl.NumberFormat>();

/** Digits after the point of an ISO 4217 currency: 2, but 0 or 3 for the few that the standard names. */
export function fractionDigits(currency: string): number {
  let known = digits.get(currency);
  if (known === undefined) {
    known = new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
    digits.set(currency, known);
  }
  return known;
}

/** An amount in whole minor units (tiyin, cents). */
export const toMinor = (amount: number, currency: string): number =>
  Math.round(amount * 10 ** fractionDigits(currency));

/** Minor units as the decimal that stands on the wire. */
export const fromMinor = (minor: number, currency: string): number => minor / 10 ** fractionDigits(currency);

/** An amount as people of the language write it, e.g. `5 000 000 soʻm`, `$450`. */
export function formatMoney(amount: number, currency: string, language: string): string {
  const fraction = Number.isInteger(amount) || amount >= 1000 ? 0 : 2;
  const key = `${language}:${currency}:${fraction}`;
  let formatter = formatters.get(key);
  if (!formatter) {
    formatter = new Intl.NumberFormat(language, {
      style: "currency",
      currency,
      currencyDisplay: "narrowSymbol",
      minimumFractionDigits: 0,
      maximumFractionDigits: fraction,
    });
    formatters.set(key, formatter);
  }
  return formatter.format(amount);
}
