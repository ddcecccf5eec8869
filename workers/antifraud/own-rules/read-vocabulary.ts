import type { Platform } from "#platform/platform";
import { listAggregates, MOST_AGGREGATES } from "../aggregates/store.ts";
import { findBook } from "../lists/book-store.ts";
import type { Vocabulary } from "../rule-language/expression.ts";
import { ruleVocabulary } from "./vocabulary.ts";

/** What rules of an organisation may refer to now. */
export async function readVocabulary({ db }: Platform, organizationId: string): Promise<Vocabulary> {
  const [{ lists }, aggregates] = await Promise.all([
    findBook(db, organizationId),
    listAggregates(db, organizationId, { limit: MOST_AGGREGATES }),
  ]);
  return ruleVocabulary({
    lists: new Map(lists.map(({ id, subject }) => [id, subject])),
    aggregates: aggregates.map(({ name }) => name),
  });
}
