import type { Language } from "../api-types.ts";
import { useAddress } from "../app/use-address.ts";
import type { Dictionary } from "../i18n/index.ts";
import type { FilterField } from "../ui/filter-query.ts";
import { UiWordsProvider } from "../ui/words.tsx";
import { KeyBoard } from "./KeyBoard.tsx";

export type KeysWords = { language: Language } & Pick<Dictionary, "ui" | "shell" | "keys" | "scopes">;

const keyFields = ({ keys }: KeysWords): FilterField[] => [
  {
    name: "state",
    title: keys.columns.state,
    options: Object.entries(keys.states).map(([value, label]) => ({ value, label })),
  },
  {
    name: "mode",
    title: keys.columns.mode,
    options: Object.entries(keys.modes).map(([value, label]) => ({ value, label })),
  },
];

/** The organisation's API keys. Drawn at build time as it looks while loading. */
export function KeysPage(words: KeysWords) {
  const fields = keyFields(words);
  const address = useAddress(fields, "key");
  return (
    <UiWordsProvider language={words.language} ui={words.ui}>
      <KeyBoard words={words} address={address} fields={fields} />
    </UiWordsProvider>
  );
}
