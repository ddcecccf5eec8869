import {
  type Asked,
  type FieldType,
  type Group,
  needsNoValue,
  readAsked,
  readFigure,
  splitValues,
  type Test,
  testsOf,
} from "./condition-tree.ts";
import { type Written, writeAsked } from "./write-condition.ts";

/** A condition while somebody writes it: as a tree, or as the text of the same thing. */
export type ConditionDraft = {
  view: "builder" | "json";
  tree: Group;
  text: string;
  /** Whether it was sent as an expression: what came so stays so. */
  isExpression: boolean;
};

export const draftOf = (asked: Asked): ConditionDraft => ({
  view: "builder",
  tree: readAsked(asked),
  text: "",
  isExpression: !asked.conditions && asked.expression !== null && asked.expression !== undefined,
});

type Read = Written | { notJson: string };

/** What a draft asks, or why its text says nothing. */
export function readDraft(
  { view, tree, text, isExpression }: ConditionDraft,
  typeOf: (field: string) => FieldType,
): Read {
  if (view === "builder") return writeAsked(tree, typeOf, isExpression);
  try {
    return { asked: toAsked(JSON.parse(text)), places: new Map() };
  } catch (failure) {
    return { notJson: failure instanceof Error ? failure.message : "" };
  }
}

/** Also takes a bare condition, as people copy it from the documentation. */
function toAsked(json: unknown): Asked {
  if (typeof json !== "object" || json === null || Array.isArray(json)) return { conditions: null, expression: json };
  if ("conditions" in json || "expression" in json) return json as Asked;
  const isPublished = Object.values(json).every(
    (test) => typeof test === "object" && test !== null && "operator" in test,
  );
  // SAFETY: the API says what is wrong with what it is sent.
  return isPublished ? { conditions: json as Asked["conditions"] } : { conditions: null, expression: json };
}

/** The same condition in the other view; undefined where the text is no JSON, which has to be mended first. */
export function switchView(draft: ConditionDraft, typeOf: (field: string) => FieldType): ConditionDraft | undefined {
  const read = readDraft(draft, typeOf);
  if ("notJson" in read) return undefined;
  const { conditions, expression } = read.asked;
  if (draft.view === "json") return draftOf(read.asked);
  const isEmpty = draft.tree.parts.length === 0;
  const shown = conditions ? { conditions } : { expression: isEmpty ? {} : expression };
  return { ...draft, view: "json", text: JSON.stringify(shown, null, 2) };
}

export type TestFault = "missing" | "notNumber";

/** What is wrong with a comparison as far as can be seen without asking. */
export function faultOf({ operator, value, high }: Test, type: FieldType): TestFault | undefined {
  if (needsNoValue(operator)) return undefined;
  const several = operator === "in" || operator === "not_in";
  const values = several ? splitValues(value) : operator === "between" ? [value, high] : [value];
  if (values.length === 0 || values.some((text) => text.trim() === "")) return "missing";
  return type === "number" && values.some((text) => readFigure(text) === undefined) ? "notNumber" : undefined;
}

/** Whether a draft says enough to be tried. */
export function isComplete(draft: ConditionDraft, typeOf: (field: string) => FieldType): boolean {
  if (draft.view === "json") return draft.text.trim() !== "" && !("notJson" in readDraft(draft, typeOf));
  return (
    hasNoEmptyGroup(draft.tree) && testsOf(draft.tree).every((test) => faultOf(test, typeOf(test.field)) === undefined)
  );
}

const hasNoEmptyGroup = ({ parts }: Group): boolean =>
  parts.length > 0 && parts.every((part) => part.kind !== "group" || hasNoEmptyGroup(part));

type Told = { path: string; message: string };

/** What the API says of the condition, at the parts that stand in those places; the rest under 0. */
export function faultsByPart(errors: readonly Told[], places: ReadonlyMap<number, string>): Map<number, string[]> {
  const faults = new Map<number, string[]>();
  for (const { path, message } of errors) {
    if (!/^(conditions|expression)(\.|$)/.test(path)) continue;
    const [id = 0] =
      [...places]
        .filter(([, place]) => path === place || path.startsWith(`${place}.`))
        .sort(([, a], [, b]) => b.length - a.length)[0] ?? [];
    faults.set(id, [...(faults.get(id) ?? []), id === 0 ? `${path}: ${message}` : message]);
  }
  return faults;
}
