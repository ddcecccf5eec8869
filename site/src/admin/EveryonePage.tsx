import type { Language } from "../api-types.ts";
import { useAddress } from "../app/use-address.ts";
import type { Dictionary } from "../i18n/index.ts";
import type { FilterField } from "../ui/filter-query.ts";
import { UiWordsProvider } from "../ui/words.tsx";
import { EveryoneBoard } from "./EveryoneBoard.tsx";
import { optionsOf } from "./options-of.ts";

export type EveryoneWords = { language: Language; roles: Dictionary["account"]["invitation"]["roles"] } & Pick<
  Dictionary,
  "ui" | "shell" | "admin" | "people"
>;

const everyoneFields = ({ admin: { everyone }, roles }: EveryoneWords): FilterField[] => [
  { name: "role", title: everyone.columns.role, options: optionsOf(roles) },
  {
    name: "status",
    title: everyone.status.title,
    options: optionsOf({ active: everyone.status.active, suspended: everyone.status.suspended }),
  },
  { name: "organization", title: everyone.columns.organization, example: "org_…" },
];

/** The people of every organisation. Drawn at build time as it looks while loading. */
export function EveryonePage(words: EveryoneWords) {
  const fields = everyoneFields(words);
  const address = useAddress(fields, "person");
  return (
    <UiWordsProvider language={words.language} ui={words.ui}>
      <EveryoneBoard words={words} address={address} fields={fields} />
    </UiWordsProvider>
  );
}
