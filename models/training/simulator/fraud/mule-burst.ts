import { newAddress, newCard, newDevice } from "../customers.ts";
import { homeCities } from "../geography.ts";
import { activeCustomer, type Draft, dayStart, HOUR, MINUTE, type World } from "../world.ts";
import { fraudMerchant } from "./targets.ts";

/** One person moves money through many cards within a few hours: young accounts or recruited customers, round sums, at home. */
export function muleBurst(world: World, day: number): Draft[] {
  const { random } = world;
  const { mostCards, longestPause, recruitShare, roundShare } = world.behaviour.muleBurst;
  const recruit = random.chance(recruitShare) ? activeCustomer(world, day) : null;
  const place = recruit?.home ?? random.weighted(homeCities);
  const userId = recruit?.id ?? `user_${random.hex(6)}_mule`;
  const device = recruit && random.chance(0.6) ? recruit.devices[0]! : newDevice(random);
  const address = recruit && random.chance(0.5) ? recruit.homeAddress : newAddress(random, place);
  const cards = Array.from({ length: random.whole(4, mostCards) }, () => newCard(random, 1));
  const merchants = Array.from({ length: random.whole(1, 3) }, () =>
    fraudMerchant(world, ["transfer", "wallet", "crypto"], true),
  );
  const tellsPlace = random.chance(0.7);
  const tellsDevice = random.chance(0.85);
  const drafts: Draft[] = [];
  let at = dayStart(world, day) + random.between(6, 22) * HOUR;
  for (let left = cards.length + random.whole(2, 10); left > 0; left--) {
    const merchant = random.pick(merchants);
    const usd = Math.min(2500, random.logNormal(150, 0.7));
    drafts.push({
      at,
      userId,
      card: random.pick(cards),
      usd: random.chance(roundShare) ? Math.ceil(usd / 42) * 42 : usd,
      currency: merchant.currency,
      merchant,
      place: tellsPlace ? place : null,
      isExact: random.chance(0.8),
      device: tellsDevice ? device : null,
      address: tellsDevice ? address : null,
      isInternational: random.chance(0.75) ? merchant.country !== "UZ" : null,
      outcome: random.chance(0.12) ? "declined" : random.chance(0.9) ? "approved" : null,
      pattern: "mule_burst",
    });
    at += random.between(0.4, longestPause) * MINUTE;
  }
  return drafts;
}
