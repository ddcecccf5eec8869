import type { Dictionary } from "../i18n/index.ts";
import type { FieldGroup } from "./use-vocabulary.ts";
import type { RulesWords } from "./words.ts";

/** The words of one rule's page, and the fields that its condition may name. */
export type EditorWords = RulesWords &
  Pick<Dictionary, "ruleEditor" | "forms"> & {
    decisionWords: Dictionary["decisions"]["words"];
    fields: readonly FieldGroup[];
    listFields: Record<string, string>;
    backtestForm: Dictionary["backtests"]["form"];
  };
