import { callApi } from "../api.ts";
import type { Profile } from "../api-types.ts";
import { command } from "../command.ts";
import { fillCount } from "../i18n/fill.ts";
import { Field, Select } from "../ui/Field.tsx";
import { FormBody } from "../ui/FormBody.tsx";
import { Segmented } from "../ui/Segmented.tsx";
import { useForm } from "../ui/use-form.ts";
import type { KeysWords } from "./KeysPage.tsx";
import { type IssuedKey, KEYS } from "./key-api.ts";
import { NetworksField } from "./NetworksField.tsx";
import { readNetworks } from "./networks.ts";
import { ScopeField } from "./ScopeField.tsx";

type KeyFormProps = { words: KeysWords; profile: Profile; onDone: (key: IssuedKey) => void; onCancel: () => void };
type Values = { name: string; mode: "live" | "test"; scopes: string[]; expires_in_days: string; allowed_ips: string };

const lifetimesDays = [30, 90, 180, 365];

/** A new key: what it is for, what it opens, until when and from where. */
export function KeyForm({ words, profile, onDone, onCancel }: KeyFormProps) {
  const { keys, scopes, language } = words;
  const text = keys.create;
  const initial: Values = { name: "", mode: "live", scopes: [], expires_in_days: "365", allowed_ips: "" };
  const form = useForm<Values, IssuedKey>({
    initial,
    mend: { name: text.nameMissing, allowed_ips: keys.networks.wrong },
    check: ({ name, scopes: chosen }) => ({
      name: name.trim() === "" ? text.nameMissing : undefined,
      scopes: chosen.length === 0 ? scopes.missing : chosen.length > 20 ? scopes.tooMany : undefined,
    }),
    send: (values, key) => {
      const { expires_in_days, allowed_ips, ...rest } = values;
      const body = { ...rest, expires_in_days: Number(expires_in_days), allowed_ips: readNetworks(allowed_ips) };
      return callApi<IssuedKey>(KEYS, command(language, "POST", body, key));
    },
    onDone,
  });
  const { values, set, wrong } = form;
  return (
    <FormBody form={form} submit={text.submit} onCancel={onCancel}>
      <Field
        id="key-name"
        label={text.name}
        help={text.nameHelp}
        error={wrong.name}
        value={values.name}
        maxLength={100}
        autocomplete="off"
        autofocus
        onInput={(event) => set("name", event.currentTarget.value)}
      />
      <div class="grid justify-items-start gap-1.5">
        <span class="font-strong">{keys.columns.mode}</span>
        <Segmented
          label={keys.columns.mode}
          options={[
            { value: "live", label: keys.modes.live },
            { value: "test", label: keys.modes.test },
          ]}
          value={values.mode}
          onChange={(mode) => set("mode", mode)}
        />
        <p class="text-13 text-ink-2">{text.modeHelp[values.mode]}</p>
      </div>
      <ScopeField
        words={scopes}
        profile={profile}
        value={values.scopes}
        error={wrong.scopes}
        onChange={(chosen) => set("scopes", chosen)}
      />
      <Select
        id="key-lifetime"
        label={text.lifetime}
        value={values.expires_in_days}
        error={wrong.expires_in_days}
        options={lifetimesDays.map((days) => ({ value: String(days), label: fillCount(text.days, days, language) }))}
        onChange={(event) => set("expires_in_days", event.currentTarget.value)}
      />
      <NetworksField
        id="key-networks"
        words={keys.networks}
        error={wrong.allowed_ips}
        value={values.allowed_ips}
        rows={2}
        onChange={(typed) => set("allowed_ips", typed)}
      />
    </FormBody>
  );
}
