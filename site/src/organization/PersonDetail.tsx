import { callApi } from "../api.ts";
import type { Profile, Role } from "../api-types.ts";
import { command } from "../command.ts";
import { formatDateTime } from "../format.ts";
import { pathToApp } from "../paths.ts";
import { Badge } from "../ui/Badge.tsx";
import { Button } from "../ui/Button.tsx";
import { Select } from "../ui/Field.tsx";
import { FormBody } from "../ui/FormBody.tsx";
import { FactList, Section } from "../ui/Section.tsx";
import { useForm } from "../ui/use-form.ts";
import type { PeopleWords } from "./PeoplePage.tsx";
import { ProductField } from "./ProductField.tsx";
import { givenRoles, personPath } from "./people-api.ts";

type PersonDetailProps = {
  words: PeopleWords;
  person: Profile;
  me: Profile;
  onChange: (person: Profile) => void;
  onRemove: () => void;
};

/** One person: how to reach them, what they may do, and taking them out of the organisation. */
export function PersonDetail(props: PersonDetailProps) {
  const { words, person, me, onRemove } = props;
  const { people, language } = words;
  const isOwn = person.id === me.id;
  const isAbove = person.role === "super_admin" && me.role !== "super_admin";
  return (
    <>
      <Section
        title={people.facts.title}
        aside={!person.email_verified && <Badge tone="warn">{people.facts.unverified}</Badge>}
      >
        <FactList
          facts={[
            [
              people.columns.email,
              <a key="email" class="link" href={`mailto:${person.email}`}>
                {person.email}
              </a>,
            ],
            [people.facts.phone, person.phone ?? "—"],
            [people.columns.since, formatDateTime(person.created_at, language)],
            [people.facts.id, <code key="id">{person.id}</code>],
            [
              people.facts.activity,
              <a key="activity" class="link" href={pathToApp(language, "organization/audit", { actor: person.id })}>
                {people.facts.audit}
              </a>,
            ],
          ]}
        />
      </Section>
      {isOwn || isAbove ? (
        <p class="px-4 pb-6 text-13 text-ink-2 md:px-6">{isOwn ? people.own : people.above}</p>
      ) : (
        <>
          <div class="grid gap-8 px-4 py-5 md:px-6">
            <RoleForm {...props} />
            <ProductsForm {...props} />
          </div>
          <div class="px-4 pt-2 pb-6 md:px-6">
            <Button look="danger" onClick={onRemove}>
              {people.remove.open}
            </Button>
          </div>
        </>
      )}
    </>
  );
}

function RoleForm({ words: { people, roles, language }, person, me, onChange }: PersonDetailProps) {
  const form = useForm<{ role: Role }, Profile>({
    initial: { role: person.role },
    send: (values, key) => callApi<Profile>(`${personPath(person.id)}/role`, command(language, "PUT", values, key)),
    onDone: onChange,
  });
  return (
    <FormBody form={form} submit={people.saveRole}>
      <Select
        id="person-role"
        label={people.columns.role}
        help={people.roleNotes[form.values.role]}
        error={form.wrong.role}
        value={form.values.role}
        options={givenRoles(roles, me)}
        // SAFETY: the options are roles.
        onChange={(event) => form.set("role", event.currentTarget.value as Role)}
      />
    </FormBody>
  );
}

function ProductsForm({ words: { people, language }, person, me, onChange }: PersonDetailProps) {
  const form = useForm<{ modules: string[] }, Profile>({
    initial: { modules: person.modules },
    send: (values, key) => callApi<Profile>(`${personPath(person.id)}/modules`, command(language, "PUT", values, key)),
    onDone: onChange,
  });
  return (
    <FormBody form={form} submit={people.saveProducts}>
      <ProductField
        label={people.mayUse}
        offered={[...new Set([...me.modules, ...person.modules])]}
        value={form.values.modules}
        onChange={(modules) => form.set("modules", modules)}
      />
    </FormBody>
  );
}
