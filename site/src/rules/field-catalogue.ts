import features from "../../../models/fraud-risk/features.json";
import { fieldOfSubject } from "../../../workers/antifraud/lists/list-subjects.ts";
import { commonFields } from "../../../workers/antifraud/own-rules/vocabulary.ts";
import type { Language } from "../api-types.ts";
import { dictionaries } from "../i18n/index.ts";
import { nameFeature, subjectOf } from "../transaction/name-feature.ts";
import type { FieldGroup, FieldInfo } from "./use-vocabulary.ts";

const units = new Map(features.map(({ name, unit }) => [name, unit]));
const parties = new Set<string>(Object.values(fieldOfSubject));

/** The fields that every organisation's rules may name, in the page's language. Made at build time: the browser gets the outcome. */
export function fieldCatalogue(language: Language): FieldGroup[] {
  const { ruleEditor, features: words, decisions } = dictionaries[language];
  const groups = new Map<string, FieldInfo[]>();
  for (const [name, type] of commonFields) {
    const unit = units.get(name);
    const group =
      unit === undefined ? (parties.has(name) && name !== "merchant" ? "parties" : "payment") : subjectOf(name);
    const info: FieldInfo = {
      name,
      // SAFETY: the vocabulary holds numbers and texts only.
      type: type as FieldInfo["type"],
      label: ruleEditor.fields[name] ?? nameFeature(name, words) ?? name,
      unit: unit && (ruleEditor.units[unit] ?? words.units[unit] ?? unit),
    };
    groups.set(group, [...(groups.get(group) ?? []), info]);
  }
  const titles: Record<string, string> = { ...decisions.evidence.groups, ...ruleEditor.groups };
  return [...groups].map(([id, fields]) => ({ id, title: titles[id] ?? id, fields }));
}

/** The field that lists of a kind may be asked about. */
export const listFields: Record<string, string> = fieldOfSubject;
