import { useCallback, useEffect, useReducer, useRef } from "preact/hooks";
import { callApi, type Failure } from "./api.ts";
import { timeNow } from "./clock.ts";
import { useUi } from "./ui/words.tsx";

type Page<Row> = { data: Row[]; next_cursor: string | null };

export type Rows<Row> = {
  phase: "loading" | "ready" | "failed";
  rows: readonly Row[];
  /** Why the last try brought nothing; the rows of before are still there. */
  failure?: Failure;
  /** When they were read, epoch milliseconds. */
  at?: number;
  more: "idle" | "loading" | "failed" | "end";
  /** Fetches the next page, where there is one and none is on its way. */
  loadMore: () => void;
  /** Reads the list from its beginning; what is shown stays until the answer is there. */
  reload: () => void;
  /** Shows a change at once, before the server confirms it. */
  change: (change: (rows: readonly Row[]) => readonly Row[]) => void;
};

type State<Row> = Pick<Rows<Row>, "phase" | "rows" | "failure" | "at" | "more"> & {
  path?: string;
  cursor: string | null;
};
type Action<Row> =
  | { type: "asked"; path: string | undefined }
  | { type: "loaded"; page: Page<Row>; at: number }
  | { type: "failed"; failure: Failure }
  | { type: "more_asked" }
  | { type: "more_loaded"; page: Page<Row> }
  | { type: "more_failed" }
  | { type: "changed"; change: (rows: readonly Row[]) => readonly Row[] };

const blank = { phase: "loading", rows: [], more: "idle", cursor: null } as const;

const placeOf = ({ next_cursor }: Page<unknown>) =>
  ({ cursor: next_cursor, more: next_cursor === null ? "end" : "idle" }) as const;

function reduceRows<Row>(state: State<Row>, action: Action<Row>): State<Row> {
  switch (action.type) {
    case "asked":
      if (action.path !== state.path || state.phase === "failed") return { ...blank, path: action.path };
      return { ...state, failure: undefined };
    case "loaded":
      return {
        path: state.path,
        phase: "ready",
        rows: action.page.data,
        at: action.at,
        ...placeOf(action.page),
      };
    case "failed":
      return {
        ...state,
        phase: state.phase === "ready" ? "ready" : "failed",
        failure: action.failure,
        more: state.cursor === null ? "end" : "idle",
      };
    case "more_asked":
      return { ...state, more: "loading" };
    case "more_loaded":
      return { ...state, rows: state.rows.concat(action.page.data), ...placeOf(action.page) };
    case "more_failed":
      return { ...state, more: "failed" };
    case "changed":
      return { ...state, rows: action.change(state.rows) };
  }
}

/** A list of the API, page by page, read anew when the page is back online. `path` names it with its filter; undefined asks nothing. */
export function useRows<Row>(path: string | undefined): Rows<Row> {
  const { language } = useUi();
  const [state, dispatch] = useReducer<State<Row>, Action<Row>>(reduceRows, { ...blank, path });
  // What belongs to a reading of before, of another filter or of before a change, is dropped.
  const reading = useRef<AbortController>();

  const read = useCallback(() => {
    reading.current?.abort();
    if (path === undefined) return;
    const abort = new AbortController();
    reading.current = abort;
    dispatch({ type: "asked", path });
    void callApi<Page<Row>>(path, { language, signal: abort.signal }).then((outcome) => {
      if (abort.signal.aborted) return;
      if (outcome.ok) dispatch({ type: "loaded", page: outcome.data, at: timeNow() });
      else dispatch({ type: "failed", failure: outcome.failure });
    });
  }, [path, language]);
  useEffect(() => {
    read();
    window.addEventListener("online", read);
    return () => {
      reading.current?.abort();
      window.removeEventListener("online", read);
    };
  }, [read]);

  const loadMore = () => {
    const signal = reading.current?.signal;
    if (!path || state.cursor === null || state.more === "loading" || state.more === "end") return;
    dispatch({ type: "more_asked" });
    const next = `${path}${path.includes("?") ? "&" : "?"}${new URLSearchParams({ cursor: state.cursor })}`;
    void callApi<Page<Row>>(next, { language, signal }).then((outcome) => {
      if (signal?.aborted) return;
      dispatch(outcome.ok ? { type: "more_loaded", page: outcome.data } : { type: "more_failed" });
    });
  };
  const isCurrent = state.path === path;
  return {
    phase: isCurrent ? state.phase : "loading",
    rows: isCurrent ? state.rows : [],
    failure: isCurrent ? state.failure : undefined,
    at: isCurrent ? state.at : undefined,
    more: state.more,
    loadMore,
    reload: read,
    change: useCallback((change) => dispatch({ type: "changed", change }), []),
  };
}
