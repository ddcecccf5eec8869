import type { Language } from "../api-types.ts";
import { useAddress } from "../app/use-address.ts";
import type { Dictionary } from "../i18n/index.ts";
import type { FilterField } from "../ui/filter-query.ts";
import { UiWordsProvider } from "../ui/words.tsx";
import { PeopleBoard } from "./PeopleBoard.tsx";

export type PeopleWords = { language: Language; roles: Dictionary["account"]["invitation"]["roles"] } & Pick<
  Dictionary,
  "ui" | "shell" | "people" | "forms"
>;

const peopleFields = ({ people, roles }: PeopleWords): FilterField[] => [
  {
    name: "role",
    title: people.columns.role,
    options: Object.entries(roles).map(([value, label]) => ({ value, label })),
  },
];

/** Who works in the organisation, and as what. Drawn at build time as it looks while loading. */
export function PeoplePage(words: PeopleWords) {
  const fields = peopleFields(words);
  const address = useAddress(fields, "person");
  return (
    <UiWordsProvider language={words.language} ui={words.ui}>
      <PeopleBoard words={words} address={address} fields={fields} />
    </UiWordsProvider>
  );
}
