import { callApi } from "../api.ts";
import type { ApiKey } from "../api-types.ts";
import { command } from "../command.ts";
import { FormBody } from "../ui/FormBody.tsx";
import { useForm } from "../ui/use-form.ts";
import type { KeysWords } from "./KeysPage.tsx";
import { KEYS } from "./key-api.ts";
import { NetworksField } from "./NetworksField.tsx";
import { readNetworks, writeNetworks } from "./networks.ts";

type NetworksFormProps = { words: KeysWords; item: ApiKey; onDone: (key: ApiKey) => void; onCancel: () => void };

/** From where a key may be used. */
export function NetworksForm({ words: { keys, language }, item, onDone, onCancel }: NetworksFormProps) {
  const form = useForm<{ allowed_ips: string }, ApiKey>({
    initial: { allowed_ips: writeNetworks(item.allowed_ips) },
    mend: { allowed_ips: keys.networks.wrong },
    send: ({ allowed_ips }, key) =>
      callApi<ApiKey>(
        `${KEYS}/${encodeURIComponent(item.id)}/networks`,
        command(language, "PUT", { allowed_ips: readNetworks(allowed_ips) }, key),
      ),
    onDone,
  });
  return (
    <FormBody form={form} submit={keys.networks.submit} onCancel={onCancel}>
      <NetworksField
        id="networks"
        words={keys.networks}
        error={form.wrong.allowed_ips}
        value={form.values.allowed_ips}
        rows={5}
        autofocus
        onChange={(typed) => form.set("allowed_ips", typed)}
      />
    </FormBody>
  );
}
