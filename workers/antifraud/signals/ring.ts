import type { Payment } from "./payment.ts";
import { byWindow, emptyStats, HORIZON_MS, type Windowed, type WindowStats, windows } from "./windows.ts";

/** At most so many payments of 30 days; a payer with more loses the oldest first. About 25 kB at the most. */
export const RING_CAPACITY = 256;

/**
 * The raw recent payments of a card or user, oldest first, as one list a field: a window reads two of them over its whole
 * length, and lists of plain numbers lie together in memory. 0 stands for none.
 */
export type Ring = {
  at: number[];
  /** `Payment.key` */
  key: number[];
  cents: number[];
  /** 0 attempted, 1 declined, 2 failed */
  outcome: number[];
  /** The card, where one is named. */
  card: number[];
  merchant: number[];
  device: number[];
  ip: number[];
  country: number[];
};

const ATTEMPTED = 0;
const DECLINED = 1;
export const FAILED = 2;

export const emptyRing = (): Ring => ({
  at: [],
  key: [],
  cents: [],
  outcome: [],
  card: [],
  merchant: [],
  device: [],
  ip: [],
  country: [],
});

/** The windows of a payer: besides amounts, how many different others it met, of seven days at the most. */
export type PayerWindow = WindowStats & {
  merchants: number;
  devices: number;
  ips: number;
  countries: number;
};

/** Adds a payment in its place by time, and forgets what is out of every window. Returns false where it was there already. */
export function addToRing(ring: Ring, payment: Payment): boolean {
  if (findInRing(ring, payment) >= 0) return false;
  const { at } = ring;
  let position = at.length;
  while (position > 0 && at[position - 1]! > payment.at) position--;
  insert(at, position, payment.at);
  insert(ring.key, position, payment.key);
  insert(ring.cents, position, payment.cents);
  insert(ring.outcome, position, codeOf(payment.outcome));
  insert(ring.card, position, payment.hasCard ? payment.payer : 0);
  insert(ring.merchant, position, payment.merchant);
  insert(ring.device, position, payment.device ?? 0);
  insert(ring.ip, position, payment.ip ?? 0);
  insert(ring.country, position, codeOfCountry(payment.country));
  const oldestKept = at[at.length - 1]! - HORIZON_MS;
  let expired = Math.max(0, at.length - RING_CAPACITY);
  while (expired < at.length && at[expired]! < oldestKept) expired++;
  if (expired > 0) for (const list of Object.values(ring)) list.splice(0, expired);
  return true;
}

function insert(list: number[], position: number, value: number): void {
  if (position === list.length) list.push(value);
  else list.splice(position, 0, value);
}

const codeOf = (outcome: Payment["outcome"]) =>
  outcome === "attempted" ? ATTEMPTED : outcome === "declined" ? DECLINED : FAILED;

/** Two letters as a number. */
const codeOfCountry = (country: string | null) =>
  country === null ? 0 : country.charCodeAt(0) * 256 + country.charCodeAt(1);

/** Where a payment stands, or a negative number. Times first: they differ almost always. */
function findInRing({ at, key }: Ring, payment: Pick<Payment, "at" | "key">): number {
  for (let i = at.length - 1; i >= 0 && at[i]! >= payment.at; i--)
    if (at[i] === payment.at && key[i] === payment.key) return i;
  return -1;
}

/** Marks a payment that was taken in as attempted as declined; false where there is none. */
export function declineInRing(ring: Ring, payment: Pick<Payment, "at" | "key">): boolean {
  const index = findInRing(ring, payment);
  if (index < 0 || ring.outcome[index] !== ATTEMPTED) return false;
  ring.outcome[index] = DECLINED;
  return true;
}

/** Different others are counted up to this window; beyond it the figure would say little and cost much. */
const DISTINCT_UP_TO = windows.findIndex(({ name }) => name === "7d");

/**
 * Every window that ends at a payment, itself excluded: what arrived before it with `at − W ≤ t ≤ at`. One pass, newest
 * first, since each window holds the shorter ones.
 */
export function readRing(ring: Ring, payment: Pick<Payment, "key" | "at">): Windowed<PayerWindow> {
  const { at, cents, outcome } = ring;
  const running = emptyStats();
  const merchants: number[] = [];
  const devices: number[] = [];
  const ips: number[] = [];
  const countries: number[] = [];
  const closed: PayerWindow[] = [];
  let window = 0;
  const close = () => {
    closed.push({
      count: running.count,
      sum: running.sum,
      max: running.max,
      declines: running.declines,
      failures: running.failures,
      merchants: merchants.length,
      devices: devices.length,
      ips: ips.length,
      countries: countries.length,
    });
    window++;
  };
  for (let i = newestBefore(ring, payment); i >= 0; i--) {
    if (at[i] === payment.at && ring.key[i] === payment.key) continue;
    while (window < windows.length && payment.at - at[i]! > windows[window]!.ms) close();
    if (window === windows.length) break;
    if (outcome[i] === FAILED) {
      running.failures++;
      continue;
    }
    running.count++;
    running.sum += cents[i]!;
    if (cents[i]! > running.max) running.max = cents[i]!;
    if (outcome[i] === DECLINED) running.declines++;
    if (window > DISTINCT_UP_TO) continue;
    addNew(merchants, ring.merchant[i]!);
    addNew(devices, ring.device[i]!);
    addNew(ips, ring.ip[i]!);
    addNew(countries, ring.country[i]!);
  }
  while (window < windows.length) close();
  return byWindow(closed);
}

/** The last place whose payment is not after this one. */
export function newestBefore({ at }: Ring, payment: Pick<Payment, "at">): number {
  let i = at.length - 1;
  while (i >= 0 && at[i]! > payment.at) i--;
  return i;
}

/** Adds what is none of those before, and not none. */
export function addNew(list: number[], value: number): void {
  if (value !== 0 && !list.includes(value)) list.push(value);
}
