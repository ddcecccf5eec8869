import { useState } from "preact/hooks";
import type { ListedRule } from "../api-types.ts";
import { fill } from "../i18n/fill.ts";
import { showToast } from "../ui/toast.ts";
import { reprioritize } from "./reprioritize.ts";
import { etagOf, isProposal, replaceRule, toInput } from "./rule-api.ts";
import { tellRefusal } from "./tell-refusal.ts";
import type { RulesWords } from "./words.ts";

export type Plan = { rule: ListedRule; priorities: ReadonlyMap<string, number> };

type Order = {
  words: RulesWords;
  rules: readonly ListedRule[] | undefined;
  change: (changes: ReadonlyMap<string, Partial<ListedRule>>) => void;
  again: () => void;
};

/** Changes the order: shown at once, sent rule by rule, taken back where the server refuses, and for a while by undo. */
export function useRuleOrder({ words, rules = [], change, again }: Order) {
  const { rules: text, language } = words;
  /** A change that moves others too, which is told before it is done. */
  const [plan, setPlan] = useState<Plan>();

  const place = (ruleId: string, to: number) => {
    const rule = rules.find(({ rule_id }) => rule_id === ruleId);
    const priorities = reprioritize(rules, ruleId, to);
    if (!rule || rule.built_in) return;
    if (!priorities) return void showToast(text.noRoom);
    if (priorities.size === 1) void apply({ rule, priorities });
    else if (priorities.size > 1) setPlan({ rule, priorities });
  };

  /** Sends one after the other: each change is a version of its own, and what fails leaves the rest as it was. */
  const send = async (moved: readonly ListedRule[], priorities: ReadonlyMap<string, number>) => {
    const done = new Map<string, ListedRule>();
    change(new Map([...priorities].map(([id, priority]) => [id, { priority }])));
    for (const rule of moved) {
      const priority = priorities.get(rule.rule_id) ?? rule.priority;
      const outcome = await replaceRule(language, rule.rule_id, { ...toInput(rule), priority }, etagOf(rule));
      if (!outcome.ok) {
        showToast(tellRefusal(outcome.failure, words), { tone: "bad" });
        break;
      }
      if (isProposal(outcome.data)) showToast(fill(text.waits, { name: rule.name }));
      else done.set(rule.rule_id, { ...rule, ...outcome.data });
    }
    // What waits or failed goes back to where it stood.
    change(new Map(moved.map((rule) => [rule.rule_id, done.get(rule.rule_id) ?? rule])));
    if (done.size < moved.length) again();
    return done;
  };

  const apply = async ({ rule, priorities }: Plan) => {
    setPlan(undefined);
    const moved = rules.filter(({ rule_id }) => priorities.has(rule_id));
    const done = await send(moved, priorities);
    if (done.size < moved.length) {
      if (done.size > 0) showToast(fill(text.partly, { done: done.size, total: moved.length }));
      return;
    }
    const undo = async () => {
      const back = new Map(moved.map(({ rule_id, priority }) => [rule_id, priority]));
      const undone = await send([...done.values()], back);
      if (undone.size === done.size) showToast(text.movedBack);
    };
    showToast(fill(text.moved, { name: rule.name }), { undo: () => void undo() });
  };

  return { place, plan, apply, cancel: () => setPlan(undefined) };
}
