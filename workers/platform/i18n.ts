/** The languages of people-facing text; the first is the default. */
export const languages = ["uz", "ru", "en"] as const;
export type Language = (typeof languages)[number];

/** One text in every language, so that none can be forgotten. */
export type Localized<T = string> = Record<Language, T>;

/** Picks the best language of an `Accept-Language` header (RFC 9110 §12.5.4); Uzbek where nothing fits. */
export function preferredLanguage(header: string | null | undefined): Language {
  if (!header) return "uz";
  let best: Language = "uz";
  let bestQuality = 0;
  for (const part of header.split(",")) {
    const [tag = "", ...parameters] = part.trim().split(";");
    const language = languages.find((candidate) => candidate === tag.slice(0, 2).toLowerCase());
    const q = parameters
      .map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1])
      .find((value) => value !== undefined);
    const quality = q === undefined ? 1 : Number(q);
    if (language && quality > bestQuality) [best, bestQuality] = [language, quality];
  }
  return best;
}
