import type { FieldError } from "#platform/problem";
import { below, isList, operandsOf, operatorOf, type Type, type Vocabulary } from "./expression.ts";
import { forms, operators, type Place, type Signature } from "./operators.ts";

/** What a rule may be at most, so that a hundred of them are answered within a fraction of a millisecond. */
export const LIMITS = { depth: 16, nodes: 256, items: 1000, textCharacters: 256 };

/**
 * What is wrong with an expression that is to give a `wanted` type, by place; nothing where it may be compiled. Takes anything
 * that JSON can hold, however deep.
 */
export function checkExpression(
  expression: unknown,
  vocabulary: Vocabulary,
  { wanted = "boolean", path = "" }: { wanted?: Type; path?: string } = {},
): FieldError[] {
  const check = new Check(vocabulary);
  check.place(expression, wanted, path);
  return check.errors;
}

/** The type of a part; undefined where it is wrong, which was said already. */
type Found = Type | undefined;

class Check {
  readonly errors: FieldError[] = [];
  readonly #vocabulary: Vocabulary;
  #nodes = 0;

  constructor(vocabulary: Vocabulary) {
    this.#vocabulary = vocabulary;
  }

  /** Checks what stands in a place that takes one type, or any. */
  place(expression: unknown, wanted: Type | "any", path: string, depth = 1): Found {
    const found = this.#expression(expression, path, depth);
    if (found && wanted !== "any" && found !== wanted) {
      this.#say(path, `Must be a ${wanted}, and is a ${found}`);
      return undefined;
    }
    return found;
  }

  #expression(expression: unknown, path: string, depth: number): Found {
    if (++this.#nodes === LIMITS.nodes + 1) this.#say(path, `A rule has at most ${LIMITS.nodes} parts`);
    // Beyond the limits nothing is said any more: one error is enough, and the rest may be endless.
    if (this.#nodes > LIMITS.nodes) return undefined;
    if (depth > LIMITS.depth) return this.#say(path, `A rule is at most ${LIMITS.depth} levels deep`);
    if (typeof expression !== "object") return this.#literal(expression, path);
    if (expression === null) return this.#say(path, "Must not be null; ask with exists whether something is known");
    if (Array.isArray(expression)) return this.#say(path, "Must be one value; several stand in in and intersects");
    const names = Object.keys(expression);
    if (names.length !== 1) return this.#say(path, "Must be an object of exactly one operator");
    return this.#node(operatorOf(expression), Object.values(expression)[0], path, depth);
  }

  #literal(value: unknown, path: string): Found {
    if (typeof value === "boolean") return "boolean";
    if (typeof value === "number")
      return Number.isFinite(value) ? "number" : this.#say(path, "Must be a finite number");
    if (typeof value !== "string") return this.#say(path, "Must be a number, a text, a boolean or an operator");
    if (value.length > LIMITS.textCharacters)
      return this.#say(path, `A text has at most ${LIMITS.textCharacters} characters`);
    return "text";
  }

  #node(name: string, operands: unknown, path: string, depth: number): Found {
    const here = below(path, name);
    if (name === "field") return this.#field(operands, here);
    const signature = Object.hasOwn(operators, name)
      ? operators[name]
      : Object.hasOwn(forms, name)
        ? forms[name]
        : undefined;
    if (!signature) return this.#say(here, "There is no such operator");
    return this.#operands(signature, operandsOf(operands), here, depth + 1);
  }

  #field(name: unknown, path: string): Found {
    if (typeof name !== "string") return this.#say(path, "Must be the name of a field");
    return this.#vocabulary.typeOfField(name) ?? this.#say(path, "There is no such field");
  }

  #operands(signature: Signature, operands: readonly unknown[], path: string, depth: number): Found {
    const { takes, rest = false, gives } = signature;
    const fits = rest ? operands.length >= takes.length : operands.length === takes.length;
    if (!fits) return this.#say(path, `Takes ${rest ? "at least " : ""}${takes.length}, and got ${operands.length}`);
    if (operands.length > LIMITS.items) return this.#say(path, `Takes at most ${LIMITS.items}`);
    const errorsBefore = this.errors.length;
    let type: Found;
    operands.forEach((operand, i) => {
      const place = takes[Math.min(i, takes.length - 1)] as Place;
      const at = below(path, i);
      if (place === "collection") type = this.#collection(operand, type, at, depth) ?? type;
      else type = this.place(operand, place === "same" ? (type ?? "any") : place, at, depth);
    });
    if (operands.length > 1 && operands.every(isList)) this.#say(below(path, 1), "Only one of both may be a list");
    else
      for (const [i, operand] of operands.entries())
        if (isList(operand)) this.#fieldsAsked(operand.list, operands[1 - i], below(path, 1 - i));
    if (this.errors.length > errorsBefore) return undefined;
    return gives === "same" ? type : gives;
  }

  /** Values of one type, which is that of what is looked for, or the name of a list; the type of the values. */
  #collection(collection: unknown, wanted: Found, path: string, depth: number): Found {
    if (isList(collection)) return this.#list(collection.list, below(path, "list"));
    if (!Array.isArray(collection)) return this.#say(path, 'Must be several values, or {"list": name}');
    if (collection.length === 0) return this.#say(path, "Must not be empty");
    if (collection.length > LIMITS.items) return this.#say(path, `Holds at most ${LIMITS.items}`);
    let type = wanted;
    collection.forEach((item, i) => {
      const at = below(path, i);
      // Literals are looked up, not walked through: they count as no part.
      const found = typeof item === "object" ? this.#expression(item, at, depth + 1) : this.#literal(item, at);
      if (found && type && found !== type) this.#say(at, `Must be a ${type}, and is a ${found}`);
      type ??= found;
    });
    return type;
  }

  #list(name: unknown, path: string): undefined {
    if (typeof name !== "string" || this.#vocabulary.fieldOfList(name) === undefined)
      this.#say(path, "There is no such list");
  }

  /** A list is asked about fields of its kind, and about nothing that is computed: what it says of a payment is kept so. */
  #fieldsAsked(list: string, asked: unknown, path: string): void {
    const field = this.#vocabulary.fieldOfList(list);
    if (field === undefined) return;
    const places: [unknown, string][] = Array.isArray(asked)
      ? asked.map((item, i) => [item, below(path, i)])
      : [[asked, path]];
    for (const [item, at] of places)
      if (JSON.stringify(item) !== JSON.stringify({ field }))
        this.#say(at, `Of this list only the field ${field} may be asked`);
  }

  #say(path: string, message: string): undefined {
    // A tree of nothing but faults is told by its first ones.
    if (this.errors.length < 50) this.errors.push({ path: path || "(root)", message });
  }
}
