import { describe, expect, it } from "vitest";
import type { ReviewItem } from "../../site/src/api-types.ts";
import { reviews } from "../../site/src/i18n/en/reviews.ts";
import { tellDue } from "../../site/src/reviews/due.ts";
import {
  emptyQueue,
  isHeldByOther,
  nextFree,
  type Queue,
  type QueueAction,
  reduceQueue,
} from "../../site/src/reviews/queue.ts";

const noon = Date.parse("2026-11-28T12:00:00Z");
const MINUTE = 60_000;
const at = (afterMs: number) => new Date(noon + afterMs).toISOString();

const review = (id: string, changes: Partial<ReviewItem> = {}): ReviewItem => ({
  transaction_id: id,
  state: "open",
  risk_score: 640,
  priority: 3,
  due_at: at(60 * MINUTE),
  opened_at: at(0),
  overdue: false,
  assignee: null,
  assignee_name: null,
  held_until: null,
  escalated_at: null,
  verification: null,
  verdict: null,
  transaction: null,
  ...changes,
});
const reviewsOf = (...ids: string[]) => ids.map((id) => review(id));
const become = (...actions: QueueAction[]): Queue => actions.reduce(reduceQueue, emptyQueue);
const idsOf = (items: readonly ReviewItem[]) => items.map(({ transaction_id }) => transaction_id).join("");
const loaded = (ids: string, next: string | null = null): QueueAction => ({
  type: "loaded",
  items: reviewsOf(...ids),
  next,
});
const refreshed = (ids: string, how: { next?: string; keepId?: string; isHeld?: boolean } = {}): QueueAction => ({
  type: "refreshed",
  items: reviewsOf(...ids),
  next: how.next ?? null,
  keepId: how.keepId,
  isHeld: how.isHeld ?? false,
});

describe("the review queue at work", () => {
  it("keeps the order of its rows, puts what belongs below there and lets others wait until they are asked for", () => {
    const queue = become(loaded("bcd"), refreshed("acbxde"));
    expect([idsOf(queue.rows), idsOf(queue.waiting)]).toEqual(["bcde", "ax"]);
    const shown = reduceQueue(queue, { type: "revealed" });
    expect([idsOf(shown.rows), idsOf(shown.waiting)]).toEqual(["axbcde", ""]);
  });

  it("takes off what left it, except what is open, and nothing beyond the page that was read", () => {
    expect(idsOf(become(loaded("abcd"), refreshed("bd")).rows)).toBe("bd");
    expect(idsOf(become(loaded("abcd"), refreshed("bd", { keepId: "c" })).rows)).toBe("bcd");
    expect(idsOf(become(loaded("abcd", "more"), refreshed("ac", { next: "more" })).rows)).toBe("acd");
  });

  it("moves no row while the reader holds them; what left is marked, and goes once they may move", () => {
    const held = become(loaded("abcd"), refreshed("bd", { isHeld: true }));
    expect([idsOf(held.rows), [...held.left].join("")]).toEqual(["abcd", "ac"]);
    const free = reduceQueue(held, refreshed("bd"));
    expect([idsOf(free.rows), free.left.size]).toEqual(["bd", 0]);
    const decided = reduceQueue(held, { type: "taken", id: "b" });
    expect([idsOf(decided.rows), decided.left.size]).toEqual(["d", 0]);
    const returned = reduceQueue(held, refreshed("abcd", { isHeld: true }));
    expect([idsOf(returned.rows), returned.left.size]).toEqual(["abcd", 0]);
  });

  it("lets nothing that was decided here come back with a reading under way, nor wait", () => {
    const queue = become(loaded("bc"), refreshed("abc"), { type: "taken", id: "a" }, { type: "taken", id: "b" });
    expect([idsOf(queue.rows), idsOf(queue.waiting)]).toEqual(["c", ""]);
    const late = reduceQueue(queue, refreshed("abc"));
    expect([idsOf(late.rows), idsOf(late.waiting)]).toEqual(["c", ""]);
  });

  it("gives back where it stood what the server refused or what was undone", () => {
    const taken = become(loaded("abc"), { type: "taken", id: "b" });
    const back = reduceQueue(taken, { type: "returned", item: review("b"), before: "c" });
    expect([idsOf(back.rows), back.gone.size]).toEqual(["abc", 0]);
    expect(idsOf(reduceQueue(taken, { type: "returned", item: review("b"), before: "z" }).rows)).toBe("acb");
  });

  it("shows no row twice, whichever page tells of it", () => {
    const more: QueueAction = { type: "appended", items: reviewsOf("a", "b", "e"), next: null };
    const queue = become(loaded("bc", "more"), refreshed("abc", { next: "more" }), more);
    expect([idsOf(queue.rows), idsOf(queue.waiting)]).toEqual(["bcae", ""]);
  });

  it("changes one in its place", () => {
    const queue = become(loaded("ab"), { type: "changed", item: { transaction_id: "b", state: "claimed" } });
    expect(queue.rows.map(({ state }) => state)).toEqual(["open", "claimed"]);
  });
});

describe("where work goes on", () => {
  const taken = { assignee: "usr_2", state: "claimed", held_until: at(5 * MINUTE) } as const;
  const isFree = (item: ReviewItem) => !isHeldByOther(item, "usr_1", noon);

  it("is the next below, past those that a colleague holds, else the nearest above", () => {
    const rows = [review("a"), review("b"), review("c", taken), review("d"), review("e", taken)];
    expect(nextFree(rows, "b", isFree)?.transaction_id).toBe("d");
    expect(nextFree(rows, "d", isFree)?.transaction_id).toBe("b");
    expect(nextFree(rows, "elsewhere", isFree)?.transaction_id).toBe("a");
    expect(nextFree([review("a"), review("b", taken)], "a", isFree)).toBeUndefined();
  });

  it("is open again once a claim ran out, and always to whoever holds it", () => {
    expect(isHeldByOther(review("a", taken), "usr_1", noon + 5 * MINUTE)).toBe(false);
    expect(isHeldByOther(review("a", taken), "usr_2", noon)).toBe(false);
    expect(isHeldByOther(review("a", { assignee: "usr_2" }), "usr_1", noon)).toBe(false);
  });
});

describe("when a review is due", () => {
  const tell = (afterMs: number) => tellDue(at(afterMs), noon, reviews);

  it("is told in the largest unit that is whole", () => {
    expect(tell(3 * 1440 * MINUTE + MINUTE)).toEqual({ text: "3 d left", tone: "plain" });
    expect(tell(150 * MINUTE)).toEqual({ text: "2 h left", tone: "plain" });
    expect(tell(57 * MINUTE)).toEqual({ text: "57 min left", tone: "plain" });
  });

  it("is told apart when it is soon, and when it is late", () => {
    expect(tell(30 * MINUTE).tone).toBe("plain");
    expect(tell(30 * MINUTE - 1)).toEqual({ text: "29 min left", tone: "warn" });
    expect(tell(0)).toEqual({ text: "0 min left", tone: "warn" });
    expect(tell(-1)).toEqual({ text: "0 min late", tone: "bad" });
    expect(tell(-90 * MINUTE)).toEqual({ text: "1 h late", tone: "bad" });
  });

  it("only grows more urgent as time passes", () => {
    const order = { plain: 0, warn: 1, bad: 2 };
    const tones = Array.from({ length: 200 }, (_, minute) => order[tell((100 - minute) * MINUTE).tone]);
    expect(tones).toEqual([...tones].sort((a, b) => a - b));
  });
});
