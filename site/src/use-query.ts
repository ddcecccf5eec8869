import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { callApi, type Failure } from "./api.ts";
import { timeNow } from "./clock.ts";
import { useUi } from "./ui/words.tsx";

type Kept = { data: unknown; etag?: string; at: number };

export type Query<T> = {
  /** The newest answer there is, while a newer one is on its way too. */
  data?: T;
  etag?: string;
  /** When `data` was answered, epoch milliseconds. */
  at?: number;
  /** Why the last try brought nothing; `data` of before is still there. */
  failure?: Failure;
  isLoading: boolean;
  retry: () => void;
  /** Shows a change at once, before the server confirms it. */
  change: (change: (data: T) => T) => void;
};

type Options = {
  /** Asks again so often while the page is in sight. */
  refreshMs?: number;
};

const MOST_KEPT = 60;
const kept = new Map<string, Kept>();
const readers = new Set<{ path: string; ask: () => void }>();

/**
 * Reads from the API: what is known of the path is shown at once and read anew meanwhile, also when the page comes back into
 * sight or online. Another path abandons what was being asked. `undefined` asks nothing.
 */
export function useQuery<T>(path: string | undefined, { refreshMs }: Options = {}): Query<T> {
  const { language } = useUi();
  const [tries, setTries] = useState(0);
  const [, redraw] = useState(0);
  const [failed, setFailed] = useState<{ path: string; failure: Failure }>();
  const current = useRef(path);
  current.current = path;

  useEffect(() => {
    if (path === undefined) return;
    const abort = new AbortController();
    void callApi<T>(path, { language, signal: abort.signal }).then((outcome) => {
      if (abort.signal.aborted) return;
      if (outcome.ok) keep(path, { data: outcome.data, etag: outcome.etag, at: timeNow() });
      setFailed(outcome.ok ? undefined : { path, failure: outcome.failure });
      redraw((count) => count + 1);
    });
    const reader = { path, ask: () => setTries((count) => count + 1) };
    readers.add(reader);
    return () => {
      readers.delete(reader);
      abort.abort();
    };
  }, [path, language, tries]);

  useEffect(() => {
    const again = () => document.visibilityState === "visible" && setTries((count) => count + 1);
    const timer = refreshMs === undefined ? undefined : setInterval(again, refreshMs);
    document.addEventListener("visibilitychange", again);
    window.addEventListener("online", again);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", again);
      window.removeEventListener("online", again);
    };
  }, [refreshMs]);

  const known = path === undefined ? undefined : kept.get(path);
  const failure = failed?.path === path ? failed?.failure : undefined;
  return {
    // SAFETY: what is kept of a path was read as T from that path.
    data: known?.data as T | undefined,
    etag: known?.etag,
    at: known?.at,
    failure,
    isLoading: known === undefined && failure === undefined,
    retry: useCallback(() => {
      setFailed(undefined);
      setTries((count) => count + 1);
    }, []),
    change: useCallback((change: (data: T) => T) => {
      const before = current.current === undefined ? undefined : kept.get(current.current);
      if (!before || current.current === undefined) return;
      // SAFETY: as above.
      keep(current.current, { ...before, data: change(before.data as T) });
      redraw((count) => count + 1);
    }, []),
  };
}

/** Reads a path anew wherever it is shown, since something of it was changed. */
export function askAnew(path: string): void {
  for (const reader of readers) if (reader.path === path) reader.ask();
}

/** The newest last, so that the oldest goes first. */
function keep(path: string, answer: Kept): void {
  kept.delete(path);
  kept.set(path, answer);
  const oldest = kept.keys().next().value;
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
}
