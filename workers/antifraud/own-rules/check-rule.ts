import type { FieldError } from "#platform/problem";
import { checkExpression } from "../rule-language/check-expression.ts";
import { below, type Expression, type Type, type Vocabulary } from "../rule-language/expression.ts";
import type { Conditions, Test } from "../rule-language/from-conditions.ts";
import { conditionOf, type RuleDocument } from "./rule-document.ts";

/** A hundred rules of this size fit into one row of the objects that apply them. */
export const MOST_CONDITION_BYTES = 15_000;

/** What a rule asks, as it was sent. */
export type Asked = { conditions?: Conditions | null | undefined; expression?: unknown };

/** What a rule asks, once nothing is wrong with it; or what is wrong, by place. */
export function readCondition(
  { conditions = null, expression = null }: Asked,
  vocabulary: Vocabulary,
): Pick<RuleDocument, "conditions" | "expression"> | { errors: FieldError[] } {
  if ((conditions === null) === (expression === null))
    return { errors: [{ path: "conditions", message: "Send either conditions or expression" }] };
  const path = conditions === null ? "expression" : "conditions";
  const errors =
    conditions === null ? checkExpression(expression, vocabulary, { path }) : checkConditions(conditions, vocabulary);
  if (errors.length > 0) return { errors };
  // SAFETY: the check found no fault with it.
  const read = { conditions, expression: expression as Expression | null };
  const bytes = new TextEncoder().encode(JSON.stringify(conditionOf(read))).length;
  if (bytes <= MOST_CONDITION_BYTES) return read;
  return { errors: [{ path, message: `Takes ${bytes} bytes, at most ${MOST_CONDITION_BYTES} are permitted` }] };
}

/** The published form has no nesting, so its places are the fields and what they are tested by. */
export function checkConditions(conditions: Conditions, vocabulary: Vocabulary, at = "conditions"): FieldError[] {
  return Object.entries(conditions).flatMap(([field, test]) => {
    const path = below(at, field);
    const type = vocabulary.typeOfField(field);
    return type === undefined ? [{ path, message: "There is no such field" }] : checkTest(path, type, test);
  });
}

function checkTest(path: string, type: Type, { operator, value }: Test): FieldError[] {
  if (operator === "exists") return [];
  const wanted = operator === "contains" ? "text" : isOfNumbers(operator) ? "number" : undefined;
  if (wanted !== undefined && wanted !== type)
    return [{ path: below(path, "operator"), message: `Compares a ${wanted}, and the field is a ${type}` }];
  const at = below(path, "value");
  const values: readonly [string, unknown][] = Array.isArray(value)
    ? value.map((item, i) => [below(at, i), item])
    : [[at, value]];
  return values.flatMap(([place, item]) => {
    const found = typeof item === "string" ? "text" : typeof item;
    return found === type ? [] : [{ path: place, message: `Must be a ${type}, and is a ${found}` }];
  });
}

const isOfNumbers = (operator: Test["operator"]): boolean =>
  operator === "between" || operator.startsWith("greater") || operator.startsWith("less");
