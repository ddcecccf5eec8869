import type { Language } from "../api-types.ts";

/** The forms of a phrase that a language counts with; Russian needs four, the others two. */
export type Plural = { one: string; few?: string; many?: string; other: string };

/** Puts values into `{name}` places. */
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}

/** The phrase for a count, with the count put in. */
export function fillCount(forms: Plural, count: number, language: Language): string {
  const form = new Intl.PluralRules(language).select(count);
  return fill((form in forms && forms[form as keyof Plural]) || forms.other, { count });
}
