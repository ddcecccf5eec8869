import { useEffect, useState } from "preact/hooks";
import type { DeliveryStatus, DeliveryView, EndpointView } from "../api-types.ts";
import { Button } from "../ui/Button.tsx";
import { Select } from "../ui/Field.tsx";
import { Section } from "../ui/Section.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { explainRefusal } from "../ui/use-form.ts";
import { useUi } from "../ui/words.tsx";
import { useList } from "../use-list.ts";
import { Delivery } from "./Delivery.tsx";
import { endpointPath, type Mode } from "./endpoint-api.ts";
import type { WebhookWords } from "./WebhooksPage.tsx";

type DeliveriesProps = { words: WebhookWords; item: EndpointView; mode: Mode; mayWrite: boolean; sent: number };

const REFRESH_MS = 3000;
const isUnderWay = ({ status, attempts }: DeliveryView) =>
  status === "sending" || (status === "waiting" && attempts === 0);

/** What was sent to an endpoint, newest first; followed until each has been tried. */
export function Deliveries({ words, item, mode, mayWrite, sent }: DeliveriesProps) {
  const { webhooks } = words;
  const { ui } = useUi();
  const [status, setStatus] = useState<DeliveryStatus | "">("");
  const list = useList<DeliveryView>(`${endpointPath(item.id)}/deliveries${status && `?status=${status}`}`, mode);
  const isFollowed = list.rows.some(isUnderWay);
  useEffect(() => {
    if (sent > 0) list.reload();
  }, [sent]);
  useEffect(() => {
    if (!isFollowed) return;
    const timer = setInterval(() => document.visibilityState === "visible" && list.reload(), REFRESH_MS);
    return () => clearInterval(timer);
  }, [isFollowed, list.reload]);
  const statuses = Object.entries(webhooks.deliveries.statuses).map(([value, label]) => ({ value, label }));
  return (
    <Section
      title={webhooks.deliveries.title}
      aside={
        <button type="button" class="link text-13" onClick={list.reload}>
          {webhooks.deliveries.refresh}
        </button>
      }
    >
      <Select
        id="delivery-status"
        label={webhooks.deliveries.status}
        value={status}
        options={[{ value: "", label: webhooks.deliveries.any }, ...statuses]}
        // SAFETY: the options are the statuses.
        onChange={(event) => setStatus(event.currentTarget.value as DeliveryStatus | "")}
      />
      <div class="mt-3">
        {list.isLoading && <Skeleton label={ui.loading} />}
        {list.failure && (
          <div role="alert" class="grid justify-items-start gap-2 text-13">
            <p>{explainRefusal(list.failure, ui.refused)}</p>
            <Button onClick={list.reload}>{ui.error.retry}</Button>
          </div>
        )}
        {!list.isLoading && !list.failure && list.rows.length === 0 && (
          <p class="text-13 text-ink-2">{status ? ui.filter.nothing : webhooks.deliveries.empty}</p>
        )}
        {list.rows.map((delivery) => (
          <Delivery
            key={delivery.id}
            words={words}
            item={delivery}
            mode={mode}
            mayWrite={mayWrite}
            onReplayed={list.reload}
          />
        ))}
        {list.hasMore && (
          <Button class="mt-3" onClick={list.loadMore}>
            {ui.more}
          </Button>
        )}
      </div>
    </Section>
  );
}
