import { callApi } from "../api.ts";
import type { EndpointView } from "../api-types.ts";
import { command } from "../command.ts";
import { Checkbox } from "../ui/Checkbox.tsx";
import { Field } from "../ui/Field.tsx";
import { FormBody } from "../ui/FormBody.tsx";
import { Segmented } from "../ui/Segmented.tsx";
import { useForm } from "../ui/use-form.ts";
import { useQuery } from "../use-query.ts";
import {
  ENDPOINTS,
  EVENT_TYPES,
  type EventType,
  endpointPath,
  type IssuedEndpoint,
  inMode,
  type Mode,
} from "./endpoint-api.ts";
import type { WebhookWords } from "./WebhooksPage.tsx";

/** An endpoint as it was read, and its revision. */
export type Edited = { item: EndpointView; etag?: string };
type EndpointFormProps = {
  words: WebhookWords;
  mode: Mode;
  edited?: Edited;
  onDone: (item: EndpointView | IssuedEndpoint) => void;
  onCancel: () => void;
};
type Values = { url: string; description: string; which: "all" | "some"; event_types: string[] };

/** Where an endpoint is, and what it is told of. */
export function EndpointForm({ words: { webhooks, language }, mode, edited, onDone, onCancel }: EndpointFormProps) {
  const text = webhooks.form;
  const types = useQuery<{ data: EventType[] }>(EVENT_TYPES);
  const { url = "", description = "", event_types = null } = edited?.item ?? {};
  const form = useForm<Values, EndpointView | IssuedEndpoint>({
    initial: { url, description, which: event_types === null ? "all" : "some", event_types: event_types ?? [] },
    mend: { url: text.urlWrong },
    check: ({ url: typed, which, event_types: chosen }) => ({
      // A laptop's own address is for the service to judge, which takes it where it runs on a laptop.
      url: /^(https:\/\/|http:\/\/(localhost|127\.0\.0\.1)[:/])\S+$/.test(typed.trim()) ? undefined : text.urlWrong,
      event_types: which === "some" && chosen.length === 0 ? text.eventsMissing : undefined,
    }),
    send: ({ url: typed, which, event_types: chosen, ...rest }, key) => {
      const body = {
        ...rest,
        url: typed.trim(),
        event_types: which === "all" ? null : chosen,
        enabled: edited?.item.enabled ?? true,
      };
      const call = inMode(mode, command(language, edited ? "PUT" : "POST", body, key));
      return callApi(edited ? endpointPath(edited.item.id) : ENDPOINTS, { ...call, ifMatch: edited?.etag });
    },
    onDone,
  });
  const { values, set, wrong } = form;
  const toggle = (type: string) =>
    set(
      "event_types",
      values.event_types.includes(type)
        ? values.event_types.filter((other) => other !== type)
        : [...values.event_types, type],
    );
  return (
    <FormBody form={form} submit={edited ? text.save : text.submit} onCancel={onCancel}>
      <Field
        id="endpoint-url"
        label={text.url}
        help={text.urlHelp}
        error={wrong.url}
        type="url"
        value={values.url}
        placeholder="https://bank.uz/webhooks"
        maxLength={2048}
        spellcheck={false}
        autocomplete="off"
        autofocus
        onInput={(event) => set("url", event.currentTarget.value)}
      />
      <Field
        id="endpoint-description"
        label={text.description}
        error={wrong.description}
        value={values.description}
        maxLength={200}
        autocomplete="off"
        onInput={(event) => set("description", event.currentTarget.value)}
      />
      <div class="grid justify-items-start gap-1.5">
        <span class="font-strong">{text.events}</span>
        <Segmented
          label={text.events}
          options={[
            { value: "all", label: text.all },
            { value: "some", label: text.some },
          ]}
          value={values.which}
          onChange={(which) => set("which", which)}
        />
        {values.which === "all" && <p class="text-13 text-ink-2">{text.allHelp}</p>}
      </div>
      {values.which === "some" && (
        <div>
          {wrong.event_types && (
            <p class="text-13 text-bad" role="alert" tabIndex={-1} data-wrong>
              {wrong.event_types}
            </p>
          )}
          {types.data?.data.map(({ type, title }) => (
            <Checkbox
              key={type}
              label={title}
              help={type}
              checked={values.event_types.includes(type)}
              onChange={() => toggle(type)}
            />
          ))}
          {types.failure && (
            <button type="button" class="link text-13" onClick={types.retry}>
              {text.typesFailed}
            </button>
          )}
        </div>
      )}
    </FormBody>
  );
}
