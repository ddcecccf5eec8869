import { callApi } from "../api.ts";
import type { DeliveryView, EndpointView } from "../api-types.ts";
import { command } from "../command.ts";
import { readClock } from "../format.ts";
import { fillCount } from "../i18n/fill.ts";
import { Field, Select } from "../ui/Field.tsx";
import { FormBody } from "../ui/FormBody.tsx";
import { Section } from "../ui/Section.tsx";
import { showToast } from "../ui/toast.ts";
import { useForm } from "../ui/use-form.ts";
import { useQuery } from "../use-query.ts";
import { EVENT_TYPES, type EventType, endpointPath, inMode, type Mode } from "./endpoint-api.ts";
import type { WebhookWords } from "./WebhooksPage.tsx";

type DeliveryTasksProps = { words: WebhookWords; item: EndpointView; mode: Mode; onSent: () => void };

/** Sending a test, and sending again what an endpoint missed. */
export function DeliveryTasks(props: DeliveryTasksProps) {
  const { webhooks } = props.words;
  return (
    <>
      <Section title={webhooks.test.title}>
        <TestForm {...props} />
      </Section>
      <Section title={webhooks.recover.title}>
        <RecoverForm {...props} />
      </Section>
    </>
  );
}

function TestForm({ words: { webhooks, language }, item, mode, onSent }: DeliveryTasksProps) {
  const types = useQuery<{ data: EventType[] }>(EVENT_TYPES);
  const known = types.data?.data ?? [];
  const followed = known.filter(({ type }) => item.event_types?.includes(type) ?? true);
  const form = useForm<{ type: string }, DeliveryView>({
    initial: { type: "" },
    send: ({ type }, key) =>
      callApi<DeliveryView>(
        `${endpointPath(item.id)}/test`,
        inMode(mode, command(language, "POST", { type: type || followed[0]?.type }, key)),
      ),
    onDone: () => {
      showToast(webhooks.test.done);
      onSent();
    },
  });
  return (
    <FormBody form={form} submit={webhooks.test.submit}>
      <Select
        id="test-type"
        label={webhooks.test.type}
        help={webhooks.test.help}
        error={form.wrong.type}
        value={form.values.type || (followed[0]?.type ?? "")}
        options={followed.map(({ type, title }) => ({ value: type, label: `${title} (${type})` }))}
        onChange={(event) => form.set("type", event.currentTarget.value)}
      />
    </FormBody>
  );
}

function RecoverForm({ words: { webhooks, language }, item, mode, onSent }: DeliveryTasksProps) {
  const text = webhooks.recover;
  const form = useForm<{ since: string }, { recovered: number }>({
    initial: { since: "" },
    check: ({ since }) => ({ since: Number.isNaN(readClock(since)) ? text.sinceMissing : undefined }),
    send: ({ since }, key) =>
      callApi<{ recovered: number }>(
        `${endpointPath(item.id)}/recover`,
        inMode(mode, command(language, "POST", { since: new Date(readClock(since)).toISOString() }, key)),
      ),
    onDone: ({ recovered }) => {
      showToast(fillCount(text.done, recovered, language));
      onSent();
    },
  });
  return (
    <FormBody form={form} submit={text.submit}>
      <Field
        id="recover-since"
        label={text.since}
        help={text.help}
        error={form.wrong.since}
        type="datetime-local"
        value={form.values.since}
        onInput={(event) => form.set("since", event.currentTarget.value)}
      />
    </FormBody>
  );
}
