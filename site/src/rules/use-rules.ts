import { useCallback, useEffect, useMemo, useState } from "preact/hooks";
import type { Failure } from "../api.ts";
import type { BreakerView, Language, ListedRule, RuleReport } from "../api-types.ts";
import { isPermitted } from "../app/access.ts";
import { useProfile } from "../app/use-profile.ts";
import { timeNow } from "../clock.ts";
import { useQuery } from "../use-query.ts";
import { BREAKERS, readAll, readRules } from "./rule-api.ts";

const REFRESH_MS = 60_000;

/** Everything that decides, whole since its order counts, with how often each hit and what was stopped. */
export function useRules(language: Language) {
  const [rules, setRules] = useState<readonly ListedRule[]>();
  const [failure, setFailure] = useState<Failure>();
  const [at, setAt] = useState<number>();
  const [tries, setTries] = useState(0);
  const profile = useProfile();
  const may = (permission: string) => profile !== undefined && isPermitted(profile.permissions, permission);

  useEffect(() => {
    const abort = new AbortController();
    void readRules(language, abort.signal).then((outcome) => {
      if (abort.signal.aborted) return;
      setFailure(outcome.ok ? undefined : outcome.failure);
      if (!outcome.ok) return;
      setRules(outcome.data);
      setAt(timeNow());
    });
    return () => abort.abort();
  }, [language, tries]);

  const again = useCallback(() => setTries((count) => count + 1), []);
  useEffect(() => {
    const look = () => document.visibilityState === "visible" && again();
    document.addEventListener("visibilitychange", look);
    window.addEventListener("online", look);
    return () => {
      document.removeEventListener("visibilitychange", look);
      window.removeEventListener("online", look);
    };
  }, []);

  // Who may read rules may lack the figures: the list does without them then.
  const report = useQuery<RuleReport>(may("read:antifraud_analytics") ? "/api/antifraud/analytics/rules" : undefined, {
    refreshMs: REFRESH_MS,
  });
  // More than a page of them: every rule that may block, the built-in ones and the model.
  const [breakers, setBreakers] = useState<readonly BreakerView[]>([]);
  const [looks, setLooks] = useState(0);
  const retryBreakers = useCallback(() => setLooks((count) => count + 1), []);
  useEffect(() => {
    const abort = new AbortController();
    void readAll<BreakerView>(BREAKERS, language, abort.signal).then((outcome) => {
      if (outcome.ok && !abort.signal.aborted) setBreakers(outcome.data);
    });
    const timer = setTimeout(retryBreakers, REFRESH_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [language, looks, tries]);
  const figures = useMemo(() => new Map(report.data?.data.map((one) => [one.rule_id, one])), [report.data]);
  const tripped = useMemo(
    () => new Map(breakers.filter(({ state }) => state === "tripped").map((one) => [one.id, one])),
    [breakers],
  );
  /** Shows a change at once; in order, since an order is what is shown. */
  const change = useCallback((changes: ReadonlyMap<string, Partial<ListedRule>>) => {
    setRules((before) =>
      before
        ?.map((rule) => ({ ...rule, ...changes.get(rule.rule_id) }))
        .sort((a, b) => a.priority - b.priority || (a.rule_id < b.rule_id ? -1 : 1)),
    );
  }, []);
  const { first_day: from, last_day: to } = report.data?.period ?? {};
  const hitDays = from && to && may("read:transactions") ? { from, to } : undefined;
  return {
    rules,
    failure,
    /** When the rules were read, epoch milliseconds. */
    at,
    again,
    change,
    figures,
    payments: report.data?.transactions,
    days: report.data?.period.days,
    hitDays,
    tripped,
    retryBreakers,
    mayWrite: may("write:rules"),
    isKnown: profile !== undefined,
  };
}
