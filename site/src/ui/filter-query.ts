/** How a value of a field reads, and what the field is called in the address and in what is typed. */
export type FilterField = {
  /** As it is typed before the colon, and the parameter of the address. */
  name: string;
  /** As people call it. */
  title: string;
  /** The values there are, where they are few; the first match of what is typed is taken. */
  options?: readonly { value: string; label: string }[];
  /** Shown after the colon in the menu, such as `>5m`. */
  example?: string;
};

export type Filter = { fields: Readonly<Record<string, string>>; words: string };

export const noFilter: Filter = { fields: {}, words: "" };

/** Splits `decision:blocked amount:>5m merchant:"Korzinka Chilonzor" words` into fields that there are and free words. */
export function parseQuery(text: string, fields: readonly FilterField[]): Filter {
  const found: Record<string, string> = {};
  const words: string[] = [];
  for (const [whole, name, quoted, plain] of text.matchAll(/(?:([a-z_]+):)?(?:"([^"]*)"?|(\S+))/gi)) {
    const field = fields.find((one) => one.name === name?.toLowerCase());
    const value = (quoted ?? plain ?? "").trim();
    if (field && value) found[field.name] = optionOf(field, value);
    else if (!field && value) words.push(whole);
    // A field without a value yet is being typed, and narrows nothing.
  }
  return { fields: found, words: words.filter((word) => !isUnfinished(word, fields)).join(" ") };
}

const isUnfinished = (word: string, fields: readonly FilterField[]) => fields.some(({ name }) => word === `${name}:`);

/** The value that is meant, of a field with few; else what was typed. */
function optionOf({ options }: FilterField, typed: string): string {
  const sought = fold(typed);
  const option = options?.find(({ value, label }) => fold(value) === sought || fold(label) === sought);
  const begun = options?.find(({ value, label }) => fold(value).startsWith(sought) || fold(label).startsWith(sought));
  return (option ?? begun)?.value ?? typed;
}

/** What the address says. Values of a field with few that are none of them are left out. */
export function readFilter(query: URLSearchParams, fields: readonly FilterField[]): Filter {
  const found = fields.flatMap(({ name, options }) => {
    const value = query.get(name);
    if (!value || options?.every((option) => option.value !== value)) return [];
    return [[name, value] as const];
  });
  return { fields: Object.fromEntries(found), words: query.get("q") ?? "" };
}

/** Both filters at once; where both name a field the second is meant. */
export const mergeFilters = (first: Filter, second: Filter): Filter => ({
  fields: { ...first.fields, ...second.fields },
  words: second.words,
});

export const isEmptyFilter = ({ fields, words }: Filter): boolean => Object.keys(fields).length === 0 && words === "";

export const isSameFilter = (a: Filter, b: Filter): boolean =>
  a.words === b.words &&
  JSON.stringify(Object.entries(a.fields).sort()) === JSON.stringify(Object.entries(b.fields).sort());

/** Case aside, and every way to type the Uzbek apostrophe is the same. */
export const fold = (text: string): string => text.toLowerCase().replace(/['’‘`ʼ]/g, "ʻ");

const powers = { k: 1e3, m: 1e6, b: 1e9 } as const;

export type Range = { min?: number; max?: number };

/** What `>5m`, `<=200k`, `1m..5m` or `184000` admits; both ends included, undefined for what is none of these. */
export function readRange(text: string): Range | undefined {
  const figure = (part: string): number | undefined => {
    const [, digits, power] = /^(\d+(?:[.,]\d+)?)([kmb])?$/i.exec(part.replace(/[\s_]/g, "")) ?? [];
    if (!digits) return undefined;
    return Number(digits.replace(",", ".")) * (power ? powers[power.toLowerCase() as keyof typeof powers] : 1);
  };
  const [, sign, rest = ""] = /^([<>]=?)?(.*)$/s.exec(text.trim()) ?? [];
  const [low = "", high] = rest.split("..");
  const [min, max] = [figure(low), high === undefined ? undefined : figure(high)];
  if (high !== undefined) return min === undefined && max === undefined ? undefined : { min, max };
  if (min === undefined) return undefined;
  if (sign === undefined) return { min, max: min };
  const step = Number.isInteger(min) ? 1 : 0.01;
  return sign[0] === ">" ? { min: sign === ">" ? min + step : min } : { max: sign === "<" ? min - step : min };
}
