import { addToBaseline, type Baseline, deviationOf, emptyBaseline, ratioToTypical } from "./baseline.ts";
import type { Features } from "./features.ts";
import { addToHabit, emptyHabit, type Habit, hourLikelihood } from "./habit.ts";
import { countFraud, FRAUD, type Frauds, type Label, readFrauds } from "./labels.ts";
import type { Payment } from "./payment.ts";
import { addToPlaces, distanceFromHome, emptyPlaces, type Places, travelTo } from "./place.ts";
import { addNew, addToRing, declineInRing, emptyRing, FAILED, newestBefore, type Ring, readRing } from "./ring.ts";
import { hasSeen, remember, type Seen } from "./seen.ts";
import { DAY, meanOf } from "./windows.ts";

/** Everything known of a card or a user. Bounded: a ring of 256 payments and short lists, under 64 kB as JSON. */
export type PayerState = {
  firstAt: number | null;
  lastAt: number | null;
  ring: Ring;
  baseline: Baseline;
  places: Places;
  habit: Habit;
  devices: Seen;
  ips: Seen;
  merchants: Seen;
  categories: Seen;
  frauds: Frauds;
};

const KNOWN = { devices: 32, ips: 64, merchants: 128, categories: 64 };
/** Below this a payment looks like a test of whether the card works: two dollars. */
const TEST_AMOUNT_CENTS = 200;
/** Above this many times the typical amount a payment is high for its payer. */
const HIGH_RATIO = 2.5;

export const emptyPayer = (): PayerState => ({
  firstAt: null,
  lastAt: null,
  ring: emptyRing(),
  baseline: emptyBaseline(),
  places: emptyPlaces(),
  habit: emptyHabit(),
  devices: [],
  ips: [],
  merchants: [],
  categories: [],
  frauds: [],
});

/** Takes a payment in, once; false where it was in already. A declined payment is counted but forms no habit. */
export function addToPayer(state: PayerState, payment: Payment): boolean {
  if (!addToRing(state.ring, payment)) return false;
  state.firstAt = Math.min(state.firstAt ?? payment.at, payment.at);
  state.lastAt = Math.max(state.lastAt ?? payment.at, payment.at);
  if (payment.outcome !== "attempted") return true;
  addToBaseline(state.baseline, payment.cents);
  addToPlaces(state.places, payment);
  addToHabit(state.habit, payment.at);
  if (payment.device !== null) remember(state.devices, payment.device, payment.at, KNOWN.devices);
  if (payment.ip !== null) remember(state.ips, payment.ip, payment.at, KNOWN.ips);
  remember(state.merchants, payment.merchant, payment.at, KNOWN.merchants);
  remember(state.categories, payment.category, payment.at, KNOWN.categories);
  return true;
}

/** Marks a payment that was taken in as attempted as declined; what it added to the baselines stays. */
export const declineInPayer = (state: PayerState, payment: Payment): boolean => declineInRing(state.ring, payment);

/** Notes how a payment turned out, after what was known of it before. */
export function labelInPayer(state: PayerState, payment: Pick<Payment, "at">, before: Label, now: Label): void {
  if ((before === FRAUD) !== (now === FRAUD)) countFraud(state.frauds, payment.at, now === FRAUD ? 1 : -1);
}

/** Writes the features of the one who pays, from what it did before this payment. */
export function readPayer(into: Features, state: PayerState, payment: Payment): void {
  const w = readRing(state.ring, payment);
  const travel = travelTo(state.places, payment);
  const mean30d = meanOf(w["30d"]);
  const knows = state.habit.n > 0;
  const { frauds28d, daysSince } = readFrauds(state.frauds, payment.at);
  into.payer_count_1m = w["1m"].count;
  into.payer_count_5m = w["5m"].count;
  into.payer_count_10m = w["10m"].count;
  into.payer_count_1h = w["1h"].count;
  into.payer_count_24h = w["24h"].count;
  into.payer_count_7d = w["7d"].count;
  into.payer_count_30d = w["30d"].count;
  into.payer_sum_1h = w["1h"].sum / 100;
  into.payer_sum_24h = w["24h"].sum / 100;
  into.payer_sum_7d = w["7d"].sum / 100;
  into.payer_mean_30d = mean30d === null ? null : mean30d / 100;
  into.payer_max_30d = w["30d"].count === 0 ? null : w["30d"].max / 100;
  into.payer_amount_to_mean_30d = mean30d === null ? null : payment.cents / (mean30d + 100);
  into.payer_amount_to_max_30d = w["30d"].count === 0 ? null : payment.cents / (w["30d"].max + 100);
  into.payer_amount_to_typical = ratioToTypical(state.baseline, payment.cents);
  into.payer_amount_deviation = deviationOf(state.baseline, payment.cents);
  into.payer_declines_10m = w["10m"].declines;
  into.payer_declines_24h = w["24h"].declines;
  into.payer_merchants_1h = w["1h"].merchants;
  into.payer_merchants_24h = w["24h"].merchants;
  into.payer_devices_24h = w["24h"].devices;
  into.payer_ips_24h = w["24h"].ips;
  into.payer_countries_7d = w["7d"].countries;
  into.payer_tests_1h = countTests(state.ring, payment);
  into.payer_minutes_since_last = state.lastAt === null ? null : Math.max(0, payment.at - state.lastAt) / 60_000;
  into.payer_age_days = state.firstAt === null ? null : Math.max(0, payment.at - state.firstAt) / DAY;
  into.payer_new_device = isNew(knows, state.devices, payment.device);
  into.payer_new_ip = isNew(knows, state.ips, payment.ip);
  into.payer_new_merchant = isNew(knows, state.merchants, payment.merchant);
  into.payer_new_category = isNew(knows, state.categories, payment.category);
  into.payer_new_country = isNewCountry(state.places, payment.country);
  into.payer_travel_km = travel.km;
  into.payer_travel_kmh = travel.kmh;
  into.payer_home_km = distanceFromHome(state.places, payment);
  into.payer_hour_likelihood = hourLikelihood(state.habit, payment.at);
  into.payer_high_count_14d = countHigh(state, payment);
  into.payer_frauds_28d = frauds28d;
  into.payer_days_since_fraud = daysSince;
}

/** Writes the features of the person behind a card: what all their cards did. */
export function readUser(into: Features, state: PayerState, payment: Payment): void {
  const w = readRing(state.ring, payment);
  into.user_count_1h = w["1h"].count;
  into.user_count_24h = w["24h"].count;
  into.user_sum_24h = w["24h"].sum / 100;
  into.user_cards_24h = cardsWith(state.ring, payment, DAY);
  into.user_cards_7d = cardsWith(state.ring, payment, 7 * DAY);
  into.user_age_days = state.firstAt === null ? 0 : Math.max(0, payment.at - state.firstAt) / DAY;
  into.user_frauds_28d = readFrauds(state.frauds, payment.at).frauds28d;
}

/** Cards used within a window, the present one included; payments without a card use none. */
function cardsWith(ring: Ring, payment: Payment, ms: number): number {
  const cards = payment.hasCard ? [payment.payer] : [];
  for (let i = newestBefore(ring, payment); i >= 0 && ring.at[i]! >= payment.at - ms; i--)
    if (isOther(ring, i, payment)) addNew(cards, ring.card[i]!);
  return cards.length;
}

/** Payments of two weeks that are high for what is typical now. */
function countHigh({ ring, baseline }: PayerState, payment: Payment): number {
  const high = HIGH_RATIO * baseline.typical * 100;
  let count = 0;
  for (let i = newestBefore(ring, payment); i >= 0 && ring.at[i]! >= payment.at - 14 * DAY; i--)
    if (ring.cents[i]! > high && isOther(ring, i, payment)) count++;
  return count;
}

function countTests(ring: Ring, payment: Payment): number {
  let count = 0;
  for (let i = newestBefore(ring, payment); i >= 0 && ring.at[i]! >= payment.at - 3_600_000; i--)
    if (ring.cents[i]! < TEST_AMOUNT_CENTS && isOther(ring, i, payment)) count++;
  return count;
}

/** Whether an attempt of the ring is another payment than this one. */
const isOther = (ring: Ring, i: number, payment: Payment): boolean =>
  ring.outcome[i] !== FAILED && (ring.at[i] !== payment.at || ring.key[i] !== payment.key);

const isNew = (knows: boolean, seen: Seen, id: number | null): number | null =>
  !knows || id === null ? null : hasSeen(seen, id) ? 0 : 1;

const isNewCountry = (places: Places, country: string | null): number | null =>
  country === null || places.countries.length === 0
    ? null
    : places.countries.some((known) => known.country === country)
      ? 0
      : 1;
