import type { Failure } from "../api.ts";
import type { DecisionRow } from "./decision-row.ts";

/** More than anybody scrolls through; older rows can be loaded again. */
const ROWS_KEPT = 100_000;

/** Where the next page begins: a cursor of the API, or the time of the last row where rows were let go. */
export type NextPage = { cursor: string } | { to: string } | null;

export type DecisionList = {
  phase: "loading" | "ready" | "failed";
  failure?: Failure;
  rows: DecisionRow[];
  /** Newest first; shown when the reader asks, so that no row moves under their hand. */
  waiting: DecisionRow[];
  next: NextPage;
  /** `paused` where much was looked through and little found: older ones are read when the reader asks. */
  more: "idle" | "loading" | "paused" | "failed";
};

export const emptyList: DecisionList = { phase: "loading", rows: [], waiting: [], next: null, more: "idle" };

export type ListAction =
  | { type: "reset" }
  | { type: "failed"; failure: Failure }
  | { type: "loaded"; rows: DecisionRow[]; next: NextPage }
  | { type: "arrived"; rows: DecisionRow[]; isHeld: boolean }
  | { type: "revealed" }
  | { type: "more_asked" }
  | { type: "more_failed" }
  | { type: "more_loaded"; rows: DecisionRow[]; next: NextPage; more: "idle" | "loading" | "paused" };

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
      // News alone are no list: what failed is loaded anew as a whole.
      return list.phase === "failed" ? list : arrive(list, action.rows, action.isHeld);
    case "revealed":
      return { ...list, waiting: [], ...keepNewest(weave(list.waiting, list.rows), list.next) };
    case "more_asked":
      return { ...list, more: "loading" };
    case "more_failed":
      return { ...list, more: "failed" };
    case "more_loaded":
      return { ...list, more: action.more, rows: append(list.rows, action.rows), next: action.next };
  }
}

function arrive(list: DecisionList, arrived: DecisionRow[], isHeld: boolean): DecisionList {
  // What is older than the last row belongs to a page that is not loaded yet.
  const oldest = list.next === null ? undefined : list.rows.at(-1)?.at;
  const fresh = mergeRows(arrived, []).filter(
    (row) => (oldest === undefined || row.at >= oldest) && !holds(list.rows, row) && !holds(list.waiting, row),
  );
  if (fresh.length === 0) return list.failure ? { ...list, failure: undefined } : list;
  const waiting = weave(fresh, list.waiting);
  if (isHeld) return { ...list, failure: undefined, waiting };
  return { ...list, failure: undefined, waiting: [], ...keepNewest(weave(waiting, list.rows), list.next) };
}

/** The next page under the rows there are; what comes twice is dropped. */
function append(rows: readonly DecisionRow[], page: readonly DecisionRow[]): DecisionRow[] {
  const older = page.filter((row) => !holds(rows, row));
  return older.every((row) => rows.length === 0 || inOrder(rows.at(-1)!, row) < 0)
    ? rows.concat(older)
    : mergeRows(rows, older);
}

function keepNewest(rows: DecisionRow[], next: NextPage): { rows: DecisionRow[]; next: NextPage } {
  if (rows.length <= ROWS_KEPT) return { rows, next };
  const kept = rows.slice(0, ROWS_KEPT);
  // One millisecond later, since `to` leaves its own moment out; what comes twice is dropped by its id.
  return { rows: kept, next: { to: new Date(Date.parse(kept.at(-1)!.at) + 1).toISOString() } };
}

/** Both lists as one, newest first as the API orders them, each transaction once. */
function mergeRows(a: readonly DecisionRow[], b: readonly DecisionRow[]): DecisionRow[] {
  const byId = new Map([...a, ...b].map((row) => [row.id, row]));
  return [...byId.values()].sort(inOrder);
}

/** Newest first, and of one moment as the API breaks ties. */
const inOrder = (a: DecisionRow, b: DecisionRow): number => (a.at === b.at ? compare(b.id, a.id) : compare(b.at, a.at));

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Where a row belongs in an ordered list: a hundred thousand rows are not gone through for each that arrives. */
function placeOf(rows: readonly DecisionRow[], row: DecisionRow): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (inOrder(rows[middle]!, row) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

const holds = (rows: readonly DecisionRow[], row: DecisionRow): boolean => rows[placeOf(rows, row)]?.id === row.id;

/** A few ordered rows put into many, of which none is among them. */
function weave(few: readonly DecisionRow[], many: readonly DecisionRow[]): DecisionRow[] {
  const woven: DecisionRow[] = [];
  let from = 0;
  for (const row of few) {
    const place = placeOf(many, row);
    for (; from < place; from++) woven.push(many[from]!);
    woven.push(row);
  }
  return woven.concat(from === 0 ? many : many.slice(from));
}
