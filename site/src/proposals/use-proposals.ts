import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { callApi, type Failure } from "../api.ts";
import type { Language, ProposalView } from "../api-types.ts";
import { queryOf } from "../paths.ts";
import { PROPOSALS } from "../rules/rule-api.ts";

type Page = { data: ProposalView[]; next_cursor: string | null };

/** Proposals in a state, newest first, page by page. */
export function useProposals(language: Language, state: string | undefined) {
  const [rows, setRows] = useState<readonly ProposalView[]>();
  const [next, setNext] = useState<string | null>(null);
  const [failure, setFailure] = useState<Failure>();
  const [tries, setTries] = useState(0);
  const path = PROPOSALS + queryOf({ limit: "100", state });

  useEffect(() => {
    const abort = new AbortController();
    setRows(undefined);
    void callApi<Page>(path, { language, signal: abort.signal }).then((outcome) => {
      if (abort.signal.aborted) return;
      setFailure(outcome.ok ? undefined : outcome.failure);
      if (!outcome.ok) return;
      setRows(outcome.data.data);
      setNext(outcome.data.next_cursor);
    });
    return () => abort.abort();
  }, [path, language, tries]);

  const isAsking = useRef(false);
  const loadMore = useCallback(async () => {
    if (next === null || isAsking.current) return;
    isAsking.current = true;
    const outcome = await callApi<Page>(`${path}&${new URLSearchParams({ cursor: next })}`, { language });
    isAsking.current = false;
    if (!outcome.ok) return;
    setRows((before) => [...(before ?? []), ...outcome.data.data]);
    setNext(outcome.data.next_cursor);
  }, [path, next, language]);

  /** Shows what became of one. */
  const change = useCallback(
    (changed: ProposalView) => setRows((before) => before?.map((one) => (one.id === changed.id ? changed : one))),
    [],
  );
  return { rows, next, failure, loadMore, change, retry: useCallback(() => setTries((count) => count + 1), []) };
}
