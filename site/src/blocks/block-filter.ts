import type { EntityBlock } from "../api-types.ts";
import { queryOf } from "../paths.ts";
import { type Filter, type FilterField, fold } from "../ui/filter-query.ts";
import { optionsOf } from "../ui/options.ts";
import type { BlockWords } from "./words.ts";

export const BLOCKS = "/api/antifraud/blocks";

/** What blocks can be narrowed by. */
export const blockFields = ({ blocks }: Pick<BlockWords, "blocks">): FilterField[] => [
  { name: "state", title: blocks.columns.state, options: optionsOf(blocks.states) },
  { name: "type", title: blocks.columns.type, options: optionsOf(blocks.types) },
  { name: "id", title: blocks.columns.entity, example: "user_18203" },
];

/** The part of a filter that the API applies: who is looked for by what they are, since ids of kinds may be the same. */
export const blocksPath = ({ fields }: Filter): string =>
  BLOCKS +
  queryOf({
    limit: "100",
    status: fields.state,
    entity_type: fields.type,
    entity_id: fields.type && fields.id?.slice(0, 200),
  });

/** Whether a block is of whom is looked for, and holds every word that was typed. */
export function passesWords({ fields, words }: Filter, { entity_id, reason, reference }: EntityBlock): boolean {
  if (fields.id && entity_id !== fields.id) return false;
  const text = fold(`${entity_id} ${reason} ${reference}`);
  return fold(words)
    .split(/\s+/)
    .every((word) => text.includes(word));
}
