import { type Compiled, compileExpression } from "./compile-expression.ts";
import { Fault, MISSING, type Subject, type Value } from "./expression.ts";
import { type Conditions, fromConditions } from "./from-conditions.ts";

/** Three-valued, and a fourth where the rule could not be computed: a rule with what is missing does not hit. */
export type Verdict = "hit" | "not_hit" | "missing" | "error";

/** The published form of conditions as a function. */
export const compileConditions = (conditions: Conditions): Compiled =>
  compileExpression(fromConditions(conditions), "conditions");

/** What a rule says of a payment. */
export const judgeRule = (holds: Compiled, subject: Subject): Verdict => toVerdict(holds(subject));

function toVerdict(value: Value): Verdict {
  if (value instanceof Fault) return "error";
  if (value === MISSING) return "missing";
  return value === true ? "hit" : "not_hit";
}
