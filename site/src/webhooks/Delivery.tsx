import { useState } from "preact/hooks";
import { callApi, type Failure } from "../api.ts";
import type { DeliveryDetail, DeliveryStatus, DeliveryView } from "../api-types.ts";
import { command } from "../command.ts";
import { formatDateTime } from "../format.ts";
import { fill } from "../i18n/fill.ts";
import { Age } from "../ui/Age.tsx";
import { Badge } from "../ui/Badge.tsx";
import { Button } from "../ui/Button.tsx";
import { CodeBlock } from "../ui/CodeBlock.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { showToast } from "../ui/toast.ts";
import { explainRefusal } from "../ui/use-form.ts";
import { useUi } from "../ui/words.tsx";
import { DELIVERIES, inMode, type Mode } from "./endpoint-api.ts";
import type { WebhookWords } from "./WebhooksPage.tsx";

type DeliveryProps = {
  words: WebhookWords;
  item: DeliveryView;
  mode: Mode;
  mayWrite: boolean;
  onReplayed: () => void;
};

const tones: Record<DeliveryStatus, "ok" | "warn" | "bad" | "plain"> = {
  waiting: "warn",
  sending: "plain",
  succeeded: "ok",
  failed: "bad",
  held: "warn",
};
type Read = { of: DeliveryView; data?: DeliveryDetail; failure?: Failure };

/** One message to an endpoint: what came of it, and unfolded what was sent and every attempt at it. */
export function Delivery({ words, item, mode, mayWrite, onReplayed }: DeliveryProps) {
  const { webhooks, language } = words;
  const { ui } = useUi();
  const text = webhooks.deliveries;
  const [read, setRead] = useState<Read>();
  const [isSending, setSending] = useState(false);
  const path = `${DELIVERIES}/${encodeURIComponent(item.id)}`;
  const load = async () => {
    setRead({ of: item });
    const outcome = await callApi<DeliveryDetail>(path, { language, mode });
    setRead(outcome.ok ? { of: item, data: outcome.data } : { of: item, failure: outcome.failure });
  };
  const replay = async () => {
    setSending(true);
    const outcome = await callApi(`${path}/replay`, inMode(mode, command(language, "POST")));
    setSending(false);
    if (!outcome.ok) return void showToast(explainRefusal(outcome.failure, ui.refused), { tone: "bad" });
    showToast(text.replayed);
    onReplayed();
  };
  return (
    <details
      class="border-b border-line text-13"
      onToggle={(event) => event.currentTarget.open && read?.of.attempts !== item.attempts && void load()}
    >
      <summary class="flex min-h-9 cursor-pointer flex-wrap items-center gap-x-3 gap-y-1 py-1.5 hover:bg-surface-3">
        <Badge tone={tones[item.status]}>{text.statuses[item.status]}</Badge>
        <code class="min-w-0 flex-1 truncate">{item.type}</code>
        {item.is_test && <span class="text-12 text-ink-3">{text.isTest}</span>}
        {item.response_status !== null && <span class="figures">{item.response_status}</span>}
        <span class="text-ink-3">
          <Age at={item.created_at} />
        </span>
      </summary>
      <div class="grid gap-3 pt-1 pb-4">
        <p class="text-ink-2">
          {item.outcome ? text.outcomes[item.outcome] : text.untried}
          {item.next_attempt_at && ` ${fill(text.next, { moment: formatDateTime(item.next_attempt_at, language) })}`}
        </p>
        {read && !read.data && !read.failure && <Skeleton label={ui.loading} lines={4} />}
        {read?.failure && (
          <p role="alert">
            {explainRefusal(read.failure, ui.refused)}{" "}
            <button type="button" class="link" onClick={() => void load()}>
              {ui.error.retry}
            </button>
          </p>
        )}
        {read?.data && <Sent words={words} detail={read.data} />}
        {mayWrite && (
          <div>
            <Button isBusy={isSending} onClick={() => void replay()}>
              {text.replay}
            </Button>
          </div>
        )}
      </div>
    </details>
  );
}

function Sent({ words: { webhooks, language }, detail }: { words: WebhookWords; detail: DeliveryDetail }) {
  const text = webhooks.deliveries;
  return (
    <>
      <p>
        <span class="text-ink-2">webhook-id</span> <code class="[overflow-wrap:anywhere]">{detail.message_id}</code>
      </p>
      <CodeBlock code={indent(detail.body)} label={text.body} />
      <ol class="grid grid-cols-[minmax(0,1fr)] gap-3">
        {detail.attempt_log.map((attempt) => (
          <li key={attempt.number} class="grid grid-cols-[minmax(0,1fr)] gap-1.5">
            <p class="figures">
              {fill(text.attempt, {
                number: attempt.number,
                moment: formatDateTime(attempt.at, language),
                duration: attempt.duration_ms,
              })}
              {": "}
              <strong>{text.outcomes[attempt.outcome]}</strong>
              {attempt.response_status !== null && ` (${attempt.response_status})`}
            </p>
            <CodeBlock
              code={Object.entries(attempt.request_headers)
                .map(([name, value]) => `${name}: ${value}`)
                .join("\n")}
              label={text.headers}
            />
            {attempt.response_body !== null && attempt.response_body !== "" && (
              <CodeBlock code={attempt.response_body} label={text.answer} />
            )}
          </li>
        ))}
      </ol>
    </>
  );
}

/** JSON with line breaks for reading; what is sent has none. */
function indent(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
