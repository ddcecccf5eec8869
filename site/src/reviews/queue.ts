import type { ReviewItem } from "../api-types.ts";

/** The queue as it is shown: its order stays while somebody works, whatever the server would put first by now. */
export type Queue = {
  rows: readonly ReviewItem[];
  /** New ones that belong between the others; they are shown when they are asked for. */
  waiting: readonly ReviewItem[];
  /** What got its verdict here, and is not to come back with a reading that was under way. */
  gone: ReadonlySet<string>;
  /** What is no longer listed and stays in its place while rows must not move. */
  left: ReadonlySet<string>;
  next: string | null;
};

const none: ReadonlySet<string> = new Set();
export const emptyQueue: Queue = { rows: [], waiting: [], gone: none, left: none, next: null };

export type QueueAction =
  | { type: "loaded"; items: readonly ReviewItem[]; next: string | null }
  | { type: "refreshed"; items: readonly ReviewItem[]; next: string | null; keepId?: string; isHeld: boolean }
  | { type: "appended"; items: readonly ReviewItem[]; next: string | null }
  | { type: "revealed" }
  | { type: "changed"; item: Partial<ReviewItem> & { transaction_id: string } }
  | { type: "taken"; id: string }
  | { type: "returned"; item: ReviewItem; before?: string };

const idOf = ({ transaction_id }: ReviewItem) => transaction_id;

/** Whether somebody else's claim keeps the reader out. */
export const isHeldByOther = ({ assignee, held_until }: ReviewItem, me: string | undefined, now: number): boolean =>
  assignee !== null && assignee !== me && held_until !== null && Date.parse(held_until) > now;

/** Where work goes on once a row is done: to the next below that is free, else to the nearest above; nowhere where none is. Pure. */
export function nextFree(
  rows: readonly ReviewItem[],
  id: string | undefined,
  isFree: (item: ReviewItem) => boolean,
): ReviewItem | undefined {
  const place = rows.findIndex((item) => idOf(item) === id);
  return rows.slice(place + 1).find(isFree) ?? rows.slice(0, Math.max(place, 0)).findLast(isFree);
}

/** What becomes of the queue. Pure. */
export function reduceQueue(queue: Queue, action: QueueAction): Queue {
  switch (action.type) {
    case "loaded":
      return { ...emptyQueue, rows: action.items, next: action.next };
    case "refreshed":
      return refresh(queue, action);
    case "appended": {
      const known = new Set(queue.rows.map(idOf));
      const items = action.items.filter((item) => !known.has(idOf(item)) && !queue.gone.has(idOf(item)));
      const added = new Set(items.map(idOf));
      const waiting = queue.waiting.filter((item) => !added.has(idOf(item)));
      return { ...queue, rows: [...queue.rows, ...items], waiting, next: action.next };
    }
    case "revealed":
      return { ...queue, rows: queue.waiting.concat(queue.rows), waiting: [] };
    case "changed":
      return {
        ...queue,
        rows: queue.rows.map((item) =>
          idOf(item) === action.item.transaction_id ? { ...item, ...action.item } : item,
        ),
      };
    case "taken":
      // Rows move under the reader's own hand now: what is no longer listed goes with them.
      return {
        ...queue,
        rows: queue.rows.filter((item) => idOf(item) !== action.id && !queue.left.has(idOf(item))),
        waiting: queue.waiting.filter((item) => idOf(item) !== action.id),
        gone: new Set([...queue.gone, action.id]),
        left: none,
      };
    case "returned": {
      const rows = queue.rows.filter((item) => idOf(item) !== idOf(action.item));
      const place = rows.findIndex((item) => idOf(item) === action.before);
      const gone = new Set(queue.gone);
      gone.delete(idOf(action.item));
      return { ...queue, rows: rows.toSpliced(place < 0 ? rows.length : place, 0, action.item), gone };
    }
  }
}

/**
 * The first page read anew: rows keep their places and get their news, those that left it are taken off where the page reaches
 * so far, or only marked while rows must not move, and those that belong under the last row are put there.
 */
function refresh(queue: Queue, { items, next, keepId, isHeld }: Extract<QueueAction, { type: "refreshed" }>): Queue {
  const news = new Map(items.filter((item) => !queue.gone.has(idOf(item))).map((item) => [idOf(item), item]));
  const isWhole = next === null;
  const known = new Set(queue.rows.map(idOf));
  // Of a queue longer than the page, rows beyond it are just not told of.
  const lastKnown = items.findLastIndex((item) => known.has(idOf(item)));
  const reach = queue.rows.findLastIndex((item) => news.has(idOf(item)));
  const left = new Set(
    queue.rows.filter((item, place) => !news.has(idOf(item)) && (isWhole || place <= reach)).map(idOf),
  );
  const rows = queue.rows
    .filter((item) => isHeld || !left.has(idOf(item)) || idOf(item) === keepId)
    .map((item) => news.get(idOf(item)) ?? item);
  const marked = rows.map(idOf).filter((id) => left.has(id));
  const fresh = items.filter((item) => news.has(idOf(item)) && !known.has(idOf(item)));
  const belongsBelow = (item: ReviewItem) => items.indexOf(item) > lastKnown && reach === queue.rows.length - 1;
  return {
    ...queue,
    rows: [...rows, ...fresh.filter(belongsBelow)],
    waiting: fresh.filter((item) => !belongsBelow(item)),
    left: marked.length === 0 ? none : new Set(marked),
    next: queue.next === null && left.size === 0 ? next : queue.next,
  };
}
