import { fieldOf } from "../aggregates/definition.ts";
import type { PaymentFacts } from "../describe-payment.ts";
import { fieldOfSubject, type ListSubject } from "../lists/list-subjects.ts";
import type { Type, Vocabulary } from "../rule-language/expression.ts";
import { featureNames } from "../signals/features.ts";

/** The payment's own fields that rules may name. `amount` is in US dollars, `amount_local` in the payment's currency. */
export const paymentFields = {
  amount: "number",
  amount_local: "number",
  currency: "text",
  merchant: "text",
  merchant_category: "text",
  country: "text",
  city: "text",
  payment_method: "text",
} as const satisfies Partial<Record<keyof PaymentFacts, Type>>;

/** Who takes part in a payment: what stored decisions keep sealed, or not at all. */
export const partyFields = Object.values(fieldOfSubject).filter((field) => !(field in paymentFields));

/** What stored decisions tell in their sealed details alone. */
export const sealedFields: readonly string[] = [
  "payment_method",
  ...[fieldOfSubject.device, fieldOfSubject.ip, fieldOfSubject.bin, fieldOfSubject.phone, fieldOfSubject.email_domain],
];

/** What stored decisions tell until their payer is erased. */
export const payerFields: readonly string[] = [fieldOfSubject.user, fieldOfSubject.card];

/** The fields that every organisation may name, with their types. */
export const commonFields: ReadonlyMap<string, Type> = new Map<string, Type>([
  ...Object.entries(paymentFields),
  ...partyFields.map((name) => [name, "text"] as const),
  ...featureNames.map((name) => [name, "number"] as const),
]);

/**
 * What rules of an organisation may refer to: the payment itself, every feature that it is judged by, its aggregates by their
 * names, and its lists.
 */
export function ruleVocabulary({ aggregates, lists }: Own): Vocabulary {
  const own = new Set(aggregates.map(fieldOf));
  return {
    typeOfField: (field) => commonFields.get(field) ?? (own.has(field) ? "number" : undefined),
    fieldOfList: (list) => {
      const subject = lists.get(list);
      return subject && fieldOfSubject[subject];
    },
  };
}

/** What an organisation has of its own. */
type Own = { aggregates: readonly string[]; lists: ReadonlyMap<string, ListSubject> };
