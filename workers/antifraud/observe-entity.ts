import type { PaymentBrief } from "./describe-payment.ts";
import {
  addToCrowd,
  type CrowdState,
  declineInCrowd,
  emptyCrowd,
  readAddress,
  readDevice,
  readMerchant,
} from "./signals/crowd.ts";
import type { Features } from "./signals/features.ts";
import { addToPayer, declineInPayer, emptyPayer, type PayerState, readUser } from "./signals/payer.ts";
import type { Payment } from "./signals/payment.ts";

/** The kinds of entity; cards and users pay, the others are shared by many payers. */
export const payerKinds = ["card", "user"] as const;
export const crowdKinds = ["device", "ip", "merchant"] as const;
export type PayerKind = (typeof payerKinds)[number];
export type CrowdKind = (typeof crowdKinds)[number];
export type EntityKind = PayerKind | CrowdKind;

/** What is kept of one entity. */
export type EntityState = { kind: PayerKind; payer: PayerState } | { kind: CrowdKind; crowd: CrowdState };

export function emptyEntity(kind: EntityKind): EntityState {
  return kind === "card" || kind === "user" ? { kind, payer: emptyPayer() } : { kind, crowd: emptyCrowd() };
}

/** How much memory a state takes, in entries of about 130 bytes. */
export function weightOf(state: EntityState): number {
  if ("crowd" in state) {
    const { seconds, minutes, hours, days } = state.crowd.tiles;
    return 8 + seconds.length + minutes.length + hours.length + days.length + state.crowd.payers.length;
  }
  const { ring, devices, ips, merchants, categories } = state.payer;
  return 8 + 2 * ring.length + devices.length + ips.length + merchants.length + categories.length;
}

/** The kind that an entity's name begins with. */
export const kindOf = (name: string): EntityKind => name.slice(0, name.indexOf(":")) as EntityKind;

/** What an entity says of a payment, from what it saw before. */
export function readEntity(state: EntityState, payment: Payment): Partial<Features> {
  switch (state.kind) {
    case "card":
    case "user":
      return readUser(state.payer, payment);
    case "device":
      return readDevice(state.crowd, payment);
    case "ip":
      return readAddress(state.crowd, payment);
    case "merchant":
      return readMerchant(state.crowd, payment);
  }
}

/** Counts a payment in an entity's state. Payers refuse a second time by themselves, crowds rely on the caller. */
export function addToEntity(state: EntityState, payment: Payment): void {
  if ("payer" in state) addToPayer(state.payer, payment);
  else addToCrowd(state.crowd, payment);
}

/** Marks a counted payment as declined, once that is known. */
export function declineInEntity(state: EntityState, payment: Payment): void {
  if ("payer" in state) declineInPayer(state.payer, payment.id);
  else declineInCrowd(state.crowd, payment.at);
}

/** The entities of a payment that are only observed, by the part that they play. */
export function observedEntities({ entities }: PaymentBrief) {
  const { user, device, ip, merchant } = entities;
  return (
    Object.entries({ user, device, ip, merchant }) as ["user" | "device" | "ip" | "merchant", string | null][]
  ).flatMap(([part, name]) => (name === null ? [] : [{ part, name }]));
}
