import type { PaymentBrief } from "./describe-payment.ts";
import { readContext } from "./signals/context.ts";
import type { Features } from "./signals/features.ts";
import { type PayerState, readPayer, readUser } from "./signals/payer.ts";

/**
 * The whole feature vector of a payment: itself, its payer, and what the other entities said of it. What is missing
 * stays out. Live assessment and training replay both come through here, so that they cannot differ.
 */
export function gatherFeatures(
  { payment, facts, entities }: PaymentBrief,
  payer: PayerState,
  observed: Partial<Features>,
): Partial<Features> {
  return {
    ...readContext(payment, { ...facts, category: facts.merchant_category }),
    ...readPayer(payer, payment),
    ...(entities.user === null && readUser(payer, payment)),
    ...observed,
  };
}
