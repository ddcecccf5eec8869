import type { Platform } from "#platform/platform";
import { findBook } from "../lists/book-store.ts";
import type { Vocabulary } from "../rule-language/expression.ts";
import { ruleVocabulary } from "./vocabulary.ts";

/** What rules of an organisation may refer to now. */
export async function readVocabulary({ db }: Platform, organizationId: string): Promise<Vocabulary> {
  const { lists } = await findBook(db, organizationId);
  return ruleVocabulary(new Map(lists.map(({ id, subject }) => [id, subject])));
}
