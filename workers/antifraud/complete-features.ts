import type { PaymentBrief } from "./describe-payment.ts";
import { readContext } from "./signals/context.ts";
import type { Features } from "./signals/features.ts";
import { type PayerState, readPayer, readUser } from "./signals/payer.ts";

/**
 * Completes the features of a payment, in which the observed entities wrote theirs already: the payment itself and its
 * payer. Live assessment and training replay both come through here, so that they cannot differ.
 */
export function completeFeatures(into: Features, { payment, facts, entities }: PaymentBrief, payer: PayerState): void {
  readContext(into, payment, { ...facts, category: facts.merchant_category });
  readPayer(into, payer, payment);
  if (entities.user === null) readUser(into, payer, payment);
}
