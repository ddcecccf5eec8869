import { useState } from "preact/hooks";
import type { PlatformPerson } from "../api-types.ts";
import { formatDateTime } from "../format.ts";
import { nameProducts } from "../organization/products.ts";
import { pathToApp } from "../paths.ts";
import { Badge } from "../ui/Badge.tsx";
import { Button } from "../ui/Button.tsx";
import { FactList, Section } from "../ui/Section.tsx";
import type { EveryoneWords } from "./EveryonePage.tsx";

type EveryoneDetailProps = {
  words: EveryoneWords;
  person: PlatformPerson;
  isOwn: boolean;
  onSuspend: () => void;
  onActivate: () => Promise<void>;
};

/** One person of any organisation, and whether they may sign in. */
export function EveryoneDetail({ words, person, isOwn, onSuspend, onActivate }: EveryoneDetailProps) {
  const { admin, people, roles, language } = words;
  const { everyone: text } = admin;
  const [isBusy, setBusy] = useState(false);
  const activate = async () => {
    setBusy(true);
    await onActivate();
    setBusy(false);
  };
  return (
    <>
      <Section
        title={people.facts.title}
        aside={person.suspended_at !== null && <Badge tone="warn">{text.status.suspended}</Badge>}
      >
        <FactList
          facts={[
            ...(person.suspended_at === null
              ? []
              : [[text.suspendedSince, formatDateTime(person.suspended_at, language)] as [string, string]]),
            [
              text.columns.email,
              <a key="email" class="link" href={`mailto:${person.email}`}>
                {person.email}
              </a>,
            ],
            [people.facts.phone, person.phone ?? "—"],
            [
              text.columns.organization,
              <a
                key="organization"
                class="link"
                href={pathToApp(language, "admin/organizations", {
                  q: person.organization_name,
                  organization: person.organization_id,
                })}
              >
                {person.organization_name}
              </a>,
            ],
            [text.columns.role, roles[person.role]],
            [people.columns.products, nameProducts(person.modules) || "—"],
            [text.columns.since, formatDateTime(person.created_at, language)],
            [people.facts.id, <code key="id">{person.id}</code>],
          ]}
        />
      </Section>
      {isOwn ? (
        <p class="px-4 pb-6 text-13 text-ink-2 md:px-6">{text.own}</p>
      ) : (
        <div class="px-4 pb-6 md:px-6">
          {person.suspended_at === null ? (
            <Button look="danger" onClick={onSuspend}>
              {text.suspend.open}
            </Button>
          ) : (
            <Button isBusy={isBusy} onClick={() => void activate()}>
              {text.activate.open}
            </Button>
          )}
        </div>
      )}
    </>
  );
}
