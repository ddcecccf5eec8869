import type { Behaviour } from "./behaviour.ts";
import { type CategoryKey, categories, categoryKeys } from "./categories.ts";
import { type City, foreignCities, homeCities } from "./geography.ts";
import type { Merchant } from "./market.ts";
import type { Random } from "./random.ts";

type Honest = Behaviour["honest"];

export type Card = { fingerprint: string; last4: string; weight: number };

export type Customer = {
  id: string;
  home: City;
  /** Factor of every amount. */
  wealth: number;
  isAffluent: boolean;
  /** Visits to shops a day, each of one or more payments. */
  visitsPerDay: number;
  cards: Card[];
  /** Least used last. */
  devices: string[];
  homeAddress: string;
  /** Hours by which the day is shifted; those who live by night are shifted most. */
  shift: number;
  /** Day of the simulation from which the customer pays. */
  joinsOn: number;
  /** Day after which a guest or a visitor is never seen again. */
  leavesOn: number;
  /** How likely an online payment comes from a device never seen: private windows, reinstalled applications. */
  deviceChurn: number;
  /** How likely an online payment comes through a network exit abroad. */
  exitShare: number;
  /** Whether the bank names the card at all, and how likely the channel sends a place, a device and an address. */
  namesCards: boolean;
  tellsPlace: number;
  tellsDevice: number;
  /** Payments made so far. */
  paid: number;
  favourites: Map<CategoryKey, Merchant[]>;
  weights: { everyday: Choice[]; journey: Choice[] };
  /** Days of the month on which money arrives. */
  salaryDays: [number, number];
  journey: { place: City; from: number; until: number } | null;
  /** Mean days between journeys abroad. */
  daysBetweenJourneys: number;
};

export type Choice = { key: CategoryKey; weight: number };

const devices = [
  "iPhone_13",
  "iPhone_14_Pro",
  "iPhone_15",
  "Galaxy_A54",
  "Galaxy_S23",
  "Redmi_Note_12",
  "Redmi_13C",
  "Pixel_8",
  "Chrome_Win",
];

export const newDevice = (random: Random): string => `${random.pick(devices)}_${random.hex(8)}`;
export const newAddress = (random: Random, { network }: Pick<City, "network">): string =>
  `${network}.${random.whole(0, 255)}.${random.whole(1, 254)}`;
export const newCard = (random: Random, weight: number): Card => ({
  fingerprint: `fp_${random.hex(24)}`,
  last4: String(random.whole(0, 9999)).padStart(4, "0"),
  weight,
});

/** The customers of a bank; one in eight shares a household, and so an address and a tablet, with the one before. */
export function buildCustomers(random: Random, honest: Honest, count: number, days: number): Customer[] {
  const customers: Customer[] = [];
  for (let i = 0; i < count; i++) {
    const customer = buildCustomer(random, honest, i, days);
    const relative = customers.at(-1);
    if (relative && random.chance(0.12)) {
      customer.home = relative.home;
      customer.homeAddress = relative.homeAddress;
      customer.devices.push(relative.devices.at(-1)!);
    }
    customers.push(customer);
  }
  for (let i = 0; i < count * days * 0.009; i++) customers.push(buildPasserBy(random, honest, count + i, days));
  return customers;
}

/** Someone who pays for a day as a guest, at home or abroad, often telling little; or for a week or two as a visitor from abroad. */
function buildPasserBy(random: Random, honest: Honest, index: number, days: number): Customer {
  const guest = {
    ...buildCustomer(random, honest, index, days),
    joinsOn: random.whole(0, days),
    visitsPerDay: random.between(0.8, 2),
    ...(random.chance(0.3) && { namesCards: false, tellsDevice: 0.1, tellsPlace: 0.2 }),
  };
  if (random.chance(0.35)) return { ...guest, leavesOn: guest.joinsOn };
  const home = random.weighted(foreignCities);
  const stranger = { ...guest, home, homeAddress: newAddress(random, home) };
  const weights = { ...guest.weights, everyday: guest.weights.journey };
  if (random.chance(0.65)) return { ...stranger, weights, leavesOn: guest.joinsOn };
  const leavesOn = guest.joinsOn + random.whole(2, 12);
  const journey = { place: random.weighted(homeCities), from: guest.joinsOn, until: leavesOn };
  return { ...stranger, wealth: guest.wealth * 1.6, leavesOn, journey };
}

/** A customer at its first day; three in a hundred live abroad, four in a hundred are rich, a quarter joins later. */
export function buildCustomer(random: Random, honest: Honest, index: number, days: number): Customer {
  const home = random.chance(0.03) ? random.weighted(foreignCities) : random.weighted(homeCities);
  const isAffluent = random.chance(0.04);
  const spread = random.chance(0.8) ? 0.6 : 0.3;
  return {
    id: `user_${random.hex(6)}_${index.toString(36)}`,
    home,
    wealth: random.logNormal(isAffluent ? 4 : 1, 0.45),
    isAffluent,
    visitsPerDay: Math.min(5, random.logNormal(0.62, 0.6)),
    cards: Array.from({ length: random.weighted(cardCounts).n }, (_, i) => newCard(random, 1 / (i + 1) ** 2)),
    devices: Array.from({ length: random.chance(0.3) ? 2 : 1 }, () => newDevice(random)),
    homeAddress: newAddress(random, home),
    shift: random.normal() + (random.chance(honest.nightOwlShare) ? 5 : 0),
    joinsOn: random.chance(0.25) ? random.whole(0, days) : -1,
    leavesOn: days,
    deviceChurn: random.chance(honest.privateBrowserShare) ? 0.12 : 0.008,
    exitShare: random.chance(honest.exitUserShare) ? 0.08 : 0.0015,
    namesCards: random.chance(0.92),
    tellsPlace: random.chance(0.85) ? random.between(0.75, 1) : random.between(0, 0.3),
    tellsDevice: random.chance(0.85) ? random.between(0.7, 1) : random.between(0, 0.3),
    paid: 0,
    favourites: new Map(),
    weights: {
      everyday: taste(random, honest, isAffluent ? "affluent" : "everyday", spread),
      journey: taste(random, honest, "journey", spread),
    },
    salaryDays: random.chance(0.7) ? [5, 20] : [random.whole(1, 14), random.whole(15, 28)],
    journey: null,
    daysBetweenJourneys: random.logNormal(isAffluent ? 40 : 110, 0.5) * honest.journeyGap,
  };
}

const cardCounts = [
  { n: 1, weight: 6 },
  { n: 2, weight: 3 },
  { n: 3, weight: 1 },
];

function taste(
  random: Random,
  { demand }: Honest,
  situation: "everyday" | "journey" | "affluent",
  spread: number,
): Choice[] {
  return categoryKeys
    .map((key) => ({ key, weight: categories[key][situation] * (demand[key] ?? 1) * random.logNormal(1, spread) }))
    .filter(({ weight }) => weight > 0);
}
