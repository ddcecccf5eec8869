import type { Language } from "../api-types.ts";
import { useAddress } from "../app/use-address.ts";
import type { Dictionary } from "../i18n/index.ts";
import { UiWordsProvider } from "../ui/words.tsx";
import { AuditBoard } from "./AuditBoard.tsx";
import { auditFields } from "./audit-filter.ts";

export type AuditWords = { language: Language } & Pick<Dictionary, "ui" | "shell" | "audit">;

/** Who did what in the organisation. Drawn at build time as it looks while loading. */
export function AuditPage(words: AuditWords) {
  const fields = auditFields(words);
  const address = useAddress(fields, "event");
  return (
    <UiWordsProvider language={words.language} ui={words.ui}>
      <AuditBoard words={words} address={address} fields={fields} />
    </UiWordsProvider>
  );
}
