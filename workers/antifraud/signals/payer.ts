import { addToBaseline, type Baseline, deviationOf, emptyBaseline, ratioToTypical } from "./baseline.ts";
import { addToHabit, emptyHabit, type Habit, hourLikelihood } from "./habit.ts";
import type { Payment } from "./payment.ts";
import { addToPlaces, distanceFromHome, emptyPlaces, type Places, travelTo } from "./place.ts";
import { addToRing, type PayerWindow, type Ring, readRing } from "./ring.ts";
import { hasSeen, remember, type Seen } from "./seen.ts";
import { DAY, meanOf, type Windowed } from "./windows.ts";

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
};

const KNOWN = { devices: 32, ips: 64, merchants: 128, categories: 64 };
/** Below this a payment looks like a test of whether the card works: two dollars. */
const TEST_AMOUNT_CENTS = 200;

export const emptyPayer = (): PayerState => ({
  firstAt: null,
  lastAt: null,
  ring: [],
  baseline: emptyBaseline(),
  places: emptyPlaces(),
  habit: emptyHabit(),
  devices: [],
  ips: [],
  merchants: [],
  categories: [],
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
export function declineInPayer(state: PayerState, id: string): boolean {
  const payment = state.ring.find((other) => other.id === id);
  if (payment?.outcome !== "attempted") return false;
  payment.outcome = "declined";
  return true;
}

/** The features of the one who pays, from what it did before this payment. */
export function readPayer(state: PayerState, payment: Payment) {
  const w = readRing(state.ring, payment);
  const travel = travelTo(state.places, payment);
  const mean30d = meanOf(w["30d"]);
  const knows = state.habit.n > 0;
  return {
    payer_count_1m: w["1m"].count,
    payer_count_5m: w["5m"].count,
    payer_count_10m: w["10m"].count,
    payer_count_1h: w["1h"].count,
    payer_count_24h: w["24h"].count,
    payer_count_7d: w["7d"].count,
    payer_count_30d: w["30d"].count,
    payer_sum_1h: w["1h"].sum / 100,
    payer_sum_24h: w["24h"].sum / 100,
    payer_sum_7d: w["7d"].sum / 100,
    payer_mean_30d: mean30d === null ? null : mean30d / 100,
    payer_max_30d: w["30d"].count === 0 ? null : w["30d"].max / 100,
    payer_amount_to_mean_30d: mean30d === null ? null : payment.cents / (mean30d + 100),
    payer_amount_to_max_30d: w["30d"].count === 0 ? null : payment.cents / (w["30d"].max + 100),
    payer_amount_to_typical: ratioToTypical(state.baseline, payment.cents),
    payer_amount_deviation: deviationOf(state.baseline, payment.cents),
    payer_declines_10m: w["10m"].declines,
    payer_declines_24h: w["24h"].declines,
    payer_merchants_1h: w["1h"].merchants,
    payer_merchants_24h: w["24h"].merchants,
    payer_devices_24h: w["24h"].devices,
    payer_ips_24h: w["24h"].ips,
    payer_countries_7d: w["7d"].countries,
    payer_tests_1h: countTests(state.ring, payment),
    payer_minutes_since_last: state.lastAt === null ? null : Math.max(0, payment.at - state.lastAt) / 60_000,
    payer_age_days: state.firstAt === null ? null : Math.max(0, payment.at - state.firstAt) / DAY,
    payer_new_device: isNew(knows, state.devices, payment.device),
    payer_new_ip: isNew(knows, state.ips, payment.ip),
    payer_new_merchant: isNew(knows, state.merchants, payment.merchant),
    payer_new_category: isNew(knows, state.categories, payment.category),
    payer_new_country: isNewCountry(state.places, payment.country),
    payer_travel_km: travel.km,
    payer_travel_kmh: travel.kmh,
    payer_home_km: distanceFromHome(state.places, payment),
    payer_hour_likelihood: hourLikelihood(state.habit, payment.at),
  };
}

/** The features of the person behind a card: what all their cards did. */
export function readUser(state: PayerState, payment: Payment) {
  const w = readRing(state.ring, payment);
  return {
    user_count_1h: w["1h"].count,
    user_count_24h: w["24h"].count,
    user_sum_24h: w["24h"].sum / 100,
    user_cards_24h: cardsWith(w, "24h", state.ring, payment),
    user_cards_7d: cardsWith(w, "7d", state.ring, payment),
    user_age_days: state.firstAt === null ? 0 : Math.max(0, payment.at - state.firstAt) / DAY,
  };
}

/** Cards used within a window, the present one included. */
function cardsWith(w: Windowed<PayerWindow>, name: "24h" | "7d", ring: Ring, payment: Payment): number {
  const since = payment.at - (name === "24h" ? DAY : 7 * DAY);
  const isUsed = ring.some(
    (p) =>
      p.payer === payment.payer && p.id !== payment.id && p.outcome !== "failed" && p.at >= since && p.at <= payment.at,
  );
  return w[name].payers + (isUsed ? 0 : 1);
}

function countTests(ring: Ring, payment: Payment): number {
  let count = 0;
  for (let i = ring.length - 1; i >= 0 && ring[i]!.at >= payment.at - 3_600_000; i--) {
    const other = ring[i]!;
    if (
      other.at <= payment.at &&
      other.id !== payment.id &&
      other.cents < TEST_AMOUNT_CENTS &&
      other.outcome !== "failed"
    )
      count++;
  }
  return count;
}

const isNew = (knows: boolean, seen: Seen, id: number | null): number | null =>
  !knows || id === null ? null : hasSeen(seen, id) ? 0 : 1;

const isNewCountry = (places: Places, country: string | null): number | null =>
  country === null || places.countries.length === 0
    ? null
    : places.countries.some((known) => known.country === country)
      ? 0
      : 1;
