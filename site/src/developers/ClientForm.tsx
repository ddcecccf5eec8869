import { callApi } from "../api.ts";
import type { ClientView, Profile } from "../api-types.ts";
import { command } from "../command.ts";
import { fillCount } from "../i18n/fill.ts";
import { Field, Select, TextArea } from "../ui/Field.tsx";
import { FormBody } from "../ui/FormBody.tsx";
import { useForm } from "../ui/use-form.ts";
import { CLIENTS, clientPath, type IssuedClient } from "./client-api.ts";
import { NetworksField } from "./NetworksField.tsx";
import { readNetworks, writeNetworks } from "./networks.ts";
import type { OauthWords } from "./OauthPage.tsx";
import { ScopeField } from "./ScopeField.tsx";

type ClientFormProps = {
  words: OauthWords;
  profile: Profile;
  /** The one that is changed; how it proves who it is stays as it is. */
  client?: ClientView;
  onDone: (client: IssuedClient) => void;
  onCancel: () => void;
};
type Method = ClientView["authentication_method"];
type Values = {
  name: string;
  authentication_method: Method;
  jwks: string;
  scopes: string[];
  token_lifetime_seconds: string;
  allowed_ips: string;
};

const lifetimesS = [900, 600, 300, 60];

/** A machine that gets tokens of its own: how it proves who it is, what it opens, from where. */
export function ClientForm({ words, profile, client, onDone, onCancel }: ClientFormProps) {
  const { oauth, keys, scopes, language } = words;
  const text = oauth.form;
  const form = useForm<Values, IssuedClient>({
    initial: {
      name: client?.name ?? "",
      authentication_method: client?.authentication_method ?? "client_secret_basic",
      jwks: client?.jwks ? JSON.stringify(client.jwks, null, 2) : "",
      scopes: client?.scopes ?? [],
      token_lifetime_seconds: String(client?.token_lifetime_seconds ?? 900),
      allowed_ips: writeNetworks(client?.allowed_ips ?? []),
    },
    mend: { name: keys.create.nameMissing, allowed_ips: keys.networks.wrong },
    check: (typed) => ({
      name: typed.name.trim() === "" ? keys.create.nameMissing : undefined,
      jwks: isKeyed(typed) && readJson(typed.jwks) === undefined ? text.jwksWrong : undefined,
      scopes: typed.scopes.length === 0 ? scopes.missing : typed.scopes.length > 20 ? scopes.tooMany : undefined,
    }),
    send: (typed, key) => {
      const { authentication_method, jwks, token_lifetime_seconds, allowed_ips, ...rest } = typed;
      const body = {
        ...rest,
        token_lifetime_seconds: Number(token_lifetime_seconds),
        allowed_ips: readNetworks(allowed_ips),
        ...(isKeyed(typed) && { jwks: readJson(jwks) }),
        ...(!client && { authentication_method }),
      };
      return callApi<IssuedClient>(
        client ? clientPath(client.client_id) : CLIENTS,
        command(language, client ? "PUT" : "POST", body, key),
      );
    },
    onDone,
  });
  const { values, set, wrong } = form;
  const lifetimes = [...new Set([...lifetimesS, Number(values.token_lifetime_seconds)])];
  return (
    <FormBody form={form} submit={client ? text.save : text.submit} onCancel={onCancel}>
      <Field
        id="client-name"
        label={keys.create.name}
        help={keys.create.nameHelp}
        error={wrong.name}
        value={values.name}
        maxLength={100}
        autocomplete="off"
        autofocus
        onInput={(event) => set("name", event.currentTarget.value)}
      />
      {!client && (
        <Select
          id="client-method"
          label={text.method}
          help={text.methodNotes[values.authentication_method]}
          value={values.authentication_method}
          options={Object.entries(oauth.methods).map(([value, label]) => ({ value, label }))}
          // SAFETY: the options are the methods.
          onChange={(event) => set("authentication_method", event.currentTarget.value as Method)}
        />
      )}
      {isKeyed(values) && (
        <TextArea
          id="client-jwks"
          label={text.jwks}
          help={text.jwksHelp}
          error={wrong.jwks}
          value={values.jwks}
          rows={6}
          spellcheck={false}
          class="font-mono text-13"
          onInput={(event) => set("jwks", event.currentTarget.value)}
        />
      )}
      <ScopeField
        words={scopes}
        profile={profile}
        value={values.scopes}
        error={wrong.scopes}
        onChange={(chosen) => set("scopes", chosen)}
      />
      <Select
        id="client-lifetime"
        label={text.lifetime}
        error={wrong.token_lifetime_seconds}
        value={values.token_lifetime_seconds}
        options={lifetimes.map((count) => ({ value: String(count), label: fillCount(text.seconds, count, language) }))}
        onChange={(event) => set("token_lifetime_seconds", event.currentTarget.value)}
      />
      <NetworksField
        id="client-networks"
        words={keys.networks}
        error={wrong.allowed_ips}
        value={values.allowed_ips}
        rows={2}
        onChange={(typed) => set("allowed_ips", typed)}
      />
    </FormBody>
  );
}

const isKeyed = ({ authentication_method }: Values): boolean => authentication_method === "private_key_jwt";

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
