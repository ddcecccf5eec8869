import { useCallback, useEffect, useReducer, useRef, useState } from "preact/hooks";
import { callApi, type Failure } from "../api.ts";
import type { Language, ReviewItem } from "../api-types.ts";
import { emptyQueue, reduceQueue } from "./queue.ts";

type Page = { data: ReviewItem[]; next_cursor: string | null };

const LIST = "/api/antifraud/reviews";
const REFRESH_MS = 5000;

/** The queue under a filter, read anew every few seconds; `openId` keeps its place whatever became of it. */
export function useQueue(language: Language, apiQuery: string, openId: string | undefined) {
  const [queue, dispatch] = useReducer(reduceQueue, emptyQueue);
  const [phase, setPhase] = useState<"loading" | "ready" | "failed">("loading");
  const [failure, setFailure] = useState<Failure>();
  const [tries, setTries] = useState(0);
  const current = useRef({ apiQuery, openId });
  current.current = { apiQuery, openId };

  useEffect(() => {
    const abort = new AbortController();
    setPhase("loading");
    void callApi<Page>(LIST + apiQuery, { language, signal: abort.signal }).then((outcome) => {
      if (abort.signal.aborted) return;
      setFailure(outcome.ok ? undefined : outcome.failure);
      setPhase(outcome.ok ? "ready" : "failed");
      if (outcome.ok) dispatch({ type: "loaded", items: outcome.data.data, next: outcome.data.next_cursor });
    });
    return () => abort.abort();
  }, [language, apiQuery, tries]);

  useEffect(() => {
    if (phase !== "ready") return;
    const refresh = async () => {
      if (document.visibilityState !== "visible" || !navigator.onLine) return;
      const asked = current.current.apiQuery;
      const outcome = await callApi<Page>(LIST + asked, { language });
      if (asked !== current.current.apiQuery) return;
      setFailure(outcome.ok ? undefined : outcome.failure);
      if (!outcome.ok) return;
      const { data: items, next_cursor: next } = outcome.data;
      dispatch({ type: "refreshed", items, next, keepId: current.current.openId });
    };
    const timer = setInterval(refresh, REFRESH_MS);
    return () => clearInterval(timer);
  }, [language, apiQuery, phase]);

  const isAsking = useRef(false);
  const loadMore = useCallback(async () => {
    const cursor = queue.next;
    if (cursor === null || isAsking.current) return;
    isAsking.current = true;
    const asked = apiQuery;
    const outcome = await callApi<Page>(`${LIST}${asked}&${new URLSearchParams({ cursor })}`, { language });
    isAsking.current = false;
    if (outcome.ok && asked === current.current.apiQuery)
      dispatch({ type: "appended", items: outcome.data.data, next: outcome.data.next_cursor });
  }, [language, apiQuery, queue.next]);

  return { queue, dispatch, phase, failure, loadMore, retry: useCallback(() => setTries((count) => count + 1), []) };
}
