import type { Language } from "../api-types.ts";
import { useAddress } from "../app/use-address.ts";
import type { Dictionary } from "../i18n/index.ts";
import { UiWordsProvider } from "../ui/words.tsx";
import { RequestBoard } from "./RequestBoard.tsx";
import { requestFields } from "./request-filter.ts";

export type RequestsWords = { language: Language } & Pick<Dictionary, "ui" | "shell" | "requests">;

/** What the organisation's machines asked last. Drawn at build time as it looks while loading. */
export function RequestsPage(words: RequestsWords) {
  const fields = requestFields(words);
  const address = useAddress(fields, "request");
  return (
    <UiWordsProvider language={words.language} ui={words.ui}>
      <RequestBoard words={words} address={address} fields={fields} />
    </UiWordsProvider>
  );
}
