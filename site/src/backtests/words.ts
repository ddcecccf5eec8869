import type { Language } from "../api-types.ts";
import type { Dictionary } from "../i18n/index.ts";

/** What the form of a backtest says; the page of a rule shows it too. */
export type BacktestFormWords = { language: Language; form: Dictionary["backtests"]["form"] } & Pick<
  Dictionary,
  "ui"
> & { ruleStates: Dictionary["ruleEditor"]["states"] };

export type BacktestWords = Omit<BacktestFormWords, "form"> &
  Pick<Dictionary, "shell" | "backtests"> & {
    decisionWords: Dictionary["decisions"]["words"];
    actionWords: Dictionary["ruleEditor"]["actions"];
  };
