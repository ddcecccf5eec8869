import type { Expression } from "./expression.ts";

/** The published form of a rule's conditions: every named field must satisfy its test. */
export type Conditions = Record<string, Test>;

export type Test =
  | { operator: "greater_than" | "greater_or_equal" | "less_than" | "less_or_equal"; value: number }
  | { operator: "equals" | "not_equals"; value: string | number | boolean }
  | { operator: "in" | "not_in"; value: (string | number)[] }
  | { operator: "contains"; value: string }
  | { operator: "between"; value: [number, number] }
  | { operator: "exists"; value: boolean };

/** The same as an expression. */
export const fromConditions = (conditions: Conditions): Expression => ({
  and: Object.entries(conditions).map(([field, test]) => fromTest({ field }, test)),
});

function fromTest(field: Expression, { operator, value }: Test): Expression {
  switch (operator) {
    case "greater_than":
      return { gt: [field, value] };
    case "greater_or_equal":
      return { gte: [field, value] };
    case "less_than":
      return { lt: [field, value] };
    case "less_or_equal":
      return { lte: [field, value] };
    case "equals":
      return { eq: [field, value] };
    case "not_equals":
      return { ne: [field, value] };
    case "in":
      return { in: [field, value] };
    case "not_in":
      return { not: { in: [field, value] } };
    case "contains":
      return { contains: [field, value] };
    case "between":
      return { between: [field, ...value] };
    case "exists":
      return value ? { exists: field } : { not: { exists: field } };
  }
}
