import type { Language } from "../../api-types.ts";
import { translatePath } from "../../paths.ts";
import { engineeringPages } from "../guides.ts";

const plain = (path: string) => path.replace(/\.html$/, "");

/** Whether a page exists in English alone. */
export const isEnglishOnly = (path: string): boolean => engineeringPages.some((page) => page.path === plain(path));

/** Where the language switch leads from a page: to the same one, or to the beginning where there is none. */
export const switchPath = (path: string, language: Language): string =>
  translatePath(isEnglishOnly(path) && language !== "en" ? "/docs" : path, language);
