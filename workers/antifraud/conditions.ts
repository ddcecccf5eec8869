/** The published form of a rule's conditions: every named field must satisfy its test. */
export type Conditions = Record<string, Test>;

export type Test =
  | { operator: "greater_than" | "greater_or_equal" | "less_than" | "less_or_equal"; value: number }
  | { operator: "equals" | "not_equals"; value: string | number | boolean }
  | { operator: "in" | "not_in"; value: (string | number)[] }
  | { operator: "contains"; value: string }
  | { operator: "between"; value: [number, number] }
  | { operator: "exists"; value: boolean };

export type Facts = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** Three-valued: a missing value makes a test neither true nor false, and a rule with such a test does not hit. */
export type Verdict = "hit" | "not_hit" | "missing";

/** Whether all conditions hold. One that is false decides, whatever is missing beside it. */
export function evaluateConditions(conditions: Conditions, facts: Facts): Verdict {
  let verdict: Verdict = "hit";
  for (const field in conditions) {
    const holds = holdsTest(conditions[field]!, facts[field]);
    if (holds === false) return "not_hit";
    if (holds === undefined) verdict = "missing";
  }
  return verdict;
}

/** True, false, or undefined where the value is missing or of another type than the test compares. */
function holdsTest(test: Test, actual: Facts[string]): boolean | undefined {
  const isMissing = actual === null || actual === undefined || Number.isNaN(actual);
  if (test.operator === "exists") return test.value === !isMissing;
  if (isMissing) return undefined;
  switch (test.operator) {
    case "equals":
      return actual === test.value;
    case "not_equals":
      return actual !== test.value;
    case "in":
      return test.value.some((item) => item === actual);
    case "not_in":
      return !test.value.some((item) => item === actual);
    case "contains":
      return typeof actual === "string" ? actual.toLowerCase().includes(test.value.toLowerCase()) : undefined;
    case "between":
      return typeof actual === "number" ? actual >= test.value[0] && actual <= test.value[1] : undefined;
    default:
      return typeof actual === "number" ? compare(actual, test.operator, test.value) : undefined;
  }
}

function compare(
  actual: number,
  operator: "greater_than" | "greater_or_equal" | "less_than" | "less_or_equal",
  value: number,
): boolean {
  if (operator === "greater_than") return actual > value;
  if (operator === "greater_or_equal") return actual >= value;
  if (operator === "less_than") return actual < value;
  return actual <= value;
}

const signs: Record<Test["operator"], string> = {
  greater_than: ">",
  greater_or_equal: "≥",
  less_than: "<",
  less_or_equal: "≤",
  equals: "=",
  not_equals: "≠",
  in: "in",
  not_in: "not in",
  contains: "contains",
  between: "between",
  exists: "exists",
};

/** The conditions with the actual values filled in, e.g. `amount 50000 ≥ 10000 and payer_new_country 1 = 1`. */
export function explainConditions(conditions: Conditions, facts: Facts): string {
  return Object.entries(conditions)
    .map(([field, { operator, value }]) => `${field} ${show(facts[field])} ${signs[operator]} ${show(value)}`)
    .join(" and ");
}

function show(value: Facts[string] | (string | number)[]): string {
  if (value === null || value === undefined) return "(missing)";
  if (Array.isArray(value)) return `[${value.map(show).join(", ")}]`;
  if (typeof value === "number") return String(Number(value.toPrecision(6)));
  return typeof value === "string" ? `"${value}"` : String(value);
}
