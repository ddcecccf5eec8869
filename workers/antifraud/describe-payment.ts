import type { PaymentSubjects } from "./lists/list-subjects.ts";
import type { Transaction } from "./schemas.ts";
import { hashOf, type Payment } from "./signals/payment.ts";

/** A submitted transaction in the words of the signals, and who takes part in it. */
export type PaymentBrief = {
  payment: Payment;
  facts: PaymentFacts;
  /** Names of the activity objects; `payer` is the card's, or the user's where no card is named. */
  entities: { payer: string; user: string | null; device: string | null; ip: string | null; merchant: string };
  /** What lists may hold of it, and rules name. */
  subjects: PaymentSubjects;
};

/** What rules and reasons may say about the payment itself. `amount` is in US dollars, so that one rule fits every currency. */
export type PaymentFacts = {
  amount: number;
  amount_local: number;
  currency: string;
  merchant: string;
  merchant_category: string;
  country: string | null;
  city: string | null;
  payment_method: string | null;
  isInternational: boolean | null;
  hasCard: boolean;
};

/** The name of the card's object, or of the user's where no card is named. */
export function payerOf(organizationId: string, { user_id, metadata }: Transaction): string {
  const card = metadata?.card_fingerprint;
  return card === undefined ? `user:${organizationId}:${user_id}` : `card:${organizationId}:${card}`;
}

/** Describes a transaction; `usdPerUnit` is the rate of its currency. The same code serves live traffic and training. */
export function describePayment(organizationId: string, transaction: Transaction, usdPerUnit: number): PaymentBrief {
  const { location, metadata } = transaction;
  const card = metadata?.card_fingerprint;
  const user = `user:${organizationId}:${transaction.user_id}`;
  const cents = Math.round(transaction.amount * usdPerUnit * 100);
  const payer = payerOf(organizationId, transaction);
  return {
    payment: {
      id: transaction.transaction_id,
      key: hashOf(transaction.transaction_id),
      at: Date.parse(transaction.timestamp),
      cents,
      payer: hashOf(payer),
      user: hashOf(user),
      hasCard: card !== undefined,
      merchant: hashOf(transaction.merchant),
      category: hashOf(transaction.merchant_category ?? ""),
      currency: transaction.currency,
      method: metadata?.payment_method === undefined ? null : hashOf(metadata.payment_method),
      isInternational: metadata?.is_international ?? null,
      device: transaction.device_id === undefined ? null : hashOf(transaction.device_id),
      ip: transaction.ip_address === undefined ? null : hashOf(transaction.ip_address),
      country: location?.country ?? null,
      city: location?.city ?? null,
      lat: location?.lat ?? null,
      lon: location?.lon ?? null,
      outcome:
        metadata?.issuer_response === "error"
          ? "failed"
          : metadata?.issuer_response === "declined"
            ? "declined"
            : "attempted",
    },
    facts: {
      amount: cents / 100,
      amount_local: transaction.amount,
      currency: transaction.currency,
      merchant: transaction.merchant,
      merchant_category: transaction.merchant_category ?? "",
      country: location?.country ?? null,
      city: location?.city ?? null,
      payment_method: metadata?.payment_method ?? null,
      isInternational: metadata?.is_international ?? null,
      hasCard: card !== undefined,
    },
    entities: {
      payer,
      user: card === undefined ? null : user,
      device: transaction.device_id === undefined ? null : `device:${organizationId}:${transaction.device_id}`,
      ip: transaction.ip_address === undefined ? null : `ip:${organizationId}:${transaction.ip_address}`,
      merchant: `merchant:${organizationId}:${transaction.merchant}`,
    },
    subjects: subjectsOfPayment(transaction),
  };
}

/** What a transaction names of everything that lists may be of. */
function subjectsOfPayment({
  user_id,
  merchant,
  device_id,
  ip_address,
  location,
  metadata,
}: Transaction): PaymentSubjects {
  return {
    card: metadata?.card_fingerprint ?? null,
    user: user_id,
    device: device_id ?? null,
    ip: ip_address ?? null,
    merchant,
    country: location?.country ?? null,
    bin: metadata?.card_bin ?? null,
    phone: metadata?.phone ?? null,
    email_domain: metadata?.email_domain ?? null,
  };
}
