import type { Draft, Pattern, World } from "../world.ts";
import { accountTakeover } from "./account-takeover.ts";
import { cardTesting } from "./card-testing.ts";
import { highAmount } from "./high-amount.ts";
import { merchantCompromise } from "./merchant-compromise.ts";
import { muleBurst } from "./mule-burst.ts";

/** Every pattern of fraud; `share` is its part of all fraudulent payments, an assumption. */
export const fraudPatterns: readonly { name: Pattern; share: number; launch: (world: World, day: number) => Draft[] }[] = [
  { name: "card_testing", share: 0.26, launch: cardTesting },
  { name: "account_takeover", share: 0.24, launch: accountTakeover },
  { name: "merchant_compromise", share: 0.22, launch: merchantCompromise },
  { name: "mule_burst", share: 0.14, launch: muleBurst },
  { name: "high_amount", share: 0.14, launch: highAmount },
];
