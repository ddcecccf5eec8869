import { addToBaseline, type Baseline, emptyBaseline, ratioToTypical } from "./baseline.ts";
import type { Features } from "./features.ts";
import {
  addToTail,
  countFraud,
  delayedRisk,
  FRAUD,
  type Frauds,
  type Label,
  labelInTail,
  readFrauds,
  readTail,
  type Tail,
} from "./labels.ts";
import type { Payment } from "./payment.ts";
import { countSeen, hasSeen, lastSeen, remember, type Seen } from "./seen.ts";
import { addToTiles, declineInTiles, emptyTiles, readTiles, type Tiles } from "./tiles.ts";
import { DAY } from "./windows.ts";

/** Everything known of a device, an address or a merchant: keys that many payers may share. Under 48 kB as JSON. */
export type CrowdState = {
  firstAt: number | null;
  lastAt: number | null;
  tiles: Tiles;
  /** Who paid through it, saturating at 256 different ones. */
  payers: Seen;
  baseline: Baseline;
  frauds: Frauds;
  tail: Tail;
};

const PAYERS_KNOWN = 256;
const MINUTE = 60_000;

export const emptyCrowd = (): CrowdState => ({
  firstAt: null,
  lastAt: null,
  tiles: emptyTiles(),
  payers: [],
  baseline: emptyBaseline(),
  frauds: [],
  tail: [],
});

/** Counts a payment; the caller makes sure that it is counted once. What is declined already forms no habit. */
export function addToCrowd(state: CrowdState, payment: Payment): void {
  state.firstAt = Math.min(state.firstAt ?? payment.at, payment.at);
  addToTiles(state.tiles, payment);
  if (payment.outcome === "failed") return;
  state.lastAt = Math.max(state.lastAt ?? payment.at, payment.at);
  remember(state.payers, payment.payer, payment.at, PAYERS_KNOWN);
  addToTail(state.tail, payment.at, payment.key);
  if (payment.outcome === "attempted") addToBaseline(state.baseline, payment.cents);
}

/** Marks a counted payment as declined. */
export const declineInCrowd = (state: CrowdState, at: number): void => declineInTiles(state.tiles, at);

/** Notes how a payment turned out, after what was known of it before. */
export function labelInCrowd(state: CrowdState, payment: Pick<Payment, "key" | "at">, before: Label, now: Label): void {
  labelInTail(state.tail, payment.key, now);
  if ((before === FRAUD) !== (now === FRAUD)) countFraud(state.frauds, payment.at, now === FRAUD ? 1 : -1);
}

/** Different payers within a window, the present one included. */
const payersWith = (state: CrowdState, payment: Payment, ms: number) => {
  const last = lastSeen(state.payers, payment.payer);
  const isCounted = last !== undefined && last >= payment.at - ms && last <= payment.at;
  return countSeen(state.payers, payment.at, ms) + (isCounted ? 0 : 1);
};

const ageDays = (state: CrowdState, payment: Payment) =>
  state.firstAt === null ? 0 : Math.max(0, payment.at - state.firstAt) / DAY;

export function readDevice(into: Features, state: CrowdState, payment: Payment, labelDelayMs: number): void {
  const w = readTiles(state.tiles, payment.at);
  const { frauds28d, daysSince } = readFrauds(state.frauds, payment.at);
  into.device_count_10m = w["10m"].count;
  into.device_count_1h = w["1h"].count;
  into.device_count_24h = w["24h"].count;
  into.device_payers_10m = payersWith(state, payment, 10 * MINUTE);
  into.device_payers_24h = payersWith(state, payment, DAY);
  into.device_payers_7d = payersWith(state, payment, 7 * DAY);
  into.device_declines_1h = w["1h"].declines;
  into.device_age_days = ageDays(state, payment);
  into.device_frauds_28d = frauds28d;
  into.device_days_since_fraud = daysSince;
  into.device_risk_28d = delayedRisk(state.tiles.days, state.frauds, payment.at, 28, labelDelayMs).risk;
}

export function readAddress(into: Features, state: CrowdState, payment: Payment, labelDelayMs: number): void {
  const w = readTiles(state.tiles, payment.at);
  const { frauds28d, daysSince } = readFrauds(state.frauds, payment.at);
  into.ip_count_10m = w["10m"].count;
  into.ip_count_1h = w["1h"].count;
  into.ip_payers_10m = payersWith(state, payment, 10 * MINUTE);
  into.ip_payers_24h = payersWith(state, payment, DAY);
  into.ip_declines_1h = w["1h"].declines;
  into.ip_age_days = ageDays(state, payment);
  into.ip_frauds_28d = frauds28d;
  into.ip_days_since_fraud = daysSince;
  into.ip_risk_28d = delayedRisk(state.tiles.days, state.frauds, payment.at, 28, labelDelayMs).risk;
}

export function readMerchant(into: Features, state: CrowdState, payment: Payment, labelDelayMs: number): void {
  const w = readTiles(state.tiles, payment.at);
  const hourly = w["7d"].count / (7 * 24);
  const { frauds28d, daysSince } = readFrauds(state.frauds, payment.at);
  const { lastLabel, streak, streakDays } = readTail(state.tail, payment.at, labelDelayMs);
  const risk = (windowDays: number) =>
    delayedRisk(state.tiles.days, state.frauds, payment.at, windowDays, labelDelayMs);
  const month = risk(28);
  into.merchant_count_10m = w["10m"].count;
  into.merchant_count_1h = w["1h"].count;
  into.merchant_count_30d = w["30d"].count;
  into.merchant_surge_1h = w["1h"].count / (hourly + 1);
  into.merchant_payers_1h = payersWith(state, payment, 60 * MINUTE);
  into.merchant_payers_7d = payersWith(state, payment, 7 * DAY);
  into.merchant_decline_share_24h = w["24h"].count === 0 ? null : w["24h"].declines / w["24h"].count;
  into.merchant_amount_to_typical = ratioToTypical(state.baseline, payment.cents);
  into.merchant_knows_payer = hasSeen(state.payers, payment.payer) ? 1 : 0;
  into.merchant_age_days = ageDays(state, payment);
  into.merchant_minutes_since_last = state.lastAt === null ? null : Math.max(0, payment.at - state.lastAt) / MINUTE;
  into.merchant_labelled_28d = month.labelled;
  into.merchant_frauds_28d = frauds28d;
  into.merchant_days_since_fraud = daysSince;
  into.merchant_risk_1d = risk(1).risk;
  into.merchant_risk_7d = risk(7).risk;
  into.merchant_risk_28d = month.risk;
  into.merchant_last_label = lastLabel;
  into.merchant_fraud_streak = streak;
  into.merchant_streak_days = streakDays;
}
