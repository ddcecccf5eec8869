import type { Language } from "../api-types.ts";
import { useAddress } from "../app/use-address.ts";
import type { Dictionary } from "../i18n/index.ts";
import type { FilterField } from "../ui/filter-query.ts";
import { UiWordsProvider } from "../ui/words.tsx";
import { OrganizationBoard } from "./OrganizationBoard.tsx";
import { optionsOf } from "./options-of.ts";

export type OrganizationsWords = {
  language: Language;
  products: string;
  factors: Dictionary["security"]["policy"]["choices"];
} & Pick<Dictionary, "ui" | "shell" | "admin" | "forms">;

const organizationFields = ({ admin }: OrganizationsWords): FilterField[] => [
  { name: "type", title: admin.organizations.columns.type, options: optionsOf(admin.types) },
  { name: "plan", title: admin.organizations.columns.plan, options: optionsOf(admin.plans) },
];

/** Every organisation of the platform. Drawn at build time as it looks while loading. */
export function OrganizationsPage(words: OrganizationsWords) {
  const fields = organizationFields(words);
  const address = useAddress(fields, "organization");
  return (
    <UiWordsProvider language={words.language} ui={words.ui}>
      <OrganizationBoard words={words} address={address} fields={fields} />
    </UiWordsProvider>
  );
}
