import { type FieldError, invalidRequest } from "#platform/problem";
import { checkConditions } from "../own-rules/check-rule.ts";
import { below } from "../rule-language/expression.ts";
import type { Conditions } from "../rule-language/from-conditions.ts";
import { type AggregateDefinition, LONGEST_MS, type Measure } from "./definition.ts";
import { filterOutcomes, filterVocabulary } from "./filter.ts";
import type { AggregateInput } from "./schemas.ts";

/** Some fields are kept as hashes, so they are compared as a whole. */
const TEXT_OPERATORS = ["equals", "not_equals", "in", "not_in", "exists"];
const MOST_FILTER_BYTES = 4000;

const unitsMs = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Of an entity there is only one such other. */
const own: Partial<Record<AggregateInput["entity"], Measure>> = {
  user: "users",
  card: "cards",
  device: "devices",
  ip: "ips",
  merchant: "merchants",
};

/** What is to be counted, or a refusal that names every fault by its place. */
export function readDefinition(input: AggregateInput): AggregateDefinition {
  const { statistic, entity } = input;
  const windowMs = toMs(input.window);
  const delayMs = input.delay ? toMs(input.delay) : 0;
  const filter = input.filter ?? null;
  const errors = [...checkMeasure(input), ...checkReach(windowMs, delayMs), ...(filter ? checkFilter(filter) : [])];
  if (errors.length > 0) throw invalidRequest({ errors });
  const of = statistic === "count" ? null : (input.of ?? "amount");
  return { statistic, of, entity, windowMs, delayMs, filter: filter && sorted(filter) };
}

/** A length of time as it is written: `15m`, `36h`, `90d`. */
function toMs(duration: string): number {
  // SAFETY: the contract lets no other unit through.
  return Number(duration.slice(0, -1)) * unitsMs[duration.at(-1) as keyof typeof unitsMs];
}

/** The same in the greatest unit of which it is a whole number. */
export function toDuration(ms: number): string {
  const unit = ms % unitsMs.d === 0 ? "d" : ms % unitsMs.h === 0 ? "h" : "m";
  return `${ms / unitsMs[unit]}${unit}`;
}

function checkMeasure({ statistic, of = null, entity }: AggregateInput): FieldError[] {
  const refuse = (message: string) => [{ path: "of", message }];
  if (statistic === "count") return of === null ? [] : refuse("Must be left out of count");
  if (statistic !== "distinct") return of === null || of === "amount" ? [] : refuse(`Must be amount of ${statistic}`);
  if (of === null || of === "amount") return refuse("Must say whom distinct counts");
  return of === own[entity] ? refuse(`Counts others: of one ${entity} there is only one`) : [];
}

function checkReach(windowMs: number, delayMs: number): FieldError[] {
  if (windowMs > LONGEST_MS) return [{ path: "window", message: "Must be at most 90d" }];
  return windowMs + delayMs > LONGEST_MS ? [{ path: "delay", message: "Ends at most 90d back, with the window" }] : [];
}

function checkFilter(filter: Conditions): FieldError[] {
  const errors = checkConditions(filter, filterVocabulary, "filter");
  for (const [field, test] of Object.entries(filter)) {
    const path = below("filter", field);
    if (filterVocabulary.typeOfField(field) === "text" && !TEXT_OPERATORS.includes(test.operator))
      errors.push({ path: below(path, "operator"), message: `Must be one of ${TEXT_OPERATORS.join(", ")}` });
    else if (field === "outcome") errors.push(...checkOutcomes(below(path, "value"), test.value));
  }
  if (errors.length === 0 && JSON.stringify(filter).length > MOST_FILTER_BYTES)
    errors.push({ path: "filter", message: `Takes at most ${MOST_FILTER_BYTES} characters` });
  return errors;
}

function checkOutcomes(path: string, value: unknown): FieldError[] {
  const places: [string, unknown][] = Array.isArray(value)
    ? value.map((item, i) => [below(path, i), item])
    : [[path, value]];
  const isKnown = (item: unknown) => typeof item === "boolean" || filterOutcomes.some((outcome) => outcome === item);
  return places
    .filter(([, item]) => !isKnown(item))
    .map(([place]) => ({ path: place, message: `Must be one of ${filterOutcomes.join(", ")}` }));
}

/** In one order, so that the same filter is the same however it was sent. */
const sorted = (filter: Conditions): Conditions =>
  Object.fromEntries(Object.entries(filter).sort(([a], [b]) => (a < b ? -1 : 1)));
