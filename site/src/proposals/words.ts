import type { Dictionary } from "../i18n/index.ts";
import type { RulesWords } from "../rules/words.ts";

/** The words of the proposals. */
export type ProposalWords = RulesWords & Pick<Dictionary, "proposals" | "ruleEditor">;
