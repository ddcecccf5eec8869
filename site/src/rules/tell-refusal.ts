import type { Failure } from "../api.ts";
import { explainRefusal } from "../ui/use-form.ts";
import type { RulesWords } from "./words.ts";

/** Why a change of a rule was not made; of one that may have been made nothing else can be said. */
export function tellRefusal(failure: Failure, { rules, ui }: RulesWords): string {
  const why = explainRefusal(failure, ui.refused);
  return failure.unanswered ? why : `${rules.failedAction}: ${why}`;
}
