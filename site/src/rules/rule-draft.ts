import type { RuleView } from "../api-types.ts";
import type { Dictionary } from "../i18n/index.ts";
import { type ConditionDraft, draftOf, readDraft } from "./condition-draft.ts";
import { type FieldType, readFigure } from "./condition-tree.ts";

/** A rule while somebody writes it: figures and addresses as they were typed. */
export type RuleDraft = Pick<RuleView, "name" | "description" | "enabled" | "action" | "state"> & {
  priority: string;
  percent: string;
  notify: string;
  comment: string;
  condition: ConditionDraft;
};

/** Where rules begin: below the built-in ones, and seen before they decide. */
export const blankDraft = (): RuleDraft => ({
  name: "",
  description: "",
  enabled: true,
  action: "REVIEW",
  state: "draft",
  priority: "100",
  percent: "10",
  notify: "",
  comment: "",
  condition: draftOf({ conditions: null, expression: null }),
});

export const toDraft = (rule: RuleView): RuleDraft => ({
  name: rule.name,
  description: rule.description,
  enabled: rule.enabled,
  action: rule.action,
  state: rule.state,
  priority: String(rule.priority),
  percent: String(rule.canary_percent ?? 10),
  notify: rule.notify.join("\n"),
  comment: "",
  condition: draftOf(rule),
});

/** What two drafts have in common is everything that would be sent. */
export const isSameDraft = (a: RuleDraft, b: RuleDraft, typeOf: (field: string) => FieldType): boolean => {
  const sent = ({ condition, ...rest }: RuleDraft) =>
    JSON.stringify([rest, readDraft(condition, typeOf)], withoutPlaces);
  return sent(a) === sent(b);
};
const withoutPlaces = (key: string, value: unknown) => (key === "places" ? undefined : value);

export type Complaints = Partial<
  Record<"name" | "description" | "priority" | "percent" | "notify" | "comment", string>
>;

const isWhole = (text: string, min: number, max: number) => {
  const figure = readFigure(text);
  return figure !== undefined && Number.isInteger(figure) && figure >= min && figure <= max;
};

/** What is wrong with the fields beside the condition, as far as can be seen without asking. */
export function checkDraft(draft: RuleDraft, words: Dictionary["ruleEditor"]): Complaints {
  return {
    ...(draft.name.trim() === "" && { name: words.nameMissing }),
    ...(!isWhole(draft.priority, 0, 1_000_000) && { priority: words.priorityWrong }),
    ...(draft.state === "canary" && !isWhole(draft.percent, 1, 99) && { percent: words.percentWrong }),
  };
}

/** The body of the rule, once nothing is wrong with its draft. */
export function toBody(draft: RuleDraft, asked: object) {
  const { name, description, enabled, action, state, comment } = draft;
  return {
    ...{ name: name.trim(), description: description.trim(), enabled, action, state },
    ...asked,
    priority: readFigure(draft.priority),
    notify: draft.notify.split(/[\s,;]+/).filter(Boolean),
    ...(state === "canary" && { canary_percent: readFigure(draft.percent) }),
    ...(comment.trim() !== "" && { comment: comment.trim() }),
  };
}

const fieldOfPath: Record<string, keyof Complaints> = {
  name: "name",
  description: "description",
  priority: "priority",
  canary_percent: "percent",
  notify: "notify",
  comment: "comment",
};

/** What the API says of the fields beside the condition. */
export function complaintsOf(errors: readonly { path: string; message: string }[]): Complaints {
  return Object.fromEntries(
    errors.flatMap(({ path, message }) => {
      const field = fieldOfPath[path.split(".")[0] ?? ""];
      return field ? [[field, message]] : [];
    }),
  );
}
