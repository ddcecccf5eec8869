import { useMemo } from "preact/hooks";
import type { BacktestDetail } from "../api-types.ts";
import { backtestPath } from "../backtests/backtest-api.ts";
import { useQuery } from "../use-query.ts";
import { draftOf } from "./condition-draft.ts";
import { readKeptDraft } from "./kept-draft.ts";
import type { RuleDraft } from "./rule-draft.ts";

/** What a backtest tried of a rule, as it goes into the form; and how it is called there. */
export type Tried = { ruleId: string; backtest: string; draft: Partial<RuleDraft> };

/** What is to be put into force is exactly what was tried, whatever became of the rule meanwhile. */
export function useTried(backtestId: string | undefined, ruleId: string | undefined) {
  const { data, failure } = useQuery<BacktestDetail>(backtestId && backtestPath(backtestId));
  const tried = useMemo((): Tried | undefined => {
    const rule = data?.changes.rules.find(({ rule_id }) => rule_id === ruleId);
    if (!data || !rule) return undefined;
    const { name, description, action, priority } = rule;
    return {
      ruleId: rule.rule_id,
      backtest: data.name || name,
      draft: {
        ...{ name, description, action },
        priority: String(priority),
        condition: draftOf(rule),
        ...readKeptDraft(data.id),
      },
    };
  }, [data, ruleId]);
  const isAsked = backtestId !== undefined;
  return {
    tried: isAsked ? tried : undefined,
    isLoading: isAsked && !data && !failure,
    isFailed: isAsked && !tried && (failure !== undefined || data !== undefined),
  };
}
