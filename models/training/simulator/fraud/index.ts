import type { Draft, Pattern, World } from "../world.ts";
import { accountTakeover } from "./account-takeover.ts";
import { cardTesting } from "./card-testing.ts";
import { highAmount } from "./high-amount.ts";
import { merchantCompromise } from "./merchant-compromise.ts";
import { muleBurst } from "./mule-burst.ts";

export type FraudPattern = {
  name: Pattern;
  /** Part of all fraudulent payments, an assumption. */
  share: number;
  /** About how many payments one campaign has. */
  payments: number;
  /** The payments of a campaign that begins on a day. */
  launch: (world: World, day: number) => Draft[];
};

/** Every pattern of fraud. */
export const fraudPatterns: readonly FraudPattern[] = [
  { name: "card_testing", share: 0.26, payments: 27, launch: cardTesting },
  { name: "account_takeover", share: 0.24, payments: 4, launch: accountTakeover },
  { name: "merchant_compromise", share: 0.22, payments: 35, launch: merchantCompromise },
  { name: "mule_burst", share: 0.14, payments: 15, launch: muleBurst },
  { name: "high_amount", share: 0.14, payments: 2, launch: highAmount },
];
