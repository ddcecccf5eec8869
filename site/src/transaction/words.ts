import type { Language } from "../api-types.ts";
import type { Dictionary } from "../i18n/index.ts";

/** The words in which a transaction is told. */
export type TransactionWords = {
  language: Language;
  text: Dictionary["decisions"];
  features: Dictionary["features"];
  transaction: Dictionary["transaction"];
};
