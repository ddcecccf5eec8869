import type { Payment } from "./payment.ts";
import { emptyStats, HORIZON_MS, type Windowed, type WindowStats, windows } from "./windows.ts";

/** At most so many payments of 30 days; a payer with more loses the oldest first. About 40 kB at the most. */
export const RING_CAPACITY = 256;

/** The raw recent payments of a card or user, oldest first. */
export type Ring = Payment[];

/** The windows of a payer: besides amounts, how many different others it met. */
export type PayerWindow = WindowStats & {
  merchants: number;
  devices: number;
  ips: number;
  countries: number;
  payers: number;
};

/** Adds a payment in its place by time, and forgets what is out of every window. Returns false where it was there already. */
export function addToRing(ring: Ring, payment: Payment): boolean {
  if (ring.some(({ id }) => id === payment.id)) return false;
  let position = ring.length;
  while (position > 0 && ring[position - 1]!.at > payment.at) position--;
  ring.splice(position, 0, payment);
  const oldestKept = ring[ring.length - 1]!.at - HORIZON_MS;
  let expired = Math.max(0, ring.length - RING_CAPACITY);
  while (expired < ring.length && ring[expired]!.at < oldestKept) expired++;
  if (expired > 0) ring.splice(0, expired);
  return true;
}

/**
 * Every window that ends at a payment, itself excluded: what arrived before it with `at − W ≤ t ≤ at`. One pass, newest
 * first, since each window holds the shorter ones.
 */
export function readRing(ring: Ring, payment: Pick<Payment, "id" | "at">): Windowed<PayerWindow> {
  const running = emptyStats();
  const merchants: number[] = [];
  const devices: number[] = [];
  const ips: number[] = [];
  const countries: string[] = [];
  const payers: number[] = [];
  // SAFETY: the loop below fills every window before this is returned.
  const result = {} as Windowed<PayerWindow>;
  let window = 0;
  const close = () => {
    result[windows[window]!.name] = {
      count: running.count,
      sum: running.sum,
      max: running.max,
      declines: running.declines,
      failures: running.failures,
      merchants: merchants.length,
      devices: devices.length,
      ips: ips.length,
      countries: countries.length,
      payers: payers.length,
    };
    window++;
  };
  for (let i = ring.length - 1; i >= 0; i--) {
    const other = ring[i]!;
    if (other.at > payment.at || other.id === payment.id) continue;
    while (window < windows.length && payment.at - other.at > windows[window]!.ms) close();
    if (window === windows.length) break;
    if (other.outcome === "failed") {
      running.failures++;
      continue;
    }
    running.count++;
    running.sum += other.cents;
    if (other.cents > running.max) running.max = other.cents;
    if (other.outcome === "declined") running.declines++;
    if (!merchants.includes(other.merchant)) merchants.push(other.merchant);
    if (!payers.includes(other.payer)) payers.push(other.payer);
    if (other.device !== null && !devices.includes(other.device)) devices.push(other.device);
    if (other.ip !== null && !ips.includes(other.ip)) ips.push(other.ip);
    if (other.country !== null && !countries.includes(other.country)) countries.push(other.country);
  }
  while (window < windows.length) close();
  return result;
}
