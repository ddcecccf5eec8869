import { type Expression, isList, operandsOf } from "./expression.ts";

/** Every field whose value an expression reads; what lists said of one is kept with the decision. */
export function fieldsOf(expression: Expression): Set<string> {
  const fields = new Set<string>();
  collect(expression, fields);
  return fields;
}

function collect(part: unknown, into: Set<string>): void {
  if (Array.isArray(part)) {
    for (const item of part) collect(item, into);
  } else if (typeof part === "object" && part !== null)
    for (const [name, operands] of Object.entries(part)) {
      if (name === "field") into.add(String(operands));
      else if (!operandsOf(operands).some(isList)) collect(operandsOf(operands), into);
    }
}
