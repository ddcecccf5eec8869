import { useEffect, useState } from "preact/hooks";
import { callApi } from "../api.ts";
import type { Language, OrganizationView } from "../api-types.ts";
import { TopLine } from "../app/TopLine.tsx";
import { useProfile } from "../app/use-profile.ts";
import { command } from "../command.ts";
import { readNetworks, writeNetworks } from "../developers/networks.ts";
import type { Dictionary } from "../i18n/index.ts";
import { ErrorState } from "../ui/ErrorState.tsx";
import { Select, TextArea } from "../ui/Field.tsx";
import { FormBody } from "../ui/FormBody.tsx";
import { Section } from "../ui/Section.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { showToast } from "../ui/toast.ts";
import { useForm } from "../ui/use-form.ts";
import { UiWordsProvider, useUi } from "../ui/words.tsx";
import { useQuery } from "../use-query.ts";
import { organizationPath } from "./people-api.ts";

export type SecurityWords = { language: Language } & Pick<Dictionary, "ui" | "shell" | "security">;
type Policy = OrganizationView["second_factor"];
type Allowlist = { networks: string[] };

/** Who has to show a second factor, and from where the organisation may be used. Drawn at build time as it looks while loading. */
export function SecurityPage(words: SecurityWords) {
  return (
    <UiWordsProvider language={words.language} ui={words.ui}>
      <div class="flex h-full flex-col">
        <TopLine title={words.security.title} shell={words.shell} />
        <div class="min-h-0 flex-1 overflow-y-auto" tabIndex={0} role="region" aria-label={words.security.title}>
          <Sections words={words} />
        </div>
      </div>
    </UiWordsProvider>
  );
}

function Sections({ words }: { words: SecurityWords }) {
  const { ui } = useUi();
  const me = useProfile();
  const [isHere, setHere] = useState(false);
  useEffect(() => setHere(true), []);
  const path = isHere && me ? organizationPath(me.organization_id) : undefined;
  const organization = useQuery<OrganizationView>(path);
  const allowlist = useQuery<Allowlist>(path && `${path}/ip-allowlist`);
  const failed = [organization, allowlist].find(({ failure, data }) => failure && !data);
  if (failed?.failure) return <ErrorState failure={failed.failure} onRetry={failed.retry} />;
  if (!path || !organization.data || !allowlist.data)
    return (
      <div class="max-w-[640px] px-4 py-6 md:px-6">
        <Skeleton label={ui.loading} lines={10} />
      </div>
    );
  return (
    <div class="max-w-[688px] divide-y divide-line pb-10">
      <PolicyForm
        words={words}
        path={path}
        policy={organization.data.second_factor}
        onSaved={(saved) => organization.change(() => saved)}
      />
      <AllowlistForm
        words={words}
        path={path}
        networks={allowlist.data.networks}
        onSaved={(saved) => allowlist.change(() => saved)}
      />
    </div>
  );
}

type PolicyFormProps = {
  words: SecurityWords;
  path: string;
  policy: Policy;
  onSaved: (organization: OrganizationView) => void;
};

function PolicyForm({ words: { security, language }, path, policy, onSaved }: PolicyFormProps) {
  const text = security.policy;
  const form = useForm<{ second_factor: Policy }, OrganizationView>({
    initial: { second_factor: policy },
    send: (values, key) => callApi<OrganizationView>(path, command(language, "PUT", values, key)),
    onDone: (saved) => {
      onSaved(saved);
      showToast(security.saved);
    },
  });
  return (
    <Section title={text.title} isMain>
      <FormBody form={form} submit={text.submit}>
        <Select
          id="second-factor"
          label={text.label}
          help={text.notes[form.values.second_factor]}
          error={form.wrong.second_factor}
          value={form.values.second_factor}
          options={Object.entries(text.choices).map(([value, label]) => ({ value, label }))}
          // SAFETY: the options are the policies.
          onChange={(event) => form.set("second_factor", event.currentTarget.value as Policy)}
        />
      </FormBody>
    </Section>
  );
}

type AllowlistFormProps = {
  words: SecurityWords;
  path: string;
  networks: string[];
  onSaved: (allowlist: Allowlist) => void;
};

/** The service refuses a list without the address that it comes from, so that nobody locks themselves out. */
function AllowlistForm({ words: { security, language }, path, networks, onSaved }: AllowlistFormProps) {
  const text = security.networks;
  const form = useForm<{ networks: string }, Allowlist>({
    initial: { networks: writeNetworks(networks) },
    mend: { networks: text.wrong },
    send: (values, key) =>
      callApi<Allowlist>(
        `${path}/ip-allowlist`,
        command(language, "PUT", { networks: readNetworks(values.networks) }, key),
      ),
    explain: ({ problem }) =>
      problem?.code === "auth.own_address_missing" ? { networks: `${problem.title}. ${text.ownHelp}` } : undefined,
    onDone: (saved) => {
      onSaved(saved);
      form.set("networks", writeNetworks(saved.networks));
      showToast(security.saved);
    },
  });
  const isEmpty = form.values.networks.trim() === "";
  const opensAll = isEmpty && networks.length > 0;
  return (
    <Section title={text.title} isMain>
      <FormBody form={form} submit={opensAll ? text.openAll : text.submit} isDanger={opensAll}>
        <p class="text-13 text-ink-2">{text.body}</p>
        <TextArea
          id="networks"
          label={text.label}
          help={isEmpty ? text.anywhere : text.help}
          error={form.wrong.networks}
          value={form.values.networks}
          rows={6}
          spellcheck={false}
          onInput={(event) => form.set("networks", event.currentTarget.value)}
        />
      </FormBody>
    </Section>
  );
}
