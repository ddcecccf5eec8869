import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from "preact/hooks";
import { callApi, type Failure } from "../api.ts";
import type { Language, TransactionSummary } from "../api-types.ts";
import { type FeedStatus, watchLiveFeed } from "../app/live-feed.ts";
import { usePageRequest } from "../app/page-request.ts";
import type { Filter } from "../ui/filter-query.ts";
import { emptyList, type NextPage, reduceList } from "./decision-list.ts";
import { rowOfMessage, rowOfSummary } from "./decision-row.ts";
import { createMatcher, toApiQuery } from "./filter.ts";

type Page = { data: TransactionSummary[]; next_cursor: string | null };

const LIST = "/api/antifraud/transactions/list";

/** The list of decisions under a filter, kept live. `isHeld` says whether the reader must not be disturbed by moving rows. */
export function useDecisions(language: Language, filter: Filter, isHeld: () => boolean) {
  const [list, dispatch] = useReducer(reduceList, emptyList);
  const [status, setStatus] = useState<FeedStatus>("connecting");
  const [reloads, setReloads] = useState(0);
  const apiQuery = toApiQuery(filter);
  usePageRequest(LIST + apiQuery);
  const matches = useMemo(() => createMatcher(filter), [filter]);
  const current = useRef({ matches, isHeld, apiQuery });
  current.current = { matches, isHeld, apiQuery };

  const refuse = useCallback((failure: Failure) => dispatch({ type: "failed", failure }), []);

  /** Fetches the newest page again and adds what is new in it. */
  const refresh = useCallback(async () => {
    const asked = current.current.apiQuery;
    const outcome = await callApi<Page>(LIST + asked, { language });
    if (asked !== current.current.apiQuery) return;
    if (!outcome.ok) return refuse(outcome.failure);
    dispatch({ type: "arrived", rows: outcome.data.data.map(rowOfSummary), isHeld: current.current.isHeld() });
  }, [language, refuse]);

  useEffect(() => {
    const abort = new AbortController();
    dispatch({ type: "reset" });
    void callApi<Page>(LIST + apiQuery, { language, signal: abort.signal }).then((outcome) => {
      if (abort.signal.aborted) return;
      if (!outcome.ok) return refuse(outcome.failure);
      dispatch({ type: "loaded", rows: outcome.data.data.map(rowOfSummary), next: cursorOf(outcome.data) });
    });
    return () => abort.abort();
  }, [language, apiQuery, reloads, refuse]);

  const hasFailed = list.phase === "failed";
  useEffect(() => {
    if (!hasFailed) return;
    const again = () => setReloads((count) => count + 1);
    window.addEventListener("online", again);
    return () => window.removeEventListener("online", again);
  }, [hasFailed]);

  const isRefused = list.phase === "failed" && list.failure?.kind === "forbidden";
  useEffect(() => {
    if (isRefused) return;
    return watchLiveFeed({
      language,
      onStatus: setStatus,
      onOpen: refresh,
      onPoll: refresh,
      onGap: () => setReloads((count) => count + 1),
      onRefused: refuse,
      onMessages: (messages) => {
        const rows = messages.map(rowOfMessage).filter(current.current.matches ?? Boolean);
        if (rows.length > 0) dispatch({ type: "arrived", rows, isHeld: current.current.isHeld() });
      },
    });
  }, [language, isRefused, refresh, refuse]);

  const loadMore = useCallback(
    async (next: NextPage) => {
      if (!next) return;
      dispatch({ type: "more_asked" });
      const asked = current.current.apiQuery;
      const outcome = await callApi<Page>(`${LIST}${asked}&${new URLSearchParams(next)}`, { language });
      if (asked !== current.current.apiQuery) return;
      if (outcome.ok)
        dispatch({ type: "more_loaded", rows: outcome.data.data.map(rowOfSummary), next: cursorOf(outcome.data) });
      else dispatch({ type: "more_failed" });
    },
    [language],
  );

  return {
    list,
    rows: useMemo(() => (matches ? list.rows.filter(matches) : list.rows), [list.rows, matches]),
    waiting: useMemo(() => (matches ? list.waiting.filter(matches) : list.waiting), [list.waiting, matches]),
    status: isRefused ? ("stopped" as const) : status,
    reveal: useCallback(() => dispatch({ type: "revealed" }), []),
    retry: useCallback(() => setReloads((count) => count + 1), []),
    loadMore,
  };
}

const cursorOf = ({ next_cursor }: Page): NextPage => (next_cursor === null ? null : { cursor: next_cursor });
