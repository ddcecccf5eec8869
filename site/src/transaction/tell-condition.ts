import type { Evidence, TransactionDetail } from "../api-types.ts";
import { formatMoney, formatNumber } from "../format.ts";
import { fill } from "../i18n/fill.ts";
import { nameFeature } from "./name-feature.ts";
import type { TransactionWords } from "./words.ts";

type Rule = Pick<Evidence["rules"][number], "condition" | "values">;
type Words = Pick<TransactionWords, "language" | "text" | "features" | "transaction">;

/** What a sentence about a payment needs to know of it: its currency, the units of its features, the names of lists that held it. */
export type Told = Pick<TransactionDetail, "currency"> & { evidence: Pick<Evidence, "features" | "lists"> };

const signs: Record<string, string> = { gt: ">", gte: "≥", lt: "<", lte: "≤", eq: "=", ne: "≠" };
const sums: Record<string, string> = { add: "+", subtract: "−", multiply: "×", divide: "÷", modulo: "mod" };
const MOST_ITEMS = 5;

/**
 * What a rule asks, one part after the other, in the reader's language: each field by its name with what the payment said and
 * what is asked, both in its unit. Nothing of a rule whose condition is not known.
 */
export function tellCondition({ condition, values }: Rule, told: Told, words: Words): string[] {
  const { language, text, features, transaction } = words;
  const t = transaction.asked;
  const units = new Map(told.evidence.features.map(({ name, unit }) => [name, unit]));
  const lists = new Map(told.evidence.lists?.held.map(({ list_id, name }) => [list_id, name]));

  const nameOf = (field: string) => t.fields[field] ?? nameFeature(field, features) ?? field;

  function show(value: unknown, field?: string): string {
    if (value === null || value === undefined) return t.unknown;
    const unit = field && units.get(field);
    if (unit === "0/1" && (value === 1 || value === 0)) return value === 1 ? text.evidence.yes : text.evidence.no;
    if (typeof value === "boolean") return value ? text.evidence.yes : text.evidence.no;
    if (typeof value !== "number") return String(value);
    if (field === "amount" || unit === "USD") return formatMoney(value, "USD", language);
    if (field === "amount_local") return formatMoney(value, told.currency, language);
    const word = unit && (features.units[unit] ?? unit);
    const isScale = word !== undefined && /^\d/.test(word);
    return `${formatNumber(value, language, 2)}${word && !isScale ? `\u00a0${word}` : ""}`;
  }

  /** What stands in a comparison besides a field alone: figures, and sums of fields, which are told with their values. */
  function operand(node: unknown, of?: string): string {
    const [name, inner] = onlyEntry(node) ?? [];
    if (name === undefined) return show(node, of);
    if (name === "field") return `${nameOf(String(inner))} ${show(values[String(inner)], String(inner))}`;
    const parts = listOf(inner).map((part) => operand(part));
    const sum = sums[name] ?? signs[name];
    return sum ? `(${parts.join(` ${sum} `)})` : `${name}(${parts.join(", ")})`;
  }

  const ask = (field: string, test: string) =>
    `${nameOf(field)}: ${show(values[field], field)} (${fill(t.needed, { test })})`;

  const several = (items: unknown, field: string) => {
    const all = listOf(items);
    const rest = all.length - MOST_ITEMS;
    const shown = all.slice(0, MOST_ITEMS).map((item) => operand(item, field));
    return [...shown, ...(rest > 0 ? [fill(t.more, { count: rest })] : [])].join(", ");
  };

  /** A comparison of one field, or undefined where it is something else. */
  function test(name: string, inner: unknown, isNot: boolean): string | undefined {
    const [first, second, third] = listOf(inner);
    const [isField, field] = onlyEntry(first) ?? [];
    if (isField !== "field" || typeof field !== "string") return undefined;
    if (name === "exists") return ask(field, isNot ? t.missing : t.exists);
    if (name === "in") {
      const [isList, list] = onlyEntry(second) ?? [];
      if (isList === "list") {
        const named = { list: lists.get(String(list)) ?? String(list) };
        return ask(field, fill(isNot ? t.notInList : t.inList, named));
      }
      return ask(field, fill(isNot ? t.notIn : t.in, { values: several(second, field) }));
    }
    if (isNot) return undefined;
    if (name === "between")
      return ask(field, fill(t.between, { low: operand(second, field), high: operand(third, field) }));
    const sign = signs[name];
    if (sign) return ask(field, name === "eq" ? operand(second, field) : `${sign} ${operand(second, field)}`);
    const said = t.texts[name];
    return said && ask(field, fill(said, { value: operand(second, field) }));
  }

  function tell(node: unknown): string {
    const [name, inner] = onlyEntry(node) ?? [];
    if (name === undefined) return show(node);
    if (name === "and") return listOf(inner).map(tell).join("; ");
    if (name === "or") return listOf(inner).map(tellPart).join(` ${t.or} `);
    if (name === "not") {
      const [negated] = listOf(inner);
      const [of, within] = onlyEntry(negated) ?? [];
      return (of && test(of, within, true)) ?? fill(t.not, { test: tell(negated) });
    }
    return test(name, inner, false) ?? operand(node);
  }

  /** Brackets stand only where they say something. */
  function tellPart(node: unknown): string {
    const [name, inner] = onlyEntry(node) ?? [];
    return name === "and" && listOf(inner).length > 1 ? `[${tell(node)}]` : tell(node);
  }

  const [name, inner] = onlyEntry(condition) ?? [];
  if (name === undefined) return [];
  return name === "and" ? listOf(inner).map((part) => tell(part)) : [tell(condition)];
}

const listOf = (operands: unknown): readonly unknown[] => (Array.isArray(operands) ? operands : [operands]);

function onlyEntry(node: unknown): [string, unknown] | undefined {
  if (typeof node !== "object" || node === null || Array.isArray(node)) return undefined;
  return Object.entries(node)[0];
}
