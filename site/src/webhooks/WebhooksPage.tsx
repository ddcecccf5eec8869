import type { Language } from "../api-types.ts";
import { useAddress } from "../app/use-address.ts";
import type { Dictionary } from "../i18n/index.ts";
import type { FilterField } from "../ui/filter-query.ts";
import { UiWordsProvider } from "../ui/words.tsx";
import { EndpointBoard } from "./EndpointBoard.tsx";

export type WebhookWords = { language: Language } & Pick<Dictionary, "ui" | "shell" | "webhooks">;

const endpointFields = ({ webhooks }: WebhookWords): FilterField[] => [
  {
    name: "state",
    title: webhooks.columns.state,
    options: Object.entries(webhooks.states).map(([value, label]) => ({ value, label })),
  },
  {
    name: "mode",
    title: webhooks.mode,
    options: Object.entries(webhooks.modes).map(([value, label]) => ({ value, label })),
  },
];

/** Where the organisation is told what happens. Drawn at build time as it looks while loading. */
export function WebhooksPage(words: WebhookWords) {
  const fields = endpointFields(words);
  const address = useAddress(fields, "endpoint");
  return (
    <UiWordsProvider language={words.language} ui={words.ui}>
      <EndpointBoard words={words} address={address} fields={fields} />
    </UiWordsProvider>
  );
}
