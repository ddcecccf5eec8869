import { type ComponentChildren, createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Language } from "../api-types.ts";
import type { Dictionary } from "../i18n/index.ts";

type UiWords = { language: Language; ui: Dictionary["ui"] };

const Words = createContext<UiWords | undefined>(undefined);

/** Gives every piece below the words of the page's language, so that no page carries another one. */
export function UiWordsProvider({ language, ui, children }: UiWords & { children: ComponentChildren }) {
  return <Words.Provider value={{ language, ui }}>{children}</Words.Provider>;
}

/** The page's language and the words of the pieces. */
export function useUi(): UiWords {
  const words = useContext(Words);
  if (!words) throw new Error("A page wraps its pieces into UiWordsProvider");
  return words;
}
