import { type CategoryKey, categories } from "./categories.ts";
import type { Customer } from "./customers.ts";
import type { City } from "./geography.ts";
import { type Merchant, openShop } from "./market.ts";
import type { World } from "./world.ts";

/** Where a customer who is in a city spends in a category: mostly a favourite, sometimes a shop that nobody knew before. */
export function chooseMerchant(world: World, customer: Customer, key: CategoryKey, place: City): Merchant {
  const { random } = world;
  const isHome = place.city === customer.home.city;
  const favourites = customer.favourites.get(key) ?? [];
  if (isHome && favourites.length > 0 && random.chance(0.65)) return random.pick(favourites);
  const merchant = anyMerchant(world, key, place);
  if (merchant.place !== null && random.chance(0.03)) return openShop(random, key, place, random.whole(20, 999_999));
  if (isHome && favourites.length < 3) customer.favourites.set(key, [...favourites, merchant]);
  return merchant;
}

/** A merchant of a category that sells in a city or, for what is bought online, to it. */
export function anyMerchant({ random, market, behaviour: { honest } }: World, key: CategoryKey, place: City): Merchant {
  if (!random.chance(categories[key].online * honest.online))
    return random.pick(market.inCity.get(place.city)!.get(key)!);
  const isForeign = place.country !== "UZ" || random.chance((foreignShare[key] ?? 0.03) * honest.foreign);
  return random.pick((isForeign ? market.onlineAbroad : market.online).get(key)!);
}

/** Share of online payments that go to a foreign shop. */
const foreignShare: Partial<Record<CategoryKey, number>> = {
  subscription: 0.75,
  games: 0.5,
  marketplace: 0.15,
  electronics: 0.15,
  fashion: 0.2,
  crypto: 0.6,
  airline: 0.35,
  hotel: 0.5,
  betting: 0.5,
  education: 0.15,
  giftCards: 0.3,
  luxury: 0.4,
  tuition: 0.7,
};
