import type { Dictionary } from "../i18n/index.ts";
import type { TransactionWords } from "../transaction/words.ts";

/** The words of the review queue. */
export type ReviewWords = TransactionWords & Pick<Dictionary, "ui" | "shell" | "reviews">;
