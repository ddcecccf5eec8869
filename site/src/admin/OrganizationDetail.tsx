import type { ListedOrganization, OrganizationView } from "../api-types.ts";
import { formatDateTime, formatNumber } from "../format.ts";
import { fill } from "../i18n/fill.ts";
import { pathToApp } from "../paths.ts";
import { FactList, Section } from "../ui/Section.tsx";
import { OrganizationForm } from "./OrganizationForm.tsx";
import type { OrganizationsWords } from "./OrganizationsPage.tsx";

type OrganizationDetailProps = {
  words: OrganizationsWords;
  organization: ListedOrganization;
  onChange: (organization: OrganizationView) => void;
};

/** One organisation: what is known of it, and what it pays for. */
export function OrganizationDetail({ words, organization, onChange }: OrganizationDetailProps) {
  const { admin, factors, language } = words;
  const { facts, form, columns } = admin.organizations;
  return (
    <>
      <Section title={facts.title}>
        <FactList
          facts={[
            [
              facts.people,
              <a key="people" class="link" href={pathToApp(language, "admin/users", { organization: organization.id })}>
                {fill(facts.seePeople, { count: formatNumber(organization.people, language) })}
              </a>,
            ],
            [facts.factor, factors[organization.second_factor]],
            [columns.since, formatDateTime(organization.created_at, language)],
            [facts.id, <code key="id">{organization.id}</code>],
          ]}
        />
      </Section>
      <Section title={form.title}>
        <OrganizationForm words={words} organization={organization} onDone={onChange} />
      </Section>
    </>
  );
}
