import { compileExpression } from "../rule-language/compile-expression.ts";
import type { Type, Vocabulary } from "../rule-language/expression.ts";
import { type Conditions, fromConditions, type Test } from "../rule-language/from-conditions.ts";
import { isAbroad } from "../signals/context.ts";
import { hashOf, type Outcome, type Payment } from "../signals/payment.ts";

/** What became of a payment: `accepted` of one that nobody declined, be it under review. */
export const filterOutcomes = ["accepted", "declined", "failed"] as const;
const outcomeNames: Record<Outcome, (typeof filterOutcomes)[number]> = {
  attempted: "accepted",
  declined: "declined",
  failed: "failed",
};

/** The facts of a payment that a filter may test. */
const filterFields = {
  amount: "number",
  currency: "text",
  country: "text",
  merchant_category: "text",
  payment_method: "text",
  is_international: "boolean",
  outcome: "text",
} as const satisfies Record<string, Type>;

/** Facts that are kept as hashes, so that they can be compared and nothing more. */
const HASHED = new Set(["merchant_category", "payment_method"]);

const types = new Map<string, Type>(Object.entries(filterFields));

export const filterVocabulary: Vocabulary = { typeOfField: (field) => types.get(field), fieldOfList: () => undefined };

/** Whether a filter tells payments apart by what became of them. */
export const asksOutcome = (filter: Conditions | null): boolean => filter !== null && Object.hasOwn(filter, "outcome");

/** A filter as a function. Without a test of the outcome, payments that some system failed take no part, as in all windows. */
export function compileFilter(filter: Conditions | null): (payment: Payment) => boolean {
  const tests = Object.entries(filter ?? {});
  const isCounted = asksOutcome(filter) ? () => true : ({ outcome }: Payment) => outcome !== "failed";
  if (tests.length === 0) return isCounted;
  const hashed = Object.fromEntries(tests.map(([field, test]) => [field, HASHED.has(field) ? hashTest(test) : test]));
  const holds = compileExpression(fromConditions(hashed));
  return (payment) => isCounted(payment) && holds({ values: factsOf(payment) }) === true;
}

function hashTest(test: Test): Test {
  const hashed = (value: unknown) => (typeof value === "string" ? hashOf(value) : value);
  const value = Array.isArray(test.value) ? test.value.map(hashed) : hashed(test.value);
  // SAFETY: operators that need a text are refused of hashed fields; the others take numbers as well.
  return { ...test, value } as Test;
}

const factsOf = (payment: Payment): Record<keyof typeof filterFields, string | number | boolean | null> => ({
  amount: payment.cents / 100,
  currency: payment.currency,
  country: payment.country,
  merchant_category: payment.category,
  payment_method: payment.method,
  is_international: isAbroad(payment),
  outcome: outcomeNames[payment.outcome],
});
