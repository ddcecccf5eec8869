import type { Action } from "../rules/rule.ts";

/** What a list does to a payment of which it holds something. */
export const listKinds = ["block", "allow", "watch"] as const;
export type ListKind = (typeof listKinds)[number];

/** What a list may be of. */
export const listSubjects = [
  "card",
  "user",
  "device",
  "ip",
  "merchant",
  "country",
  "bin",
  "phone",
  "email_domain",
] as const;
export type ListSubject = (typeof listSubjects)[number];

/** What a payment names of each; null where it says nothing. */
export type PaymentSubjects = Record<ListSubject, string | null>;

/** The action that a hit of a list counts as, among those of the rules. */
export const actionOfList: Record<ListKind, Action> = { block: "BLOCK", allow: "ALLOW", watch: "REVIEW" };

/** The field of a rule that may be asked of a list. */
export const fieldOfSubject: Record<ListSubject, string> = {
  card: "card_fingerprint",
  user: "user_id",
  device: "device_id",
  ip: "ip_address",
  merchant: "merchant",
  country: "country",
  bin: "card_bin",
  phone: "phone",
  email_domain: "email_domain",
};

/** What a payment names, as the fields of rules. */
export const fieldsOfSubjects = (subjects: PaymentSubjects): Record<string, string | null> =>
  Object.fromEntries(listSubjects.map((subject) => [fieldOfSubject[subject], subjects[subject]]));
