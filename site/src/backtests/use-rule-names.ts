import { useEffect, useState } from "preact/hooks";
import type { Language } from "../api-types.ts";
import { readRules } from "../rules/rule-api.ts";

export type NameRule = (id: string) => string;

/** What rules are called now, for those who may read them; a rule that is gone, or may not be read, is told by its id. */
export function useRuleNames(language: Language, mayRead: boolean): NameRule {
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map());
  useEffect(() => {
    if (!mayRead) return;
    const abort = new AbortController();
    void readRules(language, abort.signal).then((outcome) => {
      if (outcome.ok && !abort.signal.aborted) setNames(new Map(outcome.data.map((rule) => [rule.rule_id, rule.name])));
    });
    return () => abort.abort();
  }, [language, mayRead]);
  return (id) => names.get(id) ?? id;
}
