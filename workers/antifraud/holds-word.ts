import { type SQL, sql } from "drizzle-orm";

/** Every way to type the apostrophe of Uzbek is the same. */
const APOSTROPHES = ["'", "’", "‘", "`", "ʼ"] as const;
const APOSTROPHE = "ʻ";
const anyApostrophe = new RegExp(`[${APOSTROPHES.join("")}]`, "g");
const evenApostrophes = (text: SQL): SQL =>
  APOSTROPHES.reduce<SQL>((done, one) => sql`replace(${done}, ${one}, ${APOSTROPHE})`, text);

/** Whether a text holds a word, case and the kind of apostrophe aside. SQLite knows the case of Latin letters alone, so others are sought as people write them. */
export function holdsWord(text: SQL, word: string): SQL {
  const even = word.replace(anyApostrophe, APOSTROPHE);
  const within = even.includes(APOSTROPHE) ? evenApostrophes(text) : text;
  const lower = even.toLowerCase();
  const written = [lower, even.toUpperCase(), lower.slice(0, 1).toUpperCase() + lower.slice(1)].map(lowerLatin);
  const found = [...new Set(written)].map((one) => sql`instr(lower(${within}), ${one}) > 0`);
  return sql`(${sql.join(found, sql` OR `)})`;
}

const lowerLatin = (text: string): string => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
