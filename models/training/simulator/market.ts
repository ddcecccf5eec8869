import { type CategoryKey, categories, categoryKeys } from "./categories.ts";
import { type City, foreignCities, homeCities } from "./geography.ts";
import type { Random } from "./random.ts";

/** A merchant; `place` is where it stands, or null where it only sells online. */
export type Merchant = {
  name: string;
  key: CategoryKey;
  place: City | null;
  country: string;
  currency: string;
  price: number;
};

/** Every merchant, by where it sells. */
export type Market = {
  inCity: Map<string, Map<CategoryKey, Merchant[]>>;
  online: Map<CategoryKey, Merchant[]>;
  onlineAbroad: Map<CategoryKey, Merchant[]>;
};

const families = [
  "Baraka",
  "Registon",
  "Sharq",
  "Yulduz",
  "Navruz",
  "Oltin",
  "Zamin",
  "Bahor",
  "Diyor",
  "Silk Road",
  "Chorsu",
  "Lola",
];
const globals = ["Northwind", "Globex", "Bluebird", "Polaris", "Lumen", "Vertex", "Orbit", "Cascade"];

/** Builds the merchants of a world: big cities have more, some categories have few. */
export function buildMarket(random: Random): Market {
  const inCity = new Map(
    [...homeCities, ...foreignCities].map((place) => [place.city, openShops(random, place)] as const),
  );
  const online = categoryKeys.filter((key) => categories[key].online > 0);
  return {
    inCity,
    online: new Map(
      online.map((key) => [key, Array.from({ length: 6 }, (_, i) => openOnline(random, key, "UZ", "UZS", i))]),
    ),
    onlineAbroad: new Map(
      online.map((key) => {
        const shops = Array.from({ length: 5 }, (_, i) => {
          const { country, currency } = random.weighted(foreignCities);
          return openOnline(random, key, country, random.chance(0.6) ? "USD" : currency, i);
        });
        return [key, shops];
      }),
    ),
  };
}

function openShops(random: Random, place: City): Map<CategoryKey, Merchant[]> {
  const size = place.country === "UZ" ? Math.sqrt(place.weight / 90) : 1.5;
  const kept = categoryKeys.filter((key) => categories[key].online < 1);
  return new Map(
    kept.map((key) => {
      const count = Math.max(1, Math.round(size * Math.sqrt(categories[key].everyday + 0.5)));
      return [key, Array.from({ length: count }, (_, i) => openShop(random, key, place, i))];
    }),
  );
}

/** A shop that opens in a city; its price level is a factor of the category's median. */
export function openShop(random: Random, key: CategoryKey, place: City, number: number): Merchant {
  const name = `${random.pick(families)} ${categories[key].name} ${place.city} ${number + 1}`;
  return { name, key, place, country: place.country, currency: place.currency, price: random.logNormal(1, 0.25) };
}

function openOnline(random: Random, key: CategoryKey, country: string, currency: string, number: number): Merchant {
  const name = `${random.pick(country === "UZ" ? families : globals)} ${categories[key].name} Online ${number + 1}`;
  return { name, key, place: null, country, currency, price: random.logNormal(1, 0.25) };
}
