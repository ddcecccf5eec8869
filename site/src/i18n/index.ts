import type { Language } from "../api-types.ts";
import { en } from "./en.ts";
import { ru } from "./ru.ts";
import { type Dictionary, uz } from "./uz.ts";

export type { Dictionary } from "./uz.ts";

/** In the order of the switch; the first is the default. Kept apart from the Worker's list, which would bring its code along. */
export const languages = ["uz", "ru", "en"] as const satisfies readonly Language[];

export const dictionaries: Record<Language, Dictionary> = { uz, ru, en };

/** What the company says of itself, the same words in every language. */
export const TAGLINE = "One Platform, Infinite AI Possibilities";

/** The routes of one page in every language: `/page`, `/ru/page`, `/en/page`. */
export const languagePaths = () =>
  languages.map((language) => ({ params: { lang: language === "uz" ? undefined : language }, props: { language } }));
