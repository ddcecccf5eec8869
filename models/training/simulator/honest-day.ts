import { categories } from "./categories.ts";
import { chooseMerchant } from "./choose-merchant.ts";
import { type Choice, type Customer, newAddress, newCard, newDevice } from "./customers.ts";
import { type City, foreignCities, homeCities } from "./geography.ts";
import { describeChannel } from "./honest-channel.ts";
import { type Draft, dayStart, HOUR, MINUTE, type World } from "./world.ts";

/** What an honest customer pays on one day, with the retries of what was declined. */
export function honestDay(world: World, customer: Customer, day: number): Draft[] {
  const { random } = world;
  changeLife(world, customer, day);
  const place = whereOn(customer, day);
  const isAway = place.city !== customer.home.city;
  const noon = noonOf(world, day);
  const isPaid = customer.salaryDays.some((date) => [0, 1].includes(noon.getUTCDate() - date));
  const visits = random.poisson(
    customer.visitsPerDay * weekdayFactor[noon.getUTCDay()]! * (isPaid ? 1.6 : 1) * (isAway ? 1.5 : 1),
  );
  const drafts: Draft[] = [];
  for (let visit = 0; visit < visits; visit++) {
    const isBurst = random.chance(0.015);
    const payments = isBurst ? random.whole(4, 8) : 1 + random.poisson(0.35);
    let at = dayStart(world, day) + hourOf(world, customer, place, day) * HOUR;
    const choices = isAway && place.country !== "UZ" ? customer.weights.journey : customer.weights.everyday;
    let choice = random.weighted(choices);
    for (let i = 0; i < payments; i++) {
      drafts.push(...payWithRetries(world, customer, choice, place, at, (isPaid ? 1.3 : 1) * (isAway ? 1.4 : 1)));
      at += isBurst ? random.between(0.5, 4) * MINUTE : random.between(2, 45) * MINUTE;
      if (!isBurst) choice = random.weighted(choices);
    }
  }
  return drafts;
}

/** How busy each day of the week is, Sunday first. */
const weekdayFactor = [0.95, 0.95, 0.95, 1, 1, 1.15, 1.25];

/** Noon of a day, shifted so that its UTC date is the date in Tashkent. */
const noonOf = (world: World, day: number) => new Date(dayStart(world, day) + 17 * HOUR);

/** New phones, new cards, new addresses, journeys: what changes in an honest life and is no fraud. */
function changeLife({ random, behaviour: { honest } }: World, customer: Customer, day: number): void {
  const isAbroad = customer.journey !== null && customer.journey.place.country !== "UZ";
  const isArriving = isAbroad && customer.journey?.from === day;
  if (random.chance(isArriving ? 0.12 : isAbroad ? 1 / 50 : 1 / honest.daysBetweenDevices)) {
    customer.devices = [newDevice(random), ...customer.devices.slice(0, random.chance(0.5) ? 1 : 0)];
  }
  if (random.chance(1 / 300)) customer.cards = [newCard(random, 1.2), ...customer.cards.slice(0, 2)];
  if (random.chance(1 / 25)) customer.homeAddress = newAddress(random, customer.home);
  if (customer.journey && customer.journey.until < day) customer.journey = null;
  if (customer.journey) return;
  if (random.chance(1 / customer.daysBetweenJourneys)) {
    customer.journey = { place: random.weighted(foreignCities), from: day + 1, until: day + random.whole(3, 14) };
  } else if (random.chance(1 / 45)) {
    customer.journey = { place: random.weighted(homeCities), from: day + 1, until: day + random.whole(2, 5) };
  }
}

const whereOn = ({ journey, home }: Customer, day: number): City =>
  journey && journey.from <= day ? journey.place : home;

/** Hour of a visit by Tashkent time: two peaks a day, shifted by habit and time zone; on days of arrival and departure half of the day is spent on the way. */
function hourOf({ random, behaviour: { honest } }: World, customer: Customer, place: City, day: number): number {
  const peak = random.next();
  const local =
    peak < 0.42
      ? 12.5 + 2.3 * random.normal()
      : peak < 1 - honest.anyHourShare
        ? 19 + 2.1 * random.normal()
        : random.between(0, 24);
  let hour = (((local + customer.shift) % 24) + 24) % 24;
  const { journey } = customer;
  if (journey && day === journey.from) hour = 14 + (hour * 9.9) / 24;
  if (journey && day === journey.until) hour = 7 + (hour * 4) / 24;
  if (journey && day === journey.from - 1) hour = 7 + (hour * 13) / 24;
  return Math.max(0, hour + 5 - place.utcOffset);
}

/** One payment and, where it is declined or fails, what the customer tries next. */
function payWithRetries(
  world: World,
  customer: Customer,
  choice: Choice,
  place: City,
  at: number,
  mood: number,
): Draft[] {
  const { random, behaviour } = world;
  const merchant = chooseMerchant(world, customer, choice.key, place);
  const category = categories[choice.key];
  const isSplurge = random.chance(0.012);
  const usd =
    random.logNormal(category.medianUsd, category.sigma) *
    merchant.price *
    customer.wealth *
    mood *
    (isSplurge ? random.between(3, 15) : 1) *
    behaviour.honest.priceLevel;
  const first: Draft = {
    at,
    userId: customer.id,
    card: customer.namesCards && random.chance(0.93) ? random.weighted(customer.cards) : null,
    usd: Math.min(25_000, Math.max(0.15, usd)),
    currency: merchant.currency,
    merchant,
    ...describeChannel(world, customer, merchant, place),
    outcome: null,
    pattern: null,
  };
  const attempts = [first];
  for (let last = first; attempts.length < 5; ) {
    const declineShare = attempts.length > 1 ? 0.45 : usd > 400 ? 0.07 : 0.028;
    const isError = random.chance(0.006);
    last.outcome = isError
      ? "error"
      : random.chance(declineShare)
        ? "declined"
        : random.chance(0.9)
          ? "approved"
          : null;
    if ((last.outcome !== "declined" && last.outcome !== "error") || random.chance(0.4)) break;
    const isOther = last.card !== null && customer.cards.length > 1 && random.chance(0.4);
    last = {
      ...last,
      at: last.at + random.between(0.4, 5) * MINUTE,
      card: isOther ? random.pick(customer.cards) : last.card,
    };
    attempts.push(last);
  }
  return attempts;
}
