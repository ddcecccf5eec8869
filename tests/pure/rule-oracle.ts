import type { Expression, Subject } from "../../workers/antifraud/rule-language/expression.ts";

type Naive = number | string | boolean | undefined | "fault";
type Node = Record<string, Expression[]>;

/** Which of the values of an and decides over the others, the strongest first; of an or true and false change places. */
const STRENGTH: unknown[] = [false, "fault", undefined, true];
const SWAPPED: unknown[] = [true, "fault", undefined, false];

/**
 * What an expression means, written from its definition in the most direct way and sharing nothing with the engine. Where a
 * text is the word "fault" the two could not be told apart; no test uses it.
 */
export function evaluateNaively(expression: Expression, subject: Subject): Naive {
  if (typeof expression !== "object") return expression;
  const [name, raw] = Object.entries(expression as Node)[0]!;
  const parts = (Array.isArray(raw) ? raw : [raw]) as Expression[];
  const at = (i: number) => evaluateNaively(parts[i]!, subject);
  const strongest = (values: Naive[], order: unknown[]) =>
    order.find((value) => values.includes(value as Naive)) as Naive;
  switch (name) {
    case "field": {
      const value = subject.values[parts[0] as string];
      return value === null || Number.isNaN(value) ? undefined : value;
    }
    case "and":
      return strongest(
        parts.map((_, i) => at(i)),
        STRENGTH,
      );
    case "or":
      return strongest(
        parts.map((_, i) => at(i)),
        SWAPPED,
      );
    case "not":
      return typeof at(0) === "boolean" ? !at(0) : at(0);
    case "exists":
      return at(0) === "fault" ? "fault" : at(0) !== undefined;
    case "coalesce":
      return parts.map((_, i) => at(i)).find((value) => value !== undefined);
    case "if":
      return at(0) === true ? at(1) : at(0) === false ? at(2) : at(0);
    case "in":
      return isNamed(parts[1]!) ? listed(parts[0]!) : among(at(0), parts[1]!);
    case "intersects":
      if (isNamed(parts[1]!)) return strongest(elementsOf(parts[0]!).map(listed), SWAPPED);
      return strongest(
        membersOf(parts[0]!).map((value) => among(value, parts[1]!)),
        SWAPPED,
      );
  }
  const values = parts.map((_, i) => at(i));
  if (values.includes("fault")) return "fault";
  if (values.includes(undefined)) return undefined;
  const result = plain(name, values as never[]);
  return typeof result === "number" && !Number.isFinite(result) ? "fault" : result;

  function membersOf(collection: Expression): Naive[] {
    return elementsOf(collection).map((item) => evaluateNaively(item, subject));
  }

  function isNamed(collection: Expression): boolean {
    return !Array.isArray(collection);
  }

  function listed(asked: Expression): Naive {
    return subject.isListed?.("watched", (asked as { field: string }).field);
  }

  function among(value: Naive, collection: Expression): Naive {
    if (value === undefined || value === "fault") return value;
    return strongest(
      membersOf(collection).map((item) => (item === undefined || item === "fault" ? item : item === value)),
      SWAPPED,
    );
  }
}

/** The parts of a collection that is written out. */
function elementsOf(collection: Expression): Expression[] {
  if (!Array.isArray(collection)) throw new Error("No collection is written out here");
  return collection;
}

function plain(name: string, [a, b, c]: (number & string)[]): Naive {
  const [x, y] = [String(a).toLowerCase(), String(b).toLowerCase()];
  switch (name) {
    case "eq":
      return a === b;
    case "ne":
      return a !== b;
    case "gt":
      return a! > b!;
    case "gte":
      return a! >= b!;
    case "lt":
      return a! < b!;
    case "lte":
      return a! <= b!;
    case "between":
      return b! <= a! && a! <= c!;
    case "add":
      return a! + b!;
    case "subtract":
      return a! - b!;
    case "multiply":
      return a! * b!;
    case "divide":
      return a! / b!;
    case "modulo":
      return a! % b!;
    case "min":
      return a! < b! ? a : b;
    case "max":
      return a! > b! ? a : b;
    case "abs":
      return a! < 0 ? -a! : a;
    case "round":
      return Math.round(a!);
    case "floor":
      return Math.floor(a!);
    case "length":
      return String(a).length;
    case "lower":
      return x;
    case "contains":
      return x.indexOf(y) >= 0;
    case "starts_with":
      return x.indexOf(y) === 0;
    case "ends_with":
      return x.slice(x.length - y.length) === y && y.length <= x.length;
    case "like":
      return new RegExp(`^${y.replaceAll("*", "[^]*").replaceAll("?", "[^]")}$`).test(x);
    default:
      throw new Error(`The oracle does not know ${name}`);
  }
}
