import type { Language } from "../api-types.ts";
import { docsWordsEn } from "./words-en.ts";
import { docsWordsRu } from "./words-ru.ts";
import { docsWordsUz } from "./words-uz.ts";

/** What the frame of the documentation says, and the heads of its generated tables; Uzbek is written first. */
export type DocsWords = typeof docsWordsUz;

export const docsWords: Record<Language, DocsWords> = { uz: docsWordsUz, ru: docsWordsRu, en: docsWordsEn };

/** The words of a page by its `lang`, which Starlight keeps as any text. */
export function wordsFor(lang: string): DocsWords {
  return lang === "ru" || lang === "en" ? docsWords[lang] : docsWords.uz;
}
