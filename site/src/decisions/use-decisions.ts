import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from "preact/hooks";
import { callApi, type Failure } from "../api.ts";
import type { Language, TransactionSummary } from "../api-types.ts";
import { type FeedStatus, watchLiveFeed } from "../app/live-feed.ts";
import { usePageRequest } from "../app/page-request.ts";
import { timeNow } from "../clock.ts";
import { queryOf } from "../paths.ts";
import type { Filter } from "../ui/filter-query.ts";
import { emptyList, type NextPage, reduceList } from "./decision-list.ts";
import { type DecisionRow, rowOfMessage, rowOfSummary } from "./decision-row.ts";
import { createMatcher, mustAsk, toApiQuery } from "./filter.ts";

type Page = { data: TransactionSummary[]; next_cursor: string | null };

const LIST = "/api/antifraud/transactions/list";
/** A page of rare matches may be short; so many are read on before the reader is asked whether to go further back. */
const PAGES_AT_ONCE = 5;
/** A screen of rows, which is worth stopping at. */
const ENOUGH_ROWS = 30;
/** What the feed does not tell of a payment the list does, once it has it. */
const ASK_AFTER_MS = 5000;
/** So many of the feed are kept for another filter, since the list has them only a moment later. */
const MOST_FED = 500;

/** The list of decisions under a filter, kept live. `isHeld` says whether the reader must not be disturbed by moving rows. */
export function useDecisions(language: Language, filter: Filter, isHeld: () => boolean) {
  const [list, dispatch] = useReducer(reduceList, emptyList);
  const [status, setStatus] = useState<FeedStatus>("connecting");
  const [readAt, setReadAt] = useState(0);
  const [reloads, setReloads] = useState(0);
  const apiQuery = queryOf({ limit: "100", ...toApiQuery(filter) });
  const isAsked = mustAsk(filter);
  usePageRequest(LIST + apiQuery);
  const matches = useMemo(() => createMatcher(filter), [filter]);
  const current = useRef({ matches, isHeld, apiQuery, isAsked });
  current.current = { matches, isHeld, apiQuery, isAsked };

  const refuse = useCallback((failure: Failure) => dispatch({ type: "failed", failure }), []);

  /** Fetches the newest page again and adds what is new in it. */
  const refresh = useCallback(async () => {
    const asked = current.current.apiQuery;
    const outcome = await callApi<Page>(LIST + asked, { language });
    if (asked !== current.current.apiQuery) return true;
    if (outcome.ok) {
      setReadAt(timeNow());
      dispatch({ type: "arrived", rows: outcome.data.data.map(rowOfSummary), isHeld: current.current.isHeld() });
    } else refuse(outcome.failure);
    return outcome.ok;
  }, [language, refuse]);

  const fed = useRef<DecisionRow[]>([]);
  const asking = useRef<ReturnType<typeof setTimeout>>();
  const ask = useCallback(() => {
    asking.current = undefined;
    void refresh();
  }, [refresh]);
  useEffect(() => () => clearTimeout(asking.current), []);

  const walks = useRef(0);
  /** Reads on until there is a screen of rows, or so many pages were read. */
  const loadMore = useCallback(
    async (from: NextPage) => {
      const asked = current.current.apiQuery;
      const walk = ++walks.current;
      dispatch({ type: "more_asked" });
      let next = from;
      let found = 0;
      for (let page = 1; next; page++) {
        const outcome = await callApi<Page>(`${LIST}${asked}&${new URLSearchParams(next)}`, { language });
        if (walk !== walks.current || asked !== current.current.apiQuery) return;
        if (!outcome.ok) return dispatch({ type: "more_failed" });
        const rows = outcome.data.data.map(rowOfSummary);
        next = cursorOf(outcome.data);
        found += rows.length;
        const more = found >= ENOUGH_ROWS || !next ? "idle" : page < PAGES_AT_ONCE ? "loading" : "paused";
        dispatch({ type: "more_loaded", rows, next, more });
        if (more !== "loading") return;
      }
    },
    [language],
  );

  useEffect(() => {
    const abort = new AbortController();
    walks.current++;
    dispatch({ type: "reset" });
    void callApi<Page>(LIST + apiQuery, { language, signal: abort.signal }).then((outcome) => {
      if (abort.signal.aborted) return;
      if (!outcome.ok) return refuse(outcome.failure);
      setReadAt(timeNow());
      const next = cursorOf(outcome.data);
      dispatch({ type: "loaded", rows: outcome.data.data.map(rowOfSummary), next });
      const { matches, isAsked } = current.current;
      if (!isAsked) dispatch({ type: "arrived", rows: fed.current.filter(matches ?? Boolean), isHeld: false });
      if (outcome.data.data.length < ENOUGH_ROWS && next) void loadMore(next);
    });
    return () => abort.abort();
  }, [language, apiQuery, reloads, refuse, loadMore]);

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
        const told = messages.map(rowOfMessage);
        fed.current = told.concat(fed.current).slice(0, MOST_FED);
        const rows = told.filter(current.current.matches ?? Boolean);
        if (rows.length === 0) return;
        if (current.current.isAsked) asking.current ??= setTimeout(ask, ASK_AFTER_MS);
        else dispatch({ type: "arrived", rows, isHeld: current.current.isHeld() });
      },
    });
  }, [language, isRefused, refresh, refuse, ask]);

  return {
    list,
    rows: list.rows,
    waiting: list.waiting,
    /** When the list was last read, epoch milliseconds. */
    readAt,
    status: isRefused ? ("stopped" as const) : status,
    reveal: useCallback(() => dispatch({ type: "revealed" }), []),
    retry: useCallback(() => setReloads((count) => count + 1), []),
    loadMore,
  };
}

const cursorOf = ({ next_cursor }: Page): NextPage => (next_cursor === null ? null : { cursor: next_cursor });
