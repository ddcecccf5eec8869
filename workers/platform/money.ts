import { exchangeRates } from "./exchange-rates.ts";
import type { Language } from "./i18n.ts";

/** US dollars for one unit of a currency, by the stored table, or undefined where the table does not list it. */
export function usdPerUnit(currency: string): number | undefined {
  return Object.hasOwn(exchangeRates.usdPerUnit, currency)
    ? exchangeRates.usdPerUnit[currency as CurrencyCode]
    : undefined;
}

export type CurrencyCode = keyof typeof exchangeRates.usdPerUnit;

const digits = new Map<string, number>();

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

/**
 * US dollars as people of the language write them: `$1,250` or `1 250 $`. Formatted by hand, since the Workers runtime
 * carries no locale data beyond English.
 */
export function formatUsd(amount: number, language: Language): string {
  const digits = Number.isInteger(amount) || amount >= 1000 ? Math.round(amount).toString() : amount.toFixed(2);
  const grouped = digits.replace(/\B(?=(\d{3})+(?!\d))/g, language === "en" ? "," : "\u00a0");
  return language === "en" ? `$${grouped}` : `${grouped.replace(".", ",")}\u00a0$`;
}
