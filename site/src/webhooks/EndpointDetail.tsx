import { useState } from "preact/hooks";
import type { EndpointView } from "../api-types.ts";
import { formatDateTime } from "../format.ts";
import { fill } from "../i18n/fill.ts";
import { Button } from "../ui/Button.tsx";
import { CopyButton } from "../ui/CopyButton.tsx";
import { FactList, Section } from "../ui/Section.tsx";
import { useUi } from "../ui/words.tsx";
import { Deliveries } from "./Deliveries.tsx";
import { DeliveryTasks } from "./DeliveryTasks.tsx";
import type { Mode } from "./endpoint-api.ts";
import type { WebhookWords } from "./WebhooksPage.tsx";

type EndpointDetailProps = {
  words: WebhookWords;
  item: EndpointView;
  mode: Mode;
  mayWrite: boolean;
  onEdit: () => void;
  onRotate: () => void;
  onToggle: () => void;
  onRemove: () => void;
};

/** One endpoint: where it is, what it is told of, its keys, and what came of each message. */
export function EndpointDetail(props: EndpointDetailProps) {
  const { words, item, mode, mayWrite, onEdit, onRotate, onToggle, onRemove } = props;
  const { webhooks, language } = words;
  const { ui } = useUi();
  const { detail, columns } = webhooks;
  // What was sent or recovered shows among the deliveries at once.
  const [sent, setSent] = useState(0);
  return (
    <>
      {!item.enabled && item.disabled_reason && (
        <div role="status" class="mx-4 mt-4 border-l-2 border-warn pl-3 text-13 md:mx-6">
          <p>{webhooks.reasons[item.disabled_reason]}</p>
          {item.disabled_at && (
            <p class="text-ink-2">{fill(detail.disabledAt, { moment: formatDateTime(item.disabled_at, language) })}</p>
          )}
        </div>
      )}
      <Section title={detail.title}>
        <FactList
          facts={[
            [columns.url, <code key="url">{item.url}</code>],
            [columns.description, item.description || "—"],
            [
              columns.events,
              item.event_types === null ? webhooks.allEvents : <code key="events">{item.event_types.join(", ")}</code>,
            ],
            [columns.created, formatDateTime(item.created_at, language)],
          ]}
        />
        {mayWrite && (
          <div class="mt-4 flex flex-wrap gap-2">
            <Button onClick={onEdit}>{detail.edit}</Button>
            <Button onClick={onToggle}>{item.enabled ? detail.disable : detail.enable}</Button>
            <Button onClick={onRotate}>{webhooks.rotate.open}</Button>
            <Button look="danger" onClick={onRemove}>
              {webhooks.remove.open}
            </Button>
          </div>
        )}
      </Section>
      <Section title={detail.publicKeys}>
        <p class="mb-2 text-13 text-ink-2">{detail.publicKeysHelp}</p>
        <ul class="grid gap-1 text-13">
          {item.public_keys.map(({ public_key, expires_at }) => (
            <li key={public_key} class="flex min-w-0 items-center gap-2">
              <code class="min-w-0 flex-1 truncate" title={public_key}>
                {public_key}
              </code>
              {expires_at && (
                <span class="text-12 text-ink-3">
                  {fill(detail.until, { moment: formatDateTime(expires_at, language) })}
                </span>
              )}
              <CopyButton text={public_key} label={ui.copy} done={ui.copied} />
            </li>
          ))}
        </ul>
      </Section>
      {mayWrite && item.enabled && (
        <DeliveryTasks words={words} item={item} mode={mode} onSent={() => setSent((count) => count + 1)} />
      )}
      <Deliveries words={words} item={item} mode={mode} mayWrite={mayWrite && item.enabled} sent={sent} />
    </>
  );
}
