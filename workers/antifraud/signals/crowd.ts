import { addToBaseline, type Baseline, emptyBaseline, ratioToTypical } from "./baseline.ts";
import type { Payment } from "./payment.ts";
import { countSeen, hasSeen, remember, type Seen } from "./seen.ts";
import { addToTiles, declineInTiles, emptyTiles, readTiles, type Tiles } from "./tiles.ts";
import { DAY } from "./windows.ts";

/** Everything known of a device, an address or a merchant: keys that many payers may share. Under 48 kB as JSON. */
export type CrowdState = {
  firstAt: number | null;
  tiles: Tiles;
  /** Who paid through it, saturating at 256 different ones. */
  payers: Seen;
  baseline: Baseline;
};

const PAYERS_KNOWN = 256;
const MINUTE = 60_000;

export const emptyCrowd = (): CrowdState => ({
  firstAt: null,
  tiles: emptyTiles(),
  payers: [],
  baseline: emptyBaseline(),
});

/** Counts a payment; the caller makes sure that it is counted once. */
export function addToCrowd(state: CrowdState, payment: Payment): void {
  state.firstAt = Math.min(state.firstAt ?? payment.at, payment.at);
  addToTiles(state.tiles, payment);
  if (payment.outcome === "failed") return;
  remember(state.payers, payment.payer, payment.at, PAYERS_KNOWN);
  addToBaseline(state.baseline, payment.cents);
}

/** Marks a counted payment as declined. */
export const declineInCrowd = (state: CrowdState, at: number): void => declineInTiles(state.tiles, at);

/** Different payers within a window, the present one included. */
const payersWith = (state: CrowdState, payment: Payment, ms: number) => {
  const last = state.payers.find(([id]) => id === payment.payer)?.[1];
  const isCounted = last !== undefined && last >= payment.at - ms && last <= payment.at;
  return countSeen(state.payers, payment.at, ms) + (isCounted ? 0 : 1);
};

const ageDays = (state: CrowdState, payment: Payment) =>
  state.firstAt === null ? 0 : Math.max(0, payment.at - state.firstAt) / DAY;

export function readDevice(state: CrowdState, payment: Payment) {
  const w = readTiles(state.tiles, payment.at);
  return {
    device_count_10m: w["10m"].count,
    device_count_1h: w["1h"].count,
    device_count_24h: w["24h"].count,
    device_payers_10m: payersWith(state, payment, 10 * MINUTE),
    device_payers_24h: payersWith(state, payment, DAY),
    device_payers_7d: payersWith(state, payment, 7 * DAY),
    device_declines_1h: w["1h"].declines,
    device_age_days: ageDays(state, payment),
  };
}

export function readAddress(state: CrowdState, payment: Payment) {
  const w = readTiles(state.tiles, payment.at);
  return {
    ip_count_10m: w["10m"].count,
    ip_count_1h: w["1h"].count,
    ip_payers_10m: payersWith(state, payment, 10 * MINUTE),
    ip_payers_24h: payersWith(state, payment, DAY),
    ip_declines_1h: w["1h"].declines,
    ip_age_days: ageDays(state, payment),
  };
}

export function readMerchant(state: CrowdState, payment: Payment) {
  const w = readTiles(state.tiles, payment.at);
  const hourly = w["7d"].count / (7 * 24);
  return {
    merchant_count_10m: w["10m"].count,
    merchant_count_1h: w["1h"].count,
    merchant_surge_1h: w["1h"].count / (hourly + 1),
    merchant_payers_1h: payersWith(state, payment, 60 * MINUTE),
    merchant_decline_share_24h: w["24h"].count === 0 ? null : w["24h"].declines / w["24h"].count,
    merchant_amount_to_typical: ratioToTypical(state.baseline, payment.cents),
    merchant_knows_payer: hasSeen(state.payers, payment.payer) ? 1 : 0,
    merchant_age_days: ageDays(state, payment),
  };
}
