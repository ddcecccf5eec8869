import { fieldOf } from "../aggregates/definition.ts";
import type { PaymentFacts } from "../describe-payment.ts";
import type { Type, Vocabulary } from "../rule-language/expression.ts";
import { featureNames } from "../signals/features.ts";

/** The payment's own fields that rules may name. `amount` is in US dollars, `amount_local` in the payment's currency. */
const paymentFields = {
  amount: "number",
  amount_local: "number",
  currency: "text",
  merchant: "text",
  merchant_category: "text",
  country: "text",
  city: "text",
  payment_method: "text",
} as const satisfies Partial<Record<keyof PaymentFacts, Type>>;

const fields = new Map<string, Type>([
  ...Object.entries(paymentFields),
  ...featureNames.map((name) => [name, "number"] as const),
]);

/**
 * What rules of an organisation may refer to: the payment itself, every feature that it is judged by, and the aggregates of
 * the organisation, by their names.
 */
export function ruleVocabulary(aggregates: readonly string[]): Vocabulary {
  const own = new Set(aggregates.map(fieldOf));
  return { typeOfField: (field) => fields.get(field) ?? (own.has(field) ? "number" : undefined), hasList: () => false };
}
