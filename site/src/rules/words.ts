import type { Language } from "../api-types.ts";
import type { Dictionary } from "../i18n/index.ts";

/** The words of the list of rules. */
export type RulesWords = { language: Language } & Pick<Dictionary, "ui" | "shell" | "rules">;
