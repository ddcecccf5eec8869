import type { RuleView } from "../api-types.ts";

/** What a rule asks, as the API takes it: one of both. */
export type Asked = Pick<RuleView, "conditions"> & { expression?: unknown };

export type FieldType = "number" | "text";

/** How a field may be compared, in the words of the published form where it has one. */
export const operatorsOf = {
  number: [
    "greater_than",
    "greater_or_equal",
    "less_than",
    "less_or_equal",
    "between",
    "equals",
    "not_equals",
    "in",
    "not_in",
    "exists",
    "missing",
  ],
  text: [
    "equals",
    "not_equals",
    "in",
    "not_in",
    "in_list",
    "not_in_list",
    "contains",
    "starts_with",
    "ends_with",
    "like",
    "exists",
    "missing",
  ],
} as const satisfies Record<FieldType, readonly string[]>;
export type Operator = (typeof operatorsOf)[FieldType][number];

/** One comparison. What is typed stays as it was typed until it is sent; several values are parted by commas. */
export type Test = { kind: "test"; id: number; field: string; operator: Operator; value: string; high: string };
export type Group = { kind: "group"; id: number; join: "and" | "or"; parts: Part[] };
/** What comparisons and groups cannot say: kept as it is. */
export type Raw = { kind: "raw"; id: number; json: unknown };
export type Part = Test | Group | Raw;

let lastId = 0;
const nextId = () => ++lastId;

export const newTest = (field: string, operator: Operator): Test => ({
  kind: "test",
  id: nextId(),
  field,
  operator,
  value: "",
  high: "",
});
export const newGroup = (join: Group["join"], parts: Part[] = []): Group => ({
  kind: "group",
  id: nextId(),
  join,
  parts,
});

/** Whether an operator is told by the field alone. */
export const needsNoValue = (operator: Operator): boolean => operator === "exists" || operator === "missing";

/** The tree of what a rule asks; nothing is lost: `writeAsked` gives what means the same. */
export function readAsked({ conditions, expression }: Asked): Group {
  if (conditions) return newGroup("and", Object.entries(conditions).map(readCondition));
  if (expression === null || expression === undefined) return newGroup("and");
  const part = readPart(expression);
  return part.kind === "group" ? part : newGroup("and", [part]);
}

type SavedTest = { operator: string; value: unknown };

function readCondition([field, saved]: [string, unknown]): Part {
  // SAFETY: the API keeps nothing else; JSON that somebody is writing is caught by the comparisons below.
  const { operator, value } = (saved ?? {}) as SavedTest;
  const raw: Raw = { kind: "raw", id: nextId(), json: { [field]: saved } };
  if (operator === "exists") return newTest(field, value === false ? "missing" : "exists");
  if (operator === "between")
    return Array.isArray(value) ? filled(field, operator, String(value[0]), String(value[1])) : raw;
  if (operator === "in" || operator === "not_in") {
    const text = joinValues(value);
    return text === undefined ? raw : filled(field, operator, text);
  }
  const isOurs = (operatorsOf.number as readonly string[]).includes(operator) || operator === "contains";
  return isOurs && isLiteral(value) ? filled(field, operator as Operator, String(value)) : raw;
}

/** What expressions call the operators that have two places. */
export const signs: Record<string, Operator> = {
  eq: "equals",
  ne: "not_equals",
  gt: "greater_than",
  gte: "greater_or_equal",
  lt: "less_than",
  lte: "less_or_equal",
  contains: "contains",
  starts_with: "starts_with",
  ends_with: "ends_with",
  like: "like",
};

function readPart(node: unknown): Part {
  const [name, operands] = onlyEntry(node) ?? [];
  if ((name === "and" || name === "or") && Array.isArray(operands) && operands.length > 0)
    return newGroup(name, operands.map(readPart));
  return readTest(name, operands) ?? { kind: "raw", id: nextId(), json: node };
}

function readTest(name: string | undefined, operands: unknown): Test | undefined {
  if (name === undefined) return undefined;
  const [first, second, third] = Array.isArray(operands) ? operands : [operands];
  if (name === "not") {
    const [inner, of] = onlyEntry(first) ?? [];
    const test = inner === "exists" || inner === "in" ? readTest(inner, of) : undefined;
    const opposite = { exists: "missing", in: "not_in", in_list: "not_in_list" } as const;
    return test && { ...test, operator: opposite[test.operator as keyof typeof opposite] };
  }
  const [isField, field] = onlyEntry(first) ?? [];
  if (isField !== "field" || typeof field !== "string") return undefined;
  if (name === "exists") return newTest(field, "exists");
  if (name === "between")
    return typeof second === "number" && typeof third === "number"
      ? filled(field, "between", String(second), String(third))
      : undefined;
  if (name === "in") {
    const [isList, list] = onlyEntry(second) ?? [];
    if (isList === "list" && typeof list === "string") return filled(field, "in_list", list);
    const text = joinValues(second);
    return text === undefined ? undefined : filled(field, "in", text);
  }
  const operator = signs[name];
  return operator && isLiteral(second) ? filled(field, operator, String(second)) : undefined;
}

const filled = (field: string, operator: Operator, value: string, high = ""): Test => ({
  ...newTest(field, operator),
  value,
  high,
});
const isLiteral = (value: unknown) => typeof value === "number" || typeof value === "string";

function onlyEntry(node: unknown): [string, unknown] | undefined {
  if (typeof node !== "object" || node === null || Array.isArray(node)) return undefined;
  const entries = Object.entries(node);
  return entries.length === 1 ? entries[0] : undefined;
}

/** Several values as people type them; undefined where one would fall apart. */
function joinValues(values: unknown): string | undefined {
  if (!Array.isArray(values) || !values.every(isLiteral)) return undefined;
  const texts = values.map(String);
  return texts.every((text) => text !== "" && text === text.trim() && !text.includes(","))
    ? texts.join(", ")
    : undefined;
}

export const splitValues = (text: string): string[] =>
  text
    .split(",")
    .map((value) => value.trim())
    .filter(Boolean);

/** A figure as people type it, or undefined: spaces part thousands, a comma or a point the fraction. */
export function readFigure(text: string): number | undefined {
  const plain = text.replace(/[\s\u00a0_]/g, "").replace(",", ".");
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : undefined;
}

/** Every comparison of a tree. */
export const testsOf = (part: Part): Test[] =>
  part.kind === "test" ? [part] : part.kind === "group" ? part.parts.flatMap(testsOf) : [];

/** The tree with another part in the place of one, or without it. */
export const changePart = (tree: Group, id: number, change: (part: Part) => Part | undefined): Group => ({
  ...tree,
  parts: tree.parts.flatMap((part) => {
    const next = part.id === id ? change(part) : part.kind === "group" ? changePart(part, id, change) : part;
    return next ? [next] : [];
  }),
});
