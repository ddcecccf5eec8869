import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { type Call, callApi, type Failure } from "./api.ts";
import { timeNow } from "./clock.ts";
import { useUi } from "./ui/words.tsx";

/** A list that always comes whole has no cursor. */
type Page<Row> = { data: Row[]; next_cursor?: string | null };
type Answer<Row, Told> = { path: string; rows: readonly Row[]; next: string | null; told: Told; at: number };

export type List<Row, Told = unknown> = {
  /** Where the rows come from. */
  path?: string;
  rows: readonly Row[];
  /** What the first page says beside its rows. */
  told?: Told;
  isLoading: boolean;
  /** Why the last try brought nothing; rows of before are still there. */
  failure?: Failure;
  /** When they were read, epoch milliseconds. */
  at?: number;
  hasMore: boolean;
  loadMore: () => void;
  /** Reads the list anew from its beginning, keeping what is shown until it is there. */
  reload: () => void;
  /** Shows a change at once. */
  change: (change: (rows: readonly Row[]) => readonly Row[]) => void;
};

/** A list of the API, page by page as its end comes into sight; read anew when the connection is back. `undefined` asks nothing. */
export function useList<Row, Told = unknown>(path: string | undefined, mode?: Call["mode"]): List<Row, Told> {
  const { language } = useUi();
  const key = path === undefined ? undefined : `${mode ?? ""} ${path}`;
  const [answer, setAnswer] = useState<Answer<Row, Told>>();
  const [failed, setFailed] = useState<{ key: string; failure: Failure }>();
  const [tries, setTries] = useState(0);
  const current = useRef(key);
  current.current = key;
  const reload = useCallback(() => setTries((count) => count + 1), []);

  useEffect(() => {
    if (path === undefined || key === undefined) return;
    const abort = new AbortController();
    void callApi<Page<Row> & Told>(path, { language, mode, signal: abort.signal }).then((outcome) => {
      if (abort.signal.aborted) return;
      setFailed(outcome.ok ? undefined : { key, failure: outcome.failure });
      if (!outcome.ok) return;
      const { data: rows, next_cursor: next = null } = outcome.data;
      setAnswer({ path: key, rows, next, told: outcome.data, at: timeNow() });
    });
    return () => abort.abort();
  }, [key, language, tries]);

  useEffect(() => {
    window.addEventListener("online", reload);
    return () => window.removeEventListener("online", reload);
  }, [reload]);

  const known = answer?.path === key ? answer : undefined;
  const isAsking = useRef(false);
  const loadMore = async () => {
    if (!known || known.next === null || path === undefined || key === undefined || isAsking.current) return;
    isAsking.current = true;
    const cursor = new URLSearchParams({ cursor: known.next });
    const outcome = await callApi<Page<Row>>(`${path}${path.includes("?") ? "&" : "?"}${cursor}`, { language, mode });
    isAsking.current = false;
    if (current.current !== key) return;
    setFailed(outcome.ok ? undefined : { key, failure: outcome.failure });
    if (outcome.ok) {
      const { data, next_cursor: next = null } = outcome.data;
      // Only where it was not read anew meanwhile, whose cursor is another one.
      setAnswer((now) => (now?.next === known.next ? { ...now, rows: [...now.rows, ...data], next } : now));
    }
  };
  const failure = failed?.key === key ? failed?.failure : undefined;
  return {
    path,
    rows: known?.rows ?? [],
    told: known?.told,
    isLoading: known === undefined && failure === undefined,
    failure,
    at: known?.at,
    hasMore: known !== undefined && known.next !== null,
    loadMore,
    reload: useCallback(() => {
      setFailed(undefined);
      reload();
    }, [reload]),
    change: useCallback((change) => setAnswer((now) => now && { ...now, rows: change(now.rows) }), []),
  };
}
