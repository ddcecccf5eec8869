import { type Collection, type Expression, operandsOf, operatorOf, type Subject } from "./expression.ts";
import { forms, operators } from "./operators.ts";

const MOST_ITEMS_SHOWN = 5;

/** The expression for people, with the actual values filled in, e.g. `amount 50000 > 10000 and country "AE" in ["AE", "TR"]`. */
export function explainExpression(expression: Expression, subject: Subject): string {
  return explain(expression, subject);
}

/** `within` is the operator that the part belongs to: brackets stand only where they say something. */
function explain(expression: Expression, subject: Subject, within?: string): string {
  if (typeof expression !== "object") return show(expression);
  const name = operatorOf(expression);
  // SAFETY: what is explained was checked before.
  if (name === "field") return `${expression[name]} ${show(subject.values[expression[name] as string])}`;
  const operands = operandsOf(expression[name]) as readonly (Expression | Collection)[];
  const sign = (operators[name] ?? forms[name])?.sign ?? name;
  const parts = operands.map((operand) =>
    isCollection(operand) ? showCollection(operand, subject) : explain(operand, subject, name),
  );
  if (name === "between") return bracketed(`${parts[0]} between ${parts[1]} and ${parts[2]}`, within);
  if (name === "if") return bracketed(`if ${parts[0]} then ${parts[1]} else ${parts[2]}`, within);
  if (PREFIXED.has(name)) return `${sign}(${parts.join(", ")})`;
  if (parts.length === 1) return name === "and" || name === "or" ? parts[0]! : `${sign} ${parts[0]}`;
  return bracketed(parts.join(` ${sign} `), JOINS.has(within ?? "") && !JOINS.has(name) ? undefined : within);
}

const PREFIXED = new Set(["min", "max", "abs", "round", "floor", "length", "lower"]);

const JOINS = new Set(["and", "or"]);

const bracketed = (text: string, within: string | undefined) => (within === undefined ? text : `(${text})`);

const isCollection = (operand: Expression | Collection): operand is Collection =>
  typeof operand === "object" && (Array.isArray(operand) || "list" in operand);

function showCollection(collection: Collection, subject: Subject): string {
  if ("list" in collection) return `the list ${show(collection.list as string)}`;
  const shown = collection.slice(0, MOST_ITEMS_SHOWN).map((item) => explain(item, subject, "in"));
  const rest = collection.length - shown.length;
  return `[${[...shown, ...(rest > 0 ? [`${rest} more`] : [])].join(", ")}]`;
}

function show(value: Subject["values"][string]): string {
  if (value === null || value === undefined || Number.isNaN(value)) return "(missing)";
  if (typeof value === "number") return String(Number(value.toPrecision(6)));
  return typeof value === "string" ? `"${value}"` : String(value);
}
