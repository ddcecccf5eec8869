import type { Related, TransactionDetail } from "../api-types.ts";
import { MiniMap } from "../ui/MiniMap.tsx";
import { Section } from "../ui/Section.tsx";
import { useQuery } from "../use-query.ts";
import { transactionApi } from "./paths.ts";
import type { TransactionWords } from "./words.ts";

/** Nearer than this there is no way to show. */
const LEAST_KM = 50;

type TransactionPlaceProps = { words: TransactionWords; detail: TransactionDetail; related?: Related };

/** Where it was paid; and where the payer paid before, if that is far. The place before is asked for only then. */
export function TransactionPlace({ words, detail, related }: TransactionPlaceProps) {
  const here = placeOf(detail);
  const known = (name: string) => detail.evidence.features.find((feature) => feature.name === name)?.value ?? undefined;
  const [km, kmh] = [known("payer_travel_km"), known("payer_travel_kmh")];
  const isFar = km !== undefined && km >= LEAST_KM;
  const previous = isFar ? previousPayment(detail, related) : undefined;
  const { data: before } = useQuery<TransactionDetail>(previous && transactionApi(previous));
  if (!here) return null;
  return (
    <Section title={words.transaction.place}>
      <MiniMap
        here={here}
        before={before && placeOf(before)}
        leg={isFar && kmh !== undefined ? { km: Math.round(km), kmh: Math.round(kmh) } : undefined}
      />
    </Section>
  );
}

function placeOf({ location }: TransactionDetail) {
  if (location?.lat === undefined || location.lon === undefined) return undefined;
  return { name: [location.city, location.country].filter(Boolean).join(", "), lat: location.lat, lon: location.lon };
}

/** The payer's last payment before this one; a payer is the card, or where none was sent the customer. */
function previousPayment({ timestamp, metadata }: TransactionDetail, related?: Related): string | undefined {
  const by = metadata?.card_fingerprint ? "card" : "user";
  const payments = related?.links.find((link) => link.by === by)?.transactions ?? [];
  return payments
    .filter((payment) => payment.timestamp < timestamp)
    .sort((a, b) => (a.timestamp < b.timestamp ? 1 : -1))[0]?.transaction_id;
}
