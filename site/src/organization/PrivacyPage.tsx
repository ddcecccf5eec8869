import type { Language } from "../api-types.ts";
import { useAddress } from "../app/use-address.ts";
import type { Dictionary } from "../i18n/index.ts";
import type { FilterField } from "../ui/filter-query.ts";
import { UiWordsProvider } from "../ui/words.tsx";
import { PrivacyBoard } from "./PrivacyBoard.tsx";

export type PrivacyWords = { language: Language } & Pick<Dictionary, "ui" | "shell" | "privacy">;

const requestFields = ({ privacy }: PrivacyWords): FilterField[] => {
  const options = (labels: Record<string, string>) =>
    Object.entries(labels).map(([value, label]) => ({ value, label }));
  return [
    { name: "kind", title: privacy.columns.kind, options: options(privacy.kinds) },
    { name: "state", title: privacy.columns.state, options: options(privacy.states) },
  ];
};

/** Requests about personal data, and how long it is kept. Drawn at build time as it looks while loading. */
export function PrivacyPage(words: PrivacyWords) {
  const fields = requestFields(words);
  const address = useAddress(fields, "request");
  return (
    <UiWordsProvider language={words.language} ui={words.ui}>
      <PrivacyBoard words={words} address={address} fields={fields} />
    </UiWordsProvider>
  );
}
