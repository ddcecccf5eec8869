import type { Failure } from "../api.ts";
import type { DecisionRow } from "./decision-row.ts";

/** Enough for a shift without the page growing heavy; older rows can be loaded again. */
const ROWS_KEPT = 2000;

/** Where the next page begins: a cursor of the API, or the time of the last row where rows were let go. */
export type NextPage = { cursor: string } | { to: string } | null;

export type DecisionList = {
  phase: "loading" | "ready" | "failed";
  failure?: Failure;
  rows: DecisionRow[];
  /** Newest first; shown when the reader asks, so that no row moves under their hand. */
  waiting: DecisionRow[];
  next: NextPage;
  isLoadingMore: boolean;
};

export const emptyList: DecisionList = { phase: "loading", rows: [], waiting: [], next: null, isLoadingMore: false };

export type ListAction =
  | { type: "reset" }
  | { type: "failed"; failure: Failure }
  | { type: "loaded"; rows: DecisionRow[]; next: NextPage }
  | { type: "arrived"; rows: DecisionRow[]; isHeld: boolean }
  | { type: "revealed" }
  | { type: "more_asked" }
  | { type: "more_failed" }
  | { type: "more_loaded"; rows: DecisionRow[]; next: NextPage };

/** What becomes of the list. Pure; a transaction is shown once, however often it is told. */
export function reduceList(list: DecisionList, action: ListAction): DecisionList {
  switch (action.type) {
    case "reset":
      return emptyList;
    case "failed":
      return list.phase === "ready"
        ? { ...list, failure: action.failure }
        : { ...emptyList, phase: "failed", failure: action.failure };
    case "loaded":
      // Rows that came over the socket while the page was being fetched stay.
      return {
        ...emptyList,
        ...keepNewest(mergeRows([...list.rows, ...list.waiting], action.rows), action.next),
        phase: "ready",
      };
    case "arrived":
      return arrive(list, action.rows, action.isHeld);
    case "revealed":
      return { ...list, waiting: [], ...keepNewest(mergeRows(list.waiting, list.rows), list.next) };
    case "more_asked":
      return { ...list, isLoadingMore: true };
    case "more_failed":
      return { ...list, isLoadingMore: false };
    case "more_loaded":
      return { ...list, isLoadingMore: false, rows: mergeRows(list.rows, action.rows), next: action.next };
  }
}

function arrive(list: DecisionList, arrived: DecisionRow[], isHeld: boolean): DecisionList {
  const known = new Set([...list.rows, ...list.waiting].map(({ id }) => id));
  // What is older than the last row belongs to a page that is not loaded yet.
  const oldest = list.next === null ? undefined : list.rows.at(-1)?.at;
  const fresh = arrived.filter(({ id, at }) => !known.has(id) && (oldest === undefined || at >= oldest));
  if (fresh.length === 0) return list.failure ? { ...list, failure: undefined } : list;
  if (isHeld) return { ...list, failure: undefined, waiting: mergeRows(list.waiting, fresh) };
  return {
    ...list,
    failure: undefined,
    waiting: [],
    ...keepNewest(mergeRows(mergeRows(list.waiting, fresh), list.rows), list.next),
  };
}

function keepNewest(rows: DecisionRow[], next: NextPage): { rows: DecisionRow[]; next: NextPage } {
  if (rows.length <= ROWS_KEPT) return { rows, next };
  const kept = rows.slice(0, ROWS_KEPT);
  // One millisecond later, since `to` leaves its own moment out; what comes twice is dropped by its id.
  return { rows: kept, next: { to: new Date(Date.parse(kept.at(-1)!.at) + 1).toISOString() } };
}

/** Both lists as one, newest first as the API orders them, each transaction once. */
function mergeRows(a: DecisionRow[], b: DecisionRow[]): DecisionRow[] {
  const byId = new Map([...a, ...b].map((row) => [row.id, row]));
  return [...byId.values()].sort((x, y) => (x.at === y.at ? compare(y.id, x.id) : compare(y.at, x.at)));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
