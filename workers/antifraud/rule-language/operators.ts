import type { Known, Type } from "./expression.ts";

/** What may stand in a place: a type, any of them, the type of the place before, or a collection. */
export type Place = Type | "any" | "same" | "collection";

/** What an operator takes and gives. `rest` lets its last place repeat. */
export type Signature = {
  takes: readonly Place[];
  rest?: boolean;
  gives: Type | "same";
  /** How people write it. */
  sign: string;
};

/** An operator whose result is known where all that it takes is known. What has no finite result is a fault. */
export type Operator = Signature & { apply: (...values: Known[]) => Known };

/** Takes numbers. SAFETY of the casts below: `checkExpression` proved the types before the expression was compiled. */
const onNumbers = <Result extends Known>(
  sign: string,
  places: number,
  gives: Type,
  compute: (...values: number[]) => Result,
  rest = false,
): Operator => ({
  takes: Array.from({ length: places }, () => "number" as const),
  rest,
  gives,
  sign,
  apply: compute as (...values: Known[]) => Known,
});

/** Compares texts, whatever their case. */
const onTexts = (sign: string, compare: (text: string, part: string) => boolean): Operator => ({
  takes: ["text", "text"],
  gives: "boolean",
  sign,
  apply: (text, part) => compare(String(text).toLowerCase(), String(part).toLowerCase()),
});

/** Adding an operator adds an entry. */
export const operators: Readonly<Record<string, Operator>> = {
  eq: { takes: ["any", "same"], gives: "boolean", sign: "=", apply: (a, b) => a === b },
  ne: { takes: ["any", "same"], gives: "boolean", sign: "≠", apply: (a, b) => a !== b },
  gt: onNumbers(">", 2, "boolean", (a, b) => a! > b!),
  gte: onNumbers("≥", 2, "boolean", (a, b) => a! >= b!),
  lt: onNumbers("<", 2, "boolean", (a, b) => a! < b!),
  lte: onNumbers("≤", 2, "boolean", (a, b) => a! <= b!),
  between: onNumbers("between", 3, "boolean", (value, low, high) => value! >= low! && value! <= high!),
  add: onNumbers("+", 2, "number", (...values) => values.reduce((sum, value) => sum + value), true),
  subtract: onNumbers("−", 2, "number", (a, b) => a! - b!),
  multiply: onNumbers("×", 2, "number", (...values) => values.reduce((product, value) => product * value), true),
  divide: onNumbers("÷", 2, "number", (a, b) => a! / b!),
  modulo: onNumbers("mod", 2, "number", (a, b) => a! % b!),
  min: onNumbers("min", 2, "number", Math.min, true),
  max: onNumbers("max", 2, "number", Math.max, true),
  abs: onNumbers("abs", 1, "number", Math.abs),
  round: onNumbers("round", 1, "number", (a) => Math.round(a!)),
  floor: onNumbers("floor", 1, "number", (a) => Math.floor(a!)),
  length: { takes: ["text"], gives: "number", sign: "length", apply: (text) => [...String(text)].length },
  lower: { takes: ["text"], gives: "text", sign: "lower", apply: (text) => String(text).toLowerCase() },
  contains: onTexts("contains", (text, part) => text.includes(part)),
  starts_with: onTexts("starts with", (text, part) => text.startsWith(part)),
  ends_with: onTexts("ends with", (text, part) => text.endsWith(part)),
  like: onTexts("like", isLike),
};

/** Operators that look at what is missing, or at many values; `compileExpression` knows how. */
export const forms: Readonly<Record<string, Signature>> = {
  and: { takes: ["boolean"], rest: true, gives: "boolean", sign: "and" },
  or: { takes: ["boolean"], rest: true, gives: "boolean", sign: "or" },
  not: { takes: ["boolean"], gives: "boolean", sign: "not" },
  exists: { takes: ["any"], gives: "boolean", sign: "exists" },
  coalesce: { takes: ["any", "same"], rest: true, gives: "same", sign: "or else" },
  if: { takes: ["boolean", "any", "same"], gives: "same", sign: "if" },
  in: { takes: ["any", "collection"], gives: "boolean", sign: "in" },
  intersects: { takes: ["collection", "collection"], gives: "boolean", sign: "shares a value with" },
};

/**
 * Whether a text is of a pattern in which `*` stands for any characters and `?` for one. It only ever goes back to the last
 * star, so that no pattern takes more than the product of both lengths.
 */
export function isLike(text: string, pattern: string): boolean {
  let [inText, inPattern, star, resume] = [0, 0, -1, 0];
  while (inText < text.length) {
    if (pattern[inPattern] === "*") {
      star = inPattern++;
      resume = inText;
    } else if (pattern[inPattern] === "?" || pattern[inPattern] === text[inText]) {
      inText++;
      inPattern++;
    } else if (star >= 0) {
      inPattern = star + 1;
      inText = ++resume;
    } else return false;
  }
  while (pattern[inPattern] === "*") inPattern++;
  return inPattern === pattern.length;
}
