import { type Card, type Customer, newAddress, newCard, newDevice } from "../customers.ts";
import { fraudCities } from "../geography.ts";
import { activeCustomer, type Draft, dayStart, HOUR, MINUTE, type World } from "../world.ts";
import { fraudMerchant } from "./targets.ts";

/**
 * Many stolen cards are tried with tiny sums from one device or address, most are declined, and the ones that work pay for
 * something big soon after. Some rotate their addresses, are slow, or try sums of up to nine dollars; half uses accounts of its own.
 */
export function cardTesting(world: World, day: number): Draft[] {
  const { random } = world;
  const { slowShare, faintShare, rotatingShare, declinedShare } = world.behaviour.cardTesting;
  const origin = random.weighted(fraudCities);
  const isSlow = random.chance(slowShare);
  const isFaint = random.chance(faintShare);
  const isRotating = random.chance(rotatingShare);
  const ownAccounts = random.chance(0.5)
    ? Array.from({ length: random.whole(1, 4) }, () => `user_${random.hex(6)}_new`)
    : null;
  const device = random.chance(0.75) ? newDevice(random) : null;
  const address = newAddress(random, origin);
  const isPlaced = random.chance(0.4);
  const merchant = fraudMerchant(world, ["subscription", "charity", "games", "topUp", "transport"], true);
  const drafts: Draft[] = [];
  let at = dayStart(world, day) + random.between(0, 20) * HOUR;
  for (let left = random.whole(8, 40); left > 0; left--) {
    const { userId, card } = stolenCard(world, day, ownAccounts);
    const isDeclined = random.chance(declinedShare);
    const test: Draft = {
      at,
      userId,
      card,
      usd: isFaint ? random.between(0.5, 9) : random.between(0.2, 1.95),
      currency: merchant.currency,
      merchant,
      place: isPlaced ? origin : null,
      isExact: isPlaced && random.chance(0.6),
      device,
      address: random.chance(0.1) ? null : isRotating ? newAddress(random, random.weighted(fraudCities)) : address,
      isInternational: random.chance(0.75) ? merchant.country !== "UZ" : null,
      outcome: isDeclined ? "declined" : "approved",
      pattern: "card_testing",
    };
    drafts.push(test);
    if (!isDeclined && random.chance(0.3)) drafts.push(harvest(world, test));
    at += isSlow ? random.between(3, 15) * MINUTE : random.between(0.08, 1.2) * MINUTE;
  }
  return drafts;
}

function harvest(world: World, test: Draft): Draft {
  const { random } = world;
  const merchant = fraudMerchant(world, ["electronics", "giftCards", "crypto", "marketplace", "airline"], true);
  return {
    ...test,
    at: test.at + random.between(2, 60) * MINUTE,
    usd: Math.min(4000, random.logNormal(260, 0.8)),
    merchant,
    currency: merchant.currency,
    device: random.chance(0.7) ? test.device : newDevice(random),
    outcome: random.chance(0.3) ? "declined" : "approved",
  };
}

/** A card of a customer, named as that customer or under an account of the thief, or a card of another bank. */
function stolenCard(world: World, day: number, ownAccounts: string[] | null): { userId: string; card: Card } {
  const { random } = world;
  const victim: Customer = activeCustomer(world, day);
  const card = random.chance(0.5) ? random.pick(victim.cards) : newCard(random, 1);
  return { userId: ownAccounts === null ? victim.id : random.pick(ownAccounts), card };
}
