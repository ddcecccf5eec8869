import type { ComponentChildren } from "preact";
import type { TransactionDetail } from "../api-types.ts";
import { formatMoment } from "../format.ts";
import { FactList, Section } from "../ui/Section.tsx";
import { useUi } from "../ui/words.tsx";
import type { TransactionWords } from "./words.ts";

/** The payment as it was sent, the sealed personal fields among it. */
export function EvidenceFacts({
  words: { language, text },
  detail,
}: {
  words: TransactionWords;
  detail: TransactionDetail;
}) {
  const { ui } = useUi();
  const { fields, none, yes, no, payment, sealed } = text.evidence;
  const { location, metadata } = detail;
  const absent = <span class="text-ink-3">{none}</span>;
  const facts: [string, ComponentChildren][] = [
    [fields.user, <code key="user">{detail.user_id}</code>],
    [fields.merchant, detail.merchant],
    [fields.category, detail.merchant_category],
    [fields.paidAt, formatMoment(detail.timestamp, language, ui.chart.zone)],
    [fields.decidedAt, formatMoment(detail.created_at, language, ui.chart.zone)],
    [fields.ip, detail.ip_address ? <code key="ip">{detail.ip_address}</code> : absent],
    [fields.device, detail.device_id ? <code key="device">{detail.device_id}</code> : absent],
    [fields.place, location ? [location.city, location.country].filter(Boolean).join(", ") : absent],
  ];
  if (metadata?.payment_method) facts.push([fields.method, metadata.payment_method]);
  if (metadata?.card_last4) facts.push([fields.card, <code key="card">{metadata.card_last4}</code>]);
  if (metadata?.is_international !== undefined)
    facts.push([fields.international, metadata.is_international ? yes : no]);
  return (
    <Section title={payment}>
      <FactList facts={facts} />
      <p class="mt-3 text-12 text-ink-3">{sealed}</p>
    </Section>
  );
}
