import { useEffect, useState } from "preact/hooks";
import type { Failure } from "../api.ts";
import type { Language, TrialResult } from "../api-types.ts";
import type { Asked } from "./condition-tree.ts";
import { tryDraft } from "./rule-api.ts";

/** Who is still writing asks nothing. */
const SETTLE_MS = 700;

export type HistoryResult = NonNullable<TrialResult["history"]>;
export type TrialState = { history?: HistoryResult; failure?: Failure; isRunning: boolean; retry: () => void };

/**
 * What a condition would have done to the newest decisions, asked whenever it changes and settles. The outcome before stays
 * while the next is computed; what is asked no more is abandoned.
 */
export function useTrial(language: Language, asked: Asked | undefined, limit: number): TrialState {
  const [state, setState] = useState<{ history?: HistoryResult; failure?: Failure }>({});
  const [running, setRunning] = useState(false);
  const [tries, setTries] = useState(0);
  const key = asked && JSON.stringify(asked);

  useEffect(() => {
    if (asked === undefined) {
      setState({});
      return setRunning(false);
    }
    const abort = new AbortController();
    setRunning(true);
    const timer = setTimeout(async () => {
      const outcome = await tryDraft(language, asked, { history: { limit } }, abort.signal);
      if (abort.signal.aborted) return;
      setRunning(false);
      setState((before) =>
        outcome.ok ? { history: outcome.data.history ?? undefined } : { ...before, failure: outcome.failure },
      );
    }, SETTLE_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [key, limit, tries, language]);

  return { ...state, isRunning: running, retry: () => setTries((count) => count + 1) };
}
