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

/** Of these, what a stored decision tells in its sealed details alone. */
export const sealedFields: readonly string[] = ["payment_method" satisfies keyof typeof paymentFields];

const fields = new Map<string, Type>([
  ...Object.entries(paymentFields),
  ...featureNames.map((name) => [name, "number"] as const),
]);

/** What rules of organisations may refer to: the payment itself, and every feature that it is judged by. */
export const ruleVocabulary: Vocabulary = {
  typeOfField: (field) => fields.get(field),
  hasList: () => false,
};
