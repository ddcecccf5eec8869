import { type Behaviour, behaviourOf } from "./behaviour.ts";
import { buildCustomers, type Card, type Customer, newAddress } from "./customers.ts";
import { type City, foreignCities, homeCities } from "./geography.ts";
import { buildMarket, type Market, type Merchant } from "./market.ts";
import { Random } from "./random.ts";

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export type Pattern = "card_testing" | "account_takeover" | "merchant_compromise" | "mule_burst" | "high_amount";

/** A payment before it takes the form of the wire. */
export type Draft = {
  at: number;
  userId: string;
  card: Card | null;
  /** Dollars; the wire form turns them into the currency. */
  usd: number;
  currency: string;
  merchant: Merchant;
  place: City | null;
  /** Whether the place is sent with its city and coordinates, or only its country. */
  isExact: boolean;
  device: string | null;
  address: string | null;
  isInternational: boolean | null;
  outcome: "approved" | "declined" | "error" | null;
  pattern: Pattern | null;
};

/** Everything that a day of payments is drawn from. */
export type World = {
  random: Random;
  behaviour: Behaviour;
  days: number;
  /** Epoch milliseconds of the first midnight in Tashkent. */
  startAt: number;
  customers: Customer[];
  market: Market;
  /** Addresses that a city's mobile carriers share among their subscribers. */
  carriers: Map<string, string[]>;
  /** Payment kiosks of a city: one device and address for many customers. */
  kiosks: Map<string, { device: string; address: string }[]>;
  /** Who paid where in the last days, latest last: the harvest of a compromised merchant. */
  visits: { merchant: string; customer: Customer; day: number }[];
};

export function buildWorld(options: {
  seed: number;
  days: number;
  customers: number;
  startAt: number;
  drifted?: boolean;
}): World {
  const random = new Random(options.seed);
  const behaviour = behaviourOf(options.drifted);
  const cities = [...homeCities, ...foreignCities];
  const homes = homeCities.reduce((sum, { weight }) => sum + weight, 0);
  const residentsOf = (place: City) =>
    place.country === "UZ" ? (options.customers * place.weight) / homes : options.customers * 0.01;
  return {
    random,
    behaviour,
    days: options.days,
    startAt: options.startAt,
    customers: buildCustomers(random, behaviour.honest, options.customers, options.days),
    market: buildMarket(random),
    carriers: new Map(
      cities.map((place) => [
        place.city,
        Array.from({ length: 1.5 + residentsOf(place) / 150 }, () => newAddress(random, place)),
      ]),
    ),
    kiosks: new Map(
      homeCities.map((place) => [
        place.city,
        Array.from({ length: 1 + residentsOf(place) / 120 }, (_, i) => ({
          device: `kiosk_${place.city}_${i + 1}`,
          address: newAddress(random, place),
        })),
      ]),
    ),
    visits: [],
  };
}

/** Beginning of a day, epoch milliseconds. */
export const dayStart = (world: World, day: number): number => world.startAt + day * DAY;

export const isActive = ({ joinsOn, leavesOn }: Customer, day: number): boolean => joinsOn <= day && day <= leavesOn;

/** A customer whose account is in use, as far as twenty looks find one. */
export function customerInUse(world: World, day: number): Customer {
  let customer = activeCustomer(world, day);
  for (let looks = 1; looks < 20 && customer.paid < 3; looks++) customer = activeCustomer(world, day);
  return customer;
}

/** Any customer who pays in these days. */
export function activeCustomer(world: World, day: number): Customer {
  for (;;) {
    const customer = world.random.pick(world.customers);
    if (isActive(customer, day)) return customer;
  }
}
