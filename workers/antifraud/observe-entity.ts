import type { AggregateState } from "./aggregates/aggregate.ts";
import type { PaymentBrief } from "./describe-payment.ts";
import {
  addToCrowd,
  type CrowdState,
  declineInCrowd,
  emptyCrowd,
  labelInCrowd,
  readAddress,
  readDevice,
  readMerchant,
} from "./signals/crowd.ts";
import type { Features } from "./signals/features.ts";
import { LABEL_DELAY_MS, type Label } from "./signals/labels.ts";
import { addToPayer, declineInPayer, emptyPayer, labelInPayer, type PayerState, readUser } from "./signals/payer.ts";
import type { Payment } from "./signals/payment.ts";

/** The kinds of entity; cards and users pay, the others are shared by many payers. */
export const payerKinds = ["card", "user"] as const;
export const crowdKinds = ["device", "ip", "merchant"] as const;
export type PayerKind = (typeof payerKinds)[number];
export type CrowdKind = (typeof crowdKinds)[number];
export type EntityKind = PayerKind | CrowdKind;

/** What is kept of one entity. */
export type EntityState = ({ kind: PayerKind; payer: PayerState } | { kind: CrowdKind; crowd: CrowdState }) & {
  /** What the organisation has counted beside, by `keyOf`; those that no payment took part in are left out. */
  aggregates?: Record<string, AggregateState>;
};

export function emptyEntity(kind: EntityKind): EntityState {
  return kind === "card" || kind === "user" ? { kind, payer: emptyPayer() } : { kind, crowd: emptyCrowd() };
}

/** How much memory a state takes, in entries of about 70 bytes. */
export function weightOf(state: EntityState): number {
  let cells = 0;
  for (const key in state.aggregates) cells += state.aggregates[key]!.cells.length;
  return weightOfSignals(state) + cells / 8;
}

function weightOfSignals(state: EntityState): number {
  if ("crowd" in state) {
    const { seconds, minutes, hours, days } = state.crowd.tiles;
    const tiles = seconds.length + minutes.length + hours.length + days.length;
    return 8 + (tiles + state.crowd.payers.length + state.crowd.tail.length) / 8;
  }
  const { ring, devices, ips, merchants, categories } = state.payer;
  return 8 + ring.at.length + (devices.length + ips.length + merchants.length + categories.length) / 8;
}

/** The kind that an entity's name begins with. */
export const kindOf = (name: string): EntityKind => name.slice(0, name.indexOf(":")) as EntityKind;

/** Writes what an entity says of a payment, from what it saw before; labels that nobody sent are due after `labelDelayMs`. */
export function readEntity(into: Features, state: EntityState, payment: Payment, labelDelayMs = LABEL_DELAY_MS): void {
  if ("payer" in state) readUser(into, state.payer, payment);
  else if (state.kind === "device") readDevice(into, state.crowd, payment, labelDelayMs);
  else if (state.kind === "ip") readAddress(into, state.crowd, payment, labelDelayMs);
  else readMerchant(into, state.crowd, payment, labelDelayMs);
}

/** Counts a payment in an entity's state. Payers refuse a second time by themselves, crowds rely on the caller. */
export function addToEntity(state: EntityState, payment: Payment): void {
  if ("payer" in state) addToPayer(state.payer, payment);
  else addToCrowd(state.crowd, payment);
}

/** Marks a counted payment as declined, once that is known. */
export function declineInEntity(state: EntityState, payment: Payment): void {
  if ("payer" in state) declineInPayer(state.payer, payment);
  else declineInCrowd(state.crowd, payment.at);
}

/** Notes in an entity's state how a counted payment turned out, after what was known of it before. */
export function labelInEntity(
  state: EntityState,
  payment: Pick<Payment, "key" | "at">,
  before: Label,
  now: Label,
): void {
  if ("payer" in state) labelInPayer(state.payer, payment, before, now);
  else labelInCrowd(state.crowd, payment, before, now);
}

/** The entities of a payment that are only observed, by the part that they play. */
export function observedEntities({ entities }: PaymentBrief) {
  const { user, device, ip, merchant } = entities;
  return (
    Object.entries({ user, device, ip, merchant }) as ["user" | "device" | "ip" | "merchant", string | null][]
  ).flatMap(([part, name]) => (name === null ? [] : [{ part, name }]));
}
