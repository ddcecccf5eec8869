import { useEffect, useState } from "preact/hooks";
import type { Language } from "../api-types.ts";
import type { Dictionary } from "../i18n/index.ts";
import { Toasts } from "../ui/Toasts.tsx";
import { UiWordsProvider } from "../ui/words.tsx";
import { Controls } from "./Controls.tsx";
import { Facts } from "./Facts.tsx";
import { Lists } from "./Lists.tsx";
import { States } from "./States.tsx";

export type PiecesWords = Pick<
  Dictionary,
  "ui" | "forms" | "signIn" | "decisions" | "features" | "shell" | "transaction"
> & {
  language: Language;
  evidence: Dictionary["decisions"]["evidence"]["groups"];
};

/** Every piece of the site in every state, for those who build pages of them. */
export function PiecesPage(words: PiecesWords) {
  const [isAlive, setAlive] = useState(false);
  useEffect(() => setAlive(true), []);
  return (
    <UiWordsProvider language={words.language} ui={words.ui}>
      {isAlive && (
        <div class="grid gap-x-10 md:grid-cols-2">
          <Controls {...words} />
          <Facts {...words} />
          <States {...words} />
          <Lists {...words} />
        </div>
      )}
      <Toasts />
    </UiWordsProvider>
  );
}
