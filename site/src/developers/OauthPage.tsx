import type { Language } from "../api-types.ts";
import { useAddress } from "../app/use-address.ts";
import type { Dictionary } from "../i18n/index.ts";
import type { FilterField } from "../ui/filter-query.ts";
import { UiWordsProvider } from "../ui/words.tsx";
import { ClientBoard } from "./ClientBoard.tsx";

export type OauthWords = { language: Language } & Pick<Dictionary, "ui" | "shell" | "oauth" | "keys" | "scopes">;

const clientFields = ({ oauth }: OauthWords): FilterField[] => [
  {
    name: "state",
    title: oauth.columns.state,
    options: Object.entries(oauth.states).map(([value, label]) => ({ value, label })),
  },
];

/** The machines that get tokens by OAuth. Drawn at build time as it looks while loading. */
export function OauthPage(words: OauthWords) {
  const fields = clientFields(words);
  const address = useAddress(fields, "client");
  return (
    <UiWordsProvider language={words.language} ui={words.ui}>
      <ClientBoard words={words} address={address} fields={fields} />
    </UiWordsProvider>
  );
}
