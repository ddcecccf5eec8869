/**
 * A rule's condition as data: a literal, or an object of one operator and what it is applied to, e.g.
 * `{"and": [{"gt": [{"field": "amount"}, 500]}, {"in": [{"field": "country"}, ["AE", "TR"]]}]}`.
 */
export type Expression = Known | { readonly [operator: string]: unknown };

/** What stands where an operator takes several values as one: expressions, or a named list of the organisation. */
export type Collection = readonly Expression[] | { readonly list: string };

/** Whether a collection, or what stands in its place, is a named list. */
export const isList = (operand: unknown): operand is { readonly list: string } =>
  typeof operand === "object" && operand !== null && Object.keys(operand).join() === "list";

export type Known = number | string | boolean;

/** Nothing is known of it: of three truths, the one between. */
export const MISSING = undefined;

/** What could not be computed, and where in the expression: keys and places, parted by dots. */
export class Fault {
  readonly path: string;
  readonly why: string;

  constructor(path: string, why: string) {
    this.path = path;
    this.why = why;
  }
}

export type Value = Known | typeof MISSING | Fault;

export const isKnown = (value: Value): value is Known => value !== MISSING && !(value instanceof Fault);

/** What an expression is asked about. */
export type Subject = {
  /** The value of a field; undefined, null and NaN are all missing. */
  readonly values: Readonly<Record<string, Known | null | undefined>>;
  /**
   * Whether a named list holds what stands in a field; undefined where that is not known, and in every case where this is left
   * out. Asked by the field, so that it can be answered again where the value is not kept.
   */
  readonly isListed?: (list: string, field: string) => boolean | undefined;
};

/** What an expression is of. */
export type Type = "number" | "text" | "boolean";

/** What the expressions of an organisation may refer to. */
export type Vocabulary = {
  typeOfField(field: string): Type | undefined;
  /** The field that a list may be asked about, since it is a list of such; undefined where there is no such list. */
  fieldOfList(list: string): string | undefined;
};

/** The one operator of a node. Of a node that was not checked it may be anything. */
export const operatorOf = (node: object): string => Object.keys(node)[0] ?? "";

/** What an operator is applied to: `{"not": x}` is short for `{"not": [x]}`. */
export const operandsOf = (operands: unknown): readonly unknown[] => (Array.isArray(operands) ? operands : [operands]);

/** The path of a part of an expression. */
export const below = (path: string, part: string | number): string => (path === "" ? String(part) : `${path}.${part}`);
