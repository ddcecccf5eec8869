import type { ApiKey } from "../api-types.ts";
import { formatDateTime } from "../format.ts";
import { Age } from "../ui/Age.tsx";
import { Badge } from "../ui/Badge.tsx";
import { Button } from "../ui/Button.tsx";
import { FactList, Section } from "../ui/Section.tsx";
import type { KeysWords } from "./KeysPage.tsx";
import { isUsable, type KeyState, stateTones } from "./key-state.ts";
import { ScopeList } from "./ScopeList.tsx";

type KeyDetailProps = {
  words: KeysWords;
  item: ApiKey;
  state: KeyState;
  onRotate: () => void;
  onNetworks: () => void;
  onRevoke: () => void;
};

/** One key: what it is, what it opens and from where, and what can be done with it. */
export function KeyDetail({ words, item, state, onRotate, onNetworks, onRevoke }: KeyDetailProps) {
  const { keys, scopes, language } = words;
  const { columns, facts } = keys;
  return (
    <>
      <Section title={facts.title} aside={<Badge tone={stateTones[state]}>{keys.states[state]}</Badge>}>
        <FactList
          facts={[
            [columns.key, <code key="key">{item.display}</code>],
            [columns.mode, keys.modes[item.mode]],
            [columns.used, item.last_used_at ? <Age key="used" at={item.last_used_at} /> : keys.never],
            [facts.created, formatDateTime(item.created_at, language)],
            [columns.expires, formatDateTime(item.expires_at, language)],
            ...(item.revoked_at
              ? [[facts.revoked, formatDateTime(item.revoked_at, language)] as [string, string]]
              : []),
            [facts.id, <code key="id">{item.id}</code>],
          ]}
        />
      </Section>
      <Section title={scopes.title}>
        <ScopeList words={scopes} scopes={item.scopes} />
      </Section>
      <Section
        title={keys.networks.title}
        aside={
          isUsable(state) && (
            <button type="button" class="link text-13" onClick={onNetworks}>
              {keys.networks.change}
            </button>
          )
        }
      >
        {item.allowed_ips.length === 0 ? (
          <p class="text-13 text-ink-2">{keys.networks.anywhere}</p>
        ) : (
          <ul class="grid gap-1 text-13">
            {item.allowed_ips.map((network) => (
              <li key={network}>
                <code>{network}</code>
              </li>
            ))}
          </ul>
        )}
      </Section>
      {isUsable(state) && (
        <div class="flex flex-wrap gap-2 px-4 pt-2 pb-6 md:px-6">
          <Button onClick={onRotate}>{keys.rotate.open}</Button>
          <Button look="danger" onClick={onRevoke}>
            {keys.revoke.open}
          </Button>
        </div>
      )}
    </>
  );
}
