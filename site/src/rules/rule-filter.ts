import type { ListedRule, RuleReport } from "../api-types.ts";
import { type Filter, type FilterField, fold } from "../ui/filter-query.ts";
import type { RulesWords } from "./words.ts";

/** What the list of rules can be narrowed and ordered by. */
export function ruleFilterFields({ rules }: Pick<RulesWords, "rules">): FilterField[] {
  const options = (labels: Record<string, string>) =>
    Object.entries(labels).map(([value, label]) => ({ value, label }));
  return [
    { name: "state", title: rules.filters.state, options: options(rules.states) },
    { name: "action", title: rules.filters.action, options: options(rules.actions) },
    { name: "on", title: rules.filters.enabled, options: options(rules.enabledWords) },
    { name: "by", title: rules.filters.origin, options: options(rules.origins) },
    { name: "sort", title: rules.filters.sort, options: options(rules.sorts) },
  ];
}

/** Whether a rule is among what was asked for. */
export function passesFilter({ fields, words }: Filter, rule: ListedRule): boolean {
  if (fields.state && rule.state !== fields.state) return false;
  if (fields.action && rule.action !== fields.action) return false;
  if (fields.on && rule.enabled !== (fields.on === "on")) return false;
  if (fields.by && rule.built_in !== (fields.by === "builtIn")) return false;
  const text = fold(`${rule.rule_id} ${rule.name} ${rule.description}`);
  return fold(words)
    .split(/\s+/)
    .every((word) => text.includes(word));
}

export type RuleFigures = RuleReport["data"][number];

/** The rules that are shown, in the order that was asked for. */
export function shownRules(rules: readonly ListedRule[], filter: Filter, figures: ReadonlyMap<string, RuleFigures>) {
  const passing = rules.filter((rule) => passesFilter(filter, rule));
  if (filter.fields.sort !== "hits") return passing;
  const hitsOf = ({ rule_id }: ListedRule) => figures.get(rule_id)?.hits ?? 0;
  return passing.sort((a, b) => hitsOf(b) - hitsOf(a));
}
