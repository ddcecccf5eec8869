import {
  below,
  type Collection,
  type Expression,
  Fault,
  isKnown,
  isList,
  type Known,
  MISSING,
  operandsOf,
  operatorOf,
  type Subject,
  type Value,
} from "./expression.ts";
import { operators } from "./operators.ts";

/** What an expression says of a subject. It never throws. */
export type Compiled = (subject: Subject) => Value;

/** An expression as a function. Takes only what `checkExpression` found no fault with; `path` is where it stands in its rule. */
export function compileExpression(expression: Expression, path = ""): Compiled {
  if (typeof expression !== "object") return () => expression;
  const name = operatorOf(expression);
  const here = below(path, name);
  // SAFETY: the check proved what stands where.
  if (name === "field") return readField(expression[name] as string);
  const operands = operandsOf(expression[name]);
  const compile = (i: number) => compileExpression(operands[i] as Expression, below(here, i));
  switch (name) {
    case "and":
      return decidedBy(
        false,
        operands.map((_, i) => compile(i)),
      );
    case "or":
      return decidedBy(
        true,
        operands.map((_, i) => compile(i)),
      );
    case "not":
      return not(compile(0));
    case "exists":
      return exists(compile(0));
    case "coalesce":
      return coalesce(operands.map((_, i) => compile(i)));
    case "if":
      return choose(compile(0), compile(1), compile(2));
    case "in":
      return isList(operands[1])
        ? isOnList(operands[0], operands[1])
        : isMember(compile(0), compileHolder(operands[1] as readonly Expression[], below(here, 1)));
    case "intersects":
      return intersects(operands[0] as Collection, operands[1] as Collection, here);
    default:
      return apply(
        operators[name]!.apply,
        operands.map((_, i) => compile(i)),
        here,
      );
  }
}

const readField =
  (field: string): Compiled =>
  ({ values }) => {
    const value = values[field];
    return value === null || Number.isNaN(value) ? MISSING : value;
  };

/** Three truths (Kleene): the decisive one decides, whatever stands beside it; then a fault, then what is missing. */
const decidedBy =
  (decisive: boolean, parts: readonly Compiled[]): Compiled =>
  (subject) => {
    let fault: Fault | undefined;
    let isMissing = false;
    for (const part of parts) {
      const value = part(subject);
      if (value === decisive) return decisive;
      if (value instanceof Fault) fault ??= value;
      else if (value === MISSING) isMissing = true;
    }
    if (fault) return fault;
    return isMissing ? MISSING : !decisive;
  };

const not =
  (part: Compiled): Compiled =>
  (subject) => {
    const value = part(subject);
    return isKnown(value) ? !value : value;
  };

const exists =
  (part: Compiled): Compiled =>
  (subject) => {
    const value = part(subject);
    return value instanceof Fault ? value : value !== MISSING;
  };

/** The first that is known. A fault is no reason to look further: it would be hidden. */
const coalesce =
  (parts: readonly Compiled[]): Compiled =>
  (subject) => {
    for (const part of parts) {
      const value = part(subject);
      if (value !== MISSING) return value;
    }
    return MISSING;
  };

const choose =
  (condition: Compiled, then: Compiled, otherwise: Compiled): Compiled =>
  (subject) => {
    const value = condition(subject);
    return isKnown(value) ? (value ? then : otherwise)(subject) : value;
  };

function apply(compute: (...values: Known[]) => Known, parts: readonly Compiled[], path: string): Compiled {
  const infinite = new Fault(path, "Has no finite result");
  return (subject) => {
    const values: Known[] = [];
    let missing = false;
    let fault: Fault | undefined;
    for (const part of parts) {
      const value = part(subject);
      if (value instanceof Fault) fault ??= value;
      else if (value === MISSING) missing = true;
      else values.push(value);
    }
    if (fault) return fault;
    if (missing) return MISSING;
    const result = compute(...values);
    return typeof result === "number" && !Number.isFinite(result) ? infinite : result;
  };
}

/** Whether a collection holds a value: known where it is found, or where nothing in the collection is missing. */
type Holder = (value: Known, subject: Subject) => Value;

function compileHolder(collection: readonly Expression[], path: string): Holder {
  const literals = new Set<Known>(collection.filter((item) => typeof item !== "object"));
  const computed = collection.flatMap((item, i) =>
    typeof item === "object" ? [compileExpression(item, below(path, i))] : [],
  );
  if (computed.length === 0) return (value) => literals.has(value);
  return (value, subject) =>
    literals.has(value) ||
    decidedBy(
      true,
      computed.map((part) => equals(part, value)),
    )(subject);
}

const equals =
  (part: Compiled, value: Known): Compiled =>
  (subject) => {
    const other = part(subject);
    return isKnown(other) ? other === value : other;
  };

const isMember =
  (part: Compiled, holds: Holder): Compiled =>
  (subject) => {
    const value = part(subject);
    return isKnown(value) ? holds(value, subject) : value;
  };

/** Whether a list holds what stands in a field; nothing but a field of its kind passes the check. */
const isOnList =
  (asked: unknown, { list }: { readonly list: string }): Compiled =>
  ({ isListed }) =>
    // SAFETY: see above.
    isListed?.(list, (asked as { field: string }).field);

/** Whether any of the values of one collection is in the other; a list is asked, never read. */
function intersects(one: Collection, other: Collection, path: string): Compiled {
  const [values, asked, place] = isList(one) ? [other, one, 1] : [one, other, 0];
  // SAFETY: of two lists the check finds one too many.
  const items = values as readonly Expression[];
  if (isList(asked))
    return decidedBy(
      true,
      items.map((item) => isOnList(item, asked)),
    );
  const holds = compileHolder(asked, below(path, 1 - place));
  const members = items.map((item, i) => isMember(compileExpression(item, below(below(path, place), i)), holds));
  return decidedBy(true, members);
}
