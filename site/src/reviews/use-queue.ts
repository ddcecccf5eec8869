import { useCallback, useEffect, useReducer, useRef, useState } from "preact/hooks";
import { callApi, type Failure } from "../api.ts";
import type { Language, ReviewItem } from "../api-types.ts";
import { timeNow } from "../clock.ts";
import { emptyQueue, reduceQueue } from "./queue.ts";

type Page = { data: ReviewItem[]; next_cursor: string | null };

const LIST = "/api/antifraud/reviews";
const REFRESH_MS = 5000;

type Shown = {
  /** The payment that is open; it keeps its place whatever became of it. */
  openId: string | undefined;
  /** Whether rows must not move now. */
  isHeld: () => boolean;
};

/** The queue under a filter, read anew every few seconds. */
export function useQueue(language: Language, apiQuery: string, { openId, isHeld }: Shown) {
  const [queue, dispatch] = useReducer(reduceQueue, emptyQueue);
  const [phase, setPhase] = useState<"loading" | "ready" | "failed">("loading");
  const [failure, setFailure] = useState<Failure>();
  const [at, setAt] = useState<number>();
  const [more, setMore] = useState<"idle" | "loading" | "failed">("idle");
  const [tries, setTries] = useState(0);
  const current = useRef({ apiQuery, openId, isHeld });
  current.current = { apiQuery, openId, isHeld };

  useEffect(() => {
    const abort = new AbortController();
    setPhase("loading");
    setMore("idle");
    void callApi<Page>(LIST + apiQuery, { language, signal: abort.signal }).then((outcome) => {
      if (abort.signal.aborted) return;
      setFailure(outcome.ok ? undefined : outcome.failure);
      setPhase(outcome.ok ? "ready" : "failed");
      if (!outcome.ok) return;
      setAt(timeNow());
      dispatch({ type: "loaded", items: outcome.data.data, next: outcome.data.next_cursor });
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
      setAt(timeNow());
      const { data: items, next_cursor: next } = outcome.data;
      dispatch({
        type: "refreshed",
        items,
        next,
        keepId: current.current.openId,
        isHeld: current.current.isHeld(),
      });
    };
    const timer = setInterval(refresh, REFRESH_MS);
    return () => clearInterval(timer);
  }, [language, apiQuery, phase]);

  const asking = useRef<string>();
  const loadMore = useCallback(async () => {
    const cursor = queue.next;
    const asked = apiQuery;
    if (cursor === null || asking.current === asked) return;
    asking.current = asked;
    setMore("loading");
    const outcome = await callApi<Page>(`${LIST}${asked}&${new URLSearchParams({ cursor })}`, { language });
    if (asking.current === asked) asking.current = undefined;
    if (asked !== current.current.apiQuery) return;
    setMore(outcome.ok ? "idle" : "failed");
    if (outcome.ok) dispatch({ type: "appended", items: outcome.data.data, next: outcome.data.next_cursor });
  }, [language, apiQuery, queue.next]);

  return {
    queue,
    dispatch,
    phase,
    failure,
    /** When it was read last, epoch milliseconds. */
    at,
    more: queue.next === null ? ("end" as const) : more,
    loadMore,
    retry: useCallback(() => setTries((count) => count + 1), []),
  };
}
