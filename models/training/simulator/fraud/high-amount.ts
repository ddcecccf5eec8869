import { newAddress, newCard, newDevice } from "../customers.ts";
import { fraudCities } from "../geography.ts";
import { openShop } from "../market.ts";
import { activeCustomer, type Draft, dayStart, HOUR, MINUTE, type World } from "../world.ts";
import { fraudMerchant } from "./targets.ts";

/** One to three very large payments abroad for what resells at once; three in ten by payers whom nobody saw before. */
export function highAmount(world: World, day: number): Draft[] {
  const { random } = world;
  const { leastUsd, medianUsd, ownDeviceShare } = world.behaviour.highAmount;
  const victim = random.chance(0.7) ? activeCustomer(world, day) : null;
  const place = random.weighted(fraudCities);
  const tellsDevice = random.chance(0.55);
  const device = victim && random.chance(ownDeviceShare) ? victim.devices[0]! : newDevice(random);
  const address = newAddress(random, place);
  const card = victim && !victim.namesCards ? null : victim ? random.weighted(victim.cards) : newCard(random, 1);
  const userId = victim?.id ?? `user_${random.hex(6)}_guest`;
  const namesCard = random.chance(0.75);
  const isPlaced = random.chance(0.85);
  let at = dayStart(world, day) + random.between(0, 24) * HOUR;
  return Array.from({ length: random.whole(1, 3) }, (): Draft => {
    const merchant = random.chance(0.3)
      ? openShop(random, random.pick(["luxury", "jewelry", "electronics"] as const), place, random.whole(20, 999_999))
      : fraudMerchant(world, ["luxury", "jewelry", "electronics", "crypto"], random.chance(0.25), place);
    const usd = Math.min(90_000, Math.max(leastUsd, random.logNormal(medianUsd, 0.9)));
    const isDollars = random.chance(0.5);
    at += random.between(1, 50) * MINUTE;
    return {
      at,
      userId,
      card: namesCard ? card : null,
      usd: isDollars && random.chance(0.6) ? Math.round(usd / 500) * 500 : usd,
      currency: isDollars ? "USD" : merchant.currency,
      merchant,
      place: isPlaced ? place : null,
      isExact: random.chance(0.88),
      device: tellsDevice ? device : null,
      address: tellsDevice ? address : null,
      isInternational: random.chance(0.75) ? true : null,
      outcome: random.chance(0.35) ? "declined" : random.chance(0.9) ? "approved" : null,
      pattern: "high_amount",
    };
  });
}
