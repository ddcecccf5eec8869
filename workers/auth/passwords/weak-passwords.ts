/** Why a password is easy to guess; null where nothing speaks against it. */
export type Weakness = "common" | "personal" | "repeated" | null;

/** What is about the product itself, and so is tried first. */
const OWN_WORDS = ["aifoundry", "foundry", "bankcall", "antifraud", "biznesyordam"];
const SHORTEST_WORD = 4;
/** Beside a word that others can guess, so many further characters are a password of their own. */
const ENOUGH_BESIDE = 6;

let common: Promise<ReadonlySet<string>> | undefined;

/** The passwords that people use most; read when the first is asked for, since few requests need them. */
function commonPasswords(): Promise<ReadonlySet<string>> {
  common ??= import("@zxcvbn-ts/language-common").then(({ dictionary }) => new Set(dictionary.passwords));
  return common;
}

/**
 * Whether a password is one of those that are tried first (ASVS 5, 6.2.4 and 6.2.11): a common one, with or without something
 * around its letters; a word that belongs to the person, with little beside it; a short piece repeated. There is no rule on
 * kinds of characters. `about` are texts that belong to the person, such as their name.
 */
export async function weaknessOf(password: string, about: readonly string[]): Promise<Weakness> {
  const lower = password.normalize("NFKC").toLowerCase();
  if (/^(.{1,4})\1+$/su.test(lower)) return "repeated";
  const known = await commonPasswords();
  const letters = lower.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, "");
  const beside = lower.length - letters.length;
  if (known.has(lower) || (letters.length >= SHORTEST_WORD && beside < ENOUGH_BESIDE && known.has(letters)))
    return "common";
  const words = wordsOf(about).filter((word) => lower.includes(word));
  const rest = words.reduce((left, word) => left.replaceAll(word, ""), lower);
  return words.length > 0 && rest.length < ENOUGH_BESIDE ? "personal" : null;
}

/** The words of texts that are long enough to be guessed by, and each text as one word; the longest first. */
function wordsOf(about: readonly string[]): string[] {
  const texts = [...OWN_WORDS, ...about].map((text) => text.normalize("NFKC").toLowerCase());
  const words = texts.flatMap((text) => [text.replace(/[^\p{L}\p{N}]/gu, ""), ...text.split(/[^\p{L}\p{N}]+/u)]);
  return words.filter((word) => word.length >= SHORTEST_WORD).sort((a, b) => b.length - a.length);
}
