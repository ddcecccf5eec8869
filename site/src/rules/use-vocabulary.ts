import { useMemo } from "preact/hooks";
import type { AggregateView, ListView } from "../api-types.ts";
import type { Dictionary } from "../i18n/index.ts";
import { useQuery } from "../use-query.ts";
import type { FieldType } from "./condition-tree.ts";

export type FieldInfo = { name: string; type: FieldType; label: string; unit?: string };
export type FieldGroup = { id: string; title: string; fields: readonly FieldInfo[] };

/** What conditions of the organisation may name. */
export type Vocabulary = {
  groups: readonly FieldGroup[];
  find: (field: string) => FieldInfo | undefined;
  typeOf: (field: string) => FieldType;
  /** The lists that a field may be looked for in. */
  listsOf: (field: string) => readonly Pick<ListView, "list_id" | "name">[];
};

const AGGREGATE = "agg.";

/** The fields that every organisation has, and its own aggregates and lists as soon as they are known. */
export function useVocabulary(
  common: readonly FieldGroup[],
  listFields: Record<string, string>,
  { groups: titles }: Dictionary["ruleEditor"],
): Vocabulary {
  const aggregates = useQuery<{ data: AggregateView[] }>("/api/antifraud/aggregates?limit=100");
  const lists = useQuery<{ data: ListView[] }>("/api/antifraud/lists?limit=100");
  return useMemo(() => {
    const own = (aggregates.data?.data ?? []).map(({ name, description, entity, statistic, of, window }): FieldInfo => {
      const told = [statistic, of, entity, window].filter(Boolean).join(" · ");
      return { name: AGGREGATE + name, type: "number", label: `${name} (${description || told})` };
    });
    const groups = own.length === 0 ? common : [...common, { id: "aggregates", title: titles.aggregates, fields: own }];
    const byName = new Map(groups.flatMap(({ fields }) => fields).map((field) => [field.name, field]));
    return {
      groups,
      find: (field) => byName.get(field),
      typeOf: (field) => byName.get(field)?.type ?? (field.startsWith(AGGREGATE) ? "number" : "text"),
      listsOf: (field) => (lists.data?.data ?? []).filter(({ subject_type }) => listFields[subject_type] === field),
    };
  }, [common, aggregates.data, lists.data]);
}
