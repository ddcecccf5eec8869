import type { Language } from "../api-types.ts";
import { guidanceEn } from "./guidance-en.ts";
import { guidanceRu } from "./guidance-ru.ts";
import { guidanceUz } from "./guidance-uz.ts";

export type Guidance = { meaning: string; remedy: string };

/** What a problem means and what to do about it: by its own code where it needs words of its own, else by its status. */
export type GuidanceTable = { byCode: Record<string, Guidance>; byStatus: Record<number, Guidance> };

const tables: Record<Language, GuidanceTable> = { uz: guidanceUz, ru: guidanceRu, en: guidanceEn };

export function guidanceFor(language: Language, code: string, status: number): Guidance {
  const { byCode, byStatus } = tables[language];
  const found = byCode[code] ?? byStatus[status];
  // A page without advice is of no use, so the build stops instead.
  if (!found)
    throw new Error(
      `No guidance for ${code} (${status}) in ${language}: add it to site/src/docs/guidance-${language}.ts`,
    );
  return found;
}
