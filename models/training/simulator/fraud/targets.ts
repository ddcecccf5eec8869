import type { CategoryKey } from "../categories.ts";
import { type City, homeCities } from "../geography.ts";
import type { Merchant } from "../market.ts";
import type { World } from "../world.ts";

/** A merchant where stolen money is spent: online, at home or abroad, or a shop in a city. */
export function fraudMerchant(
  { random, market }: World,
  keys: readonly CategoryKey[],
  isOnline: boolean,
  place?: City,
): Merchant {
  const key = random.pick(keys);
  const shops = market.inCity.get((place ?? random.weighted(homeCities)).city)?.get(key);
  if (!isOnline && shops) return random.pick(shops);
  return random.pick((random.chance(0.55) ? market.onlineAbroad : market.online).get(key) ?? shops!);
}
