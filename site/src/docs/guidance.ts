import type { Language } from "../api-types.ts";
import { guidanceEn } from "./guidance-en.ts";
import { guidanceRu } from "./guidance-ru.ts";
import { guidanceUz } from "./guidance-uz.ts";
import { limits } from "./limits.ts";

export type Guidance = { meaning: string; remedy: string };

/** What a problem means and what to do about it: by its own code where it needs words of its own, else by its status. */
export type GuidanceTable = { byCode: Record<string, Guidance>; byStatus: Record<number, Guidance> };

const tables: Record<Language, GuidanceTable> = { uz: guidanceUz, ru: guidanceRu, en: guidanceEn };

export function guidanceFor(language: Language, code: string, status: number): Guidance {
  const { byCode, byStatus } = tables[language];
  const found = byCode[code] ?? byStatus[status];
  // A page without advice is of no use, so the build stops instead.
  if (!found)
    throw new Error(`No guidance for ${code} (${status}) in ${language}: add it to a file of site/src/docs/guidance/`);
  return { meaning: withLimits(found.meaning, language), remedy: withLimits(found.remedy, language) };
}

/** Puts the limits that a text names into it; other words in braces are parts of addresses and stay. */
const withLimits = (text: string, language: Language): string =>
  text.replace(/\{(\w+)\}/g, (word, name: string) => limits[name]?.toLocaleString(language) ?? word);

/** Whether a problem has words of its own, beside those of its status. */
export const hasOwnGuidance = (language: Language, code: string): boolean => code in tables[language].byCode;
