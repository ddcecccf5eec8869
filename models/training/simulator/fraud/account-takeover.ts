import { newAddress, newDevice } from "../customers.ts";
import { fraudCities, homeCities } from "../geography.ts";
import { activeCustomer, customerInUse, type Draft, dayStart, HOUR, MINUTE, type World } from "../world.ts";
import { fraudMerchant } from "./targets.ts";

/**
 * Someone else pays from a customer's account: from a new device, often from a city that the customer could not have
 * reached, much more than usual, at any hour, through several of the cards. Some hide behind a home address.
 */
export function accountTakeover(world: World, day: number): Draft[] {
  const { random } = world;
  const { nightShare, nearShare, newDeviceShare, medianUsd } = world.behaviour.accountTakeover;
  const victim = random.chance(0.75) ? customerInUse(world, day) : activeCustomer(world, day);
  const isNear = random.chance(nearShare);
  const origin = isNear ? random.weighted(homeCities) : random.weighted(fraudCities);
  const device = random.chance(newDeviceShare) ? newDevice(random) : victim.devices[0]!;
  const address = newAddress(random, origin);
  const tellsPlace = random.chance(0.7);
  const tellsDevice = random.chance(0.88);
  const hour = random.chance(nightShare) ? random.between(0, 7) : random.between(7, 24);
  const cards = victim.namesCards ? victim.cards : null;
  const drafts: Draft[] = [];
  let at = dayStart(world, day) + hour * HOUR;
  for (let left = random.whole(2, 7); left > 0; left--) {
    const isOnline = random.chance(isNear ? 0.9 : 0.6);
    const merchant = fraudMerchant(world, isOnline ? onlineTargets : shopTargets, isOnline, origin);
    drafts.push({
      at,
      userId: victim.id,
      card: cards === null || random.chance(0.08) ? null : random.chance(0.6) ? cards[0]! : random.pick(cards),
      usd: Math.min(8000, random.logNormal(medianUsd, 1) * Math.max(0.6, victim.wealth ** 0.6)),
      currency: merchant.currency,
      merchant,
      place: tellsPlace ? origin : null,
      isExact: random.chance(0.85),
      device: tellsDevice ? device : null,
      address: tellsDevice ? address : null,
      isInternational: random.chance(0.75) ? merchant.country !== "UZ" || origin.country !== "UZ" : null,
      outcome: random.chance(0.16) ? "declined" : random.chance(0.9) ? "approved" : null,
      pattern: "account_takeover",
    });
    at += random.between(0.7, 35) * MINUTE;
  }
  return drafts;
}

const onlineTargets = ["electronics", "giftCards", "transfer", "crypto", "airline", "marketplace", "wallet"] as const;
const shopTargets = ["electronics", "luxury", "jewelry", "fashion", "cash"] as const;
