import type { ClientView } from "../api-types.ts";
import { formatDateTime } from "../format.ts";
import { fill, fillCount } from "../i18n/fill.ts";
import { Age } from "../ui/Age.tsx";
import { Badge } from "../ui/Badge.tsx";
import { Button } from "../ui/Button.tsx";
import { CodeBlock } from "../ui/CodeBlock.tsx";
import { FactList, Section } from "../ui/Section.tsx";
import type { OauthWords } from "./OauthPage.tsx";
import { ScopeList } from "./ScopeList.tsx";

type ClientDetailProps = {
  words: OauthWords;
  client: ClientView;
  onEdit: () => void;
  onRotate: () => void;
  onRevoke: () => void;
};

/** One client: how it proves who it is, what it opens, and what can be done with it. */
export function ClientDetail({ words, client, onEdit, onRotate, onRevoke }: ClientDetailProps) {
  const { oauth, scopes, keys, language } = words;
  const { columns, facts } = oauth;
  const isRevoked = client.revoked_at !== null;
  return (
    <>
      <Section
        title={facts.title}
        aside={
          <Badge tone={isRevoked ? "plain" : "ok"}>{isRevoked ? oauth.states.revoked : oauth.states.active}</Badge>
        }
      >
        <FactList
          facts={[
            [columns.id, <code key="id">{client.client_id}</code>],
            [columns.method, oauth.methods[client.authentication_method]],
            [facts.lifetime, fillCount(oauth.form.seconds, client.token_lifetime_seconds, language)],
            [columns.used, client.last_used_at ? <Age key="used" at={client.last_used_at} /> : keys.never],
            [facts.created, formatDateTime(client.created_at, language)],
            [keys.networks.title, client.allowed_ips.join(", ") || keys.networks.anywhere],
            ...(client.revoked_at
              ? [[facts.revoked, formatDateTime(client.revoked_at, language)] as [string, string]]
              : []),
          ]}
        />
        {client.last_failed_at && (
          <p class="mt-3 border-l-2 border-warn pl-3 text-13">
            {fillCount(facts.failed, client.failed_authentications, language)}{" "}
            {fill(facts.lastFailed, { moment: formatDateTime(client.last_failed_at, language) })}
          </p>
        )}
      </Section>
      <Section title={scopes.title}>
        <ScopeList words={scopes} scopes={client.scopes} />
      </Section>
      {client.secrets.length > 0 && (
        <Section title={facts.secrets}>
          <ul class="grid gap-1.5 text-13">
            {client.secrets.map(({ display, created_at, ends_at }) => (
              <li key={display} class="flex flex-wrap justify-between gap-x-4">
                <code>{display}</code>
                <span class="text-ink-2">
                  {ends_at
                    ? fill(facts.until, { moment: formatDateTime(ends_at, language) })
                    : fill(facts.since, { moment: formatDateTime(created_at, language) })}
                </span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {client.jwks && (
        <Section title={facts.publicKeys}>
          <CodeBlock code={JSON.stringify(client.jwks, null, 2)} label={facts.publicKeys} />
        </Section>
      )}
      {!isRevoked && (
        <div class="flex flex-wrap gap-2 px-4 pt-2 pb-6 md:px-6">
          <Button onClick={onEdit}>{oauth.form.change}</Button>
          {client.authentication_method !== "private_key_jwt" && <Button onClick={onRotate}>{oauth.rotate}</Button>}
          <Button look="danger" onClick={onRevoke}>
            {oauth.revoke.open}
          </Button>
        </div>
      )}
    </>
  );
}
