import type { EntityState, Payment } from "#antifraud";

/** A payment of a ring without its field names, which would be two thirds of the text. */
type Packed = [
  Payment["id"],
  Payment["at"],
  Payment["cents"],
  Payment["payer"],
  Payment["merchant"],
  Payment["category"],
  Payment["device"],
  Payment["ip"],
  Payment["country"],
  Payment["city"],
  Payment["lat"],
  Payment["lon"],
  Payment["outcome"],
];

/** The text that is stored of a state. A payer's is written with every payment, so its size is what a decision costs. */
export function packState(state: EntityState): string {
  if (!("payer" in state)) return JSON.stringify(state);
  return JSON.stringify({ kind: state.kind, payer: { ...state.payer, ring: state.payer.ring.map(packPayment) } });
}

/** The state that `packState` wrote. */
export function unpackState(text: string): EntityState {
  // SAFETY: written by packState() above; its form changes only together with a migration.
  const state = JSON.parse(text) as EntityState;
  // SAFETY: packState() wrote the ring as packed payments.
  if ("payer" in state) state.payer.ring = (state.payer.ring as unknown as Packed[]).map(unpackPayment);
  return state;
}

const packPayment = (p: Payment): Packed => [
  p.id,
  p.at,
  p.cents,
  p.payer,
  p.merchant,
  p.category,
  p.device,
  p.ip,
  p.country,
  p.city,
  p.lat,
  p.lon,
  p.outcome,
];

function unpackPayment(packed: Packed): Payment {
  const [id, at, cents, payer, merchant, category, device, ip, country, city, lat, lon, outcome] = packed;
  return { id, at, cents, payer, merchant, category, device, ip, country, city, lat, lon, outcome };
}
