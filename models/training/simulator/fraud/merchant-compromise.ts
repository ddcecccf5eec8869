import { newAddress, newDevice } from "../customers.ts";
import { fraudCities } from "../geography.ts";
import { type Draft, dayStart, HOUR, MINUTE, type World } from "../world.ts";
import { fraudMerchant } from "./targets.ts";

/**
 * Cards that were used at one merchant leak and are spent days later at a few others, each card a few times, with sums that
 * are not far above the customer's own. Some rings work from one device; many sales name none.
 */
export function merchantCompromise(world: World, day: number): Draft[] {
  const { random, visits } = world;
  const { sharedDeviceShare, medianUsd, days } = world.behaviour.merchantCompromise;
  if (visits.length === 0) return [];
  const leak = random.pick(visits).merchant;
  const leaked = visits.filter(({ merchant }) => merchant === leak).map(({ customer }) => customer);
  const victims = [...new Set(leaked)].slice(-random.whole(6, 25));
  const origin = random.weighted(fraudCities);
  const shared = random.chance(sharedDeviceShare)
    ? { device: newDevice(random), address: newAddress(random, origin) }
    : null;
  const outlets = Array.from({ length: random.whole(2, 4) }, () =>
    fraudMerchant(world, targets, random.chance(0.8), origin),
  );
  return victims.flatMap((victim) => {
    const own = shared ?? { device: newDevice(random), address: newAddress(random, random.weighted(fraudCities)) };
    const tellsDevice = random.chance(0.65);
    const card = victim.namesCards ? random.weighted(victim.cards) : null;
    let at = dayStart(world, day) + random.between(0, days * 24) * HOUR;
    return Array.from({ length: random.whole(1, 4) }, (): Draft => {
      const merchant = random.pick(outlets);
      at += random.between(1, 90) * MINUTE;
      return {
        at,
        userId: victim.id,
        card,
        usd: Math.min(3000, random.logNormal(medianUsd, 0.8) * Math.max(0.7, victim.wealth ** 0.7)),
        currency: merchant.currency,
        merchant,
        place: merchant.place ?? (random.chance(0.35) ? origin : null),
        isExact: random.chance(0.6),
        device: tellsDevice && merchant.place === null ? own.device : null,
        address: tellsDevice && merchant.place === null ? own.address : null,
        isInternational: random.chance(0.75) ? merchant.country !== "UZ" : null,
        outcome: random.chance(0.2) ? "declined" : random.chance(0.9) ? "approved" : null,
        pattern: "merchant_compromise",
      };
    });
  });
}

const targets = ["electronics", "marketplace", "giftCards", "fashion", "airline", "crypto", "games"] as const;
