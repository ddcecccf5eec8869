import type { Failure } from "../api.ts";
import type { BacktestDetail, ListedRule } from "../api-types.ts";
import type { Complaints } from "../ui/use-form.ts";
import { countDays, type Days, isDay, lastDays, toDays, toSpan } from "./span.ts";
import type { BacktestFormWords } from "./words.ts";

/** A rule as it is tried: as if it had been live all the time. One without an id gets one. */
export type DraftInput = {
  rule_id?: string;
  name: string;
  description?: string;
  priority?: number;
  action: string;
  conditions?: unknown;
  expression?: unknown;
};

/** A backtest while somebody writes it. */
export type BacktestValues = Days & {
  name: string;
  comment: string;
  drafts: readonly DraftInput[];
  remove: readonly string[];
  review_from: string;
  block_above: string;
  allow_first: "keep" | "yes" | "no";
};

export const MOST_DAYS = 90;

export const blankValues = (changes: Partial<BacktestValues> = {}): BacktestValues => ({
  name: "",
  comment: "",
  ...lastDays(30),
  drafts: [],
  remove: [],
  review_from: "",
  block_above: "",
  allow_first: "keep",
  ...changes,
});

type Described = Pick<
  ListedRule,
  "rule_id" | "name" | "description" | "priority" | "action" | "conditions" | "expression"
>;

/** What is sent of a rule to try it, from how the API describes it. */
export const draftOf = (rule: Described): DraftInput => {
  const { rule_id, name, description, priority, action, conditions, expression } = rule;
  return { rule_id, name, description, priority, action, ...(conditions ? { conditions } : { expression }) };
};

/** The same backtest anew, over the same days. */
export function valuesOf({ name, comment, from, to, changes }: BacktestDetail): BacktestValues {
  const days = toDays({ from, to });
  return {
    name,
    comment,
    from: days.from,
    to: days.to,
    drafts: changes.rules.map(draftOf),
    remove: changes.remove,
    review_from: String(changes.thresholds?.review_from ?? ""),
    block_above: String(changes.thresholds?.block_above ?? ""),
    allow_first: changes.allow_first === null ? "keep" : changes.allow_first ? "yes" : "no",
  };
}

const readThreshold = (text: string): number | undefined => {
  const value = Number(text.trim());
  return Number.isInteger(value) && value >= 1 && value <= 1000 ? value : undefined;
};

type Words = BacktestFormWords["form"]["wrong"];

/** What is wrong as far as can be seen without asking. */
export function checkValues(values: BacktestValues, wrong: Words): Complaints<BacktestValues> {
  const { from, to, drafts, remove, review_from, block_above, allow_first } = values;
  const found: Complaints<BacktestValues> = {};
  if (!isDay(from)) found.from = wrong.day;
  if (!isDay(to)) found.to = wrong.day;
  else if (isDay(from) && to < from) found.to = wrong.order;
  else if (isDay(from) && countDays(values) > MOST_DAYS) found.to = wrong.long;
  const [review, block] = [readThreshold(review_from), readThreshold(block_above)];
  const isThreshold = review_from.trim() !== "" || block_above.trim() !== "";
  if (isThreshold && review === undefined) found.review_from = wrong.threshold;
  if (isThreshold && block === undefined) found.block_above = wrong.threshold;
  if (review !== undefined && block !== undefined && block < review) found.block_above = wrong.thresholds;
  if (drafts.length === 0 && remove.length === 0 && !isThreshold && allow_first === "keep")
    found.drafts = wrong.unchanged;
  return found;
}

/** The body, once nothing is wrong with what was written. */
export function toBody(values: BacktestValues) {
  const { name, comment, drafts, remove, review_from, block_above, allow_first } = values;
  return {
    ...(name.trim() && { name: name.trim() }),
    ...(comment.trim() && { comment: comment.trim() }),
    ...toSpan(values),
    changes: {
      rules: drafts,
      remove,
      ...(review_from.trim() && {
        thresholds: { review_from: readThreshold(review_from), block_above: readThreshold(block_above) },
      }),
      ...(allow_first !== "keep" && { allow_first: allow_first === "yes" }),
    },
  };
}

/** What the API says of which field; a draft is named by its name, and what is wrong with it by its place. */
export function explainProblem(
  { problem }: Failure,
  { drafts }: BacktestValues,
  words: BacktestFormWords["form"],
): Complaints<BacktestValues> {
  const found: Complaints<BacktestValues> = {};
  for (const { path, message } of problem?.errors ?? []) {
    const [first = "", part = "", index = "", ...rest] = path.split(".");
    if (first === "from") found.from = words.wrong.nothing;
    else if (first === "to") found.to ??= message;
    else if (first === "name" || first === "comment") found[first] ??= message;
    else if (part === "thresholds") found[index === "block_above" ? "block_above" : "review_from"] ??= message;
    else if (part === "allow_first") found.allow_first ??= message;
    else if (part === "remove") found.drafts ??= words.noRule;
    else if (part === "rules")
      found.drafts ??= [index && drafts[Number(index)]?.name, [rest.join("."), message].filter(Boolean).join(": ")]
        .filter(Boolean)
        .join(" – ");
  }
  return found;
}
