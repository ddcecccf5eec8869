import type { PaymentList } from "../api-types.ts";
import { queryOf } from "../paths.ts";
import { type Filter, type FilterField, fold } from "../ui/filter-query.ts";
import { optionsOf } from "../ui/options.ts";
import { LISTS } from "./list-api.ts";
import type { ListWords } from "./words.ts";

/** What lists can be narrowed by. */
export const listFields = ({ lists }: Pick<ListWords, "lists">): FilterField[] => [
  { name: "kind", title: lists.columns.kind, options: optionsOf(lists.kinds) },
  { name: "subject", title: lists.columns.subject, options: optionsOf(lists.subjects) },
];

/** An organisation has at most a hundred lists: one page holds them all. */
export const listsPath = ({ fields }: Filter): string =>
  LISTS + queryOf({ limit: "100", kind: fields.kind, subject_type: fields.subject });

/** Whether a list holds every word that was typed. */
export function passesWords({ words }: Filter, list: PaymentList, shown: string): boolean {
  const text = fold(`${shown} ${list.description} ${list.list_id}`);
  return fold(words)
    .split(/\s+/)
    .every((word) => text.includes(word));
}
