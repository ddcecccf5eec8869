import type { Transaction } from "../../../workers/antifraud/schemas.ts";
import { usdPerUnit } from "../../../workers/platform/money.ts";
import { categories } from "./categories.ts";
import type { Random } from "./random.ts";
import type { Draft } from "./world.ts";

/** The form in which an integration submits a payment; what it does not know stays out. */
export function toTransaction(draft: Draft, id: string, random: Random): Transaction {
  const { merchant, place, card, device, address } = draft;
  const isMentioned = random.chance(0.9);
  return {
    transaction_id: id,
    user_id: draft.userId,
    amount: inCurrency(draft.usd, draft.currency),
    currency: draft.currency,
    merchant: merchant.name,
    ...(random.chance(0.88) && { merchant_category: categories[merchant.key].name }),
    ...(address !== null && { ip_address: address }),
    ...(place !== null && {
      location: draft.isExact
        ? { country: place.country, city: place.city, lat: jitter(place.lat, random), lon: jitter(place.lon, random) }
        : { country: place.country },
    }),
    ...(device !== null && { device_id: device }),
    timestamp: new Date(Math.round(draft.at)).toISOString(),
    ...((isMentioned || card !== null || draft.outcome !== null) && {
      metadata: {
        ...(draft.isInternational !== null && { is_international: draft.isInternational }),
        ...(isMentioned && { payment_method: card === null ? "wallet" : "card" }),
        ...(card !== null && { card_fingerprint: card.fingerprint, card_last4: card.last4 }),
        ...(draft.outcome !== null && { issuer_response: draft.outcome }),
      },
    }),
  };
}

/** Within about five kilometres of the centre, in degrees to four places. */
const jitter = (degrees: number, random: Random) =>
  Math.round((degrees + random.between(-0.05, 0.05)) * 10_000) / 10_000;

/** Prices as people see them: whole hundreds of so'm, cents elsewhere. */
function inCurrency(usd: number, currency: string): number {
  const amount = usd / usdPerUnit(currency)!;
  const step = currency === "UZS" ? (amount > 100_000 ? 1000 : 100) : 0.01;
  return Math.max(step, Number((Math.round(amount / step) * step).toFixed(2)));
}
