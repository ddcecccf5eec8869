import { burst } from "./burst.ts";
import { cardTestingAddress } from "./card-testing-address.ts";
import { cardTestingDevice } from "./card-testing-device.ts";
import { extremeAmountAbroad } from "./extreme-amount-abroad.ts";
import { extremeAmountFromUnknown } from "./extreme-amount-from-unknown.ts";
import { impossibleTravel } from "./impossible-travel.ts";
import { largeAmount } from "./large-amount.ts";
import { manyCards } from "./many-cards.ts";
import { newCountryAboveHabit } from "./new-country-above-habit.ts";
import { rapidFire } from "./rapid-fire.ts";
import type { Rule } from "./rule.ts";
import { takeover } from "./takeover.ts";

/** Every built-in rule in force, by priority. All are evaluated; the most severe hit counts. */
export const rules: readonly Rule[] = [
  extremeAmountFromUnknown,
  extremeAmountAbroad,
  cardTestingDevice,
  cardTestingAddress,
  rapidFire,
  burst,
  impossibleTravel,
  newCountryAboveHabit,
  takeover,
  manyCards,
  largeAmount,
];
