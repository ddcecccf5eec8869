import { describe, expect, it } from "vitest";
import { type KeptViews, noViews, settleView, shownViews, takeViews } from "../../site/src/ui/kept-views.ts";

const input = (name: string) => ({ page: "decisions", name, query: "?q=x", is_shared: false });
const view = (id: string, name: string, isOwn = true) => ({
  id,
  ...input(name),
  is_own: isOwn,
  owner_name: isOwn ? null : "Jasur",
  updated_at: "2026-11-28T00:00:00.000Z",
});
const names = (kept: KeptViews) => shownViews(kept).map(({ name }) => name);

describe("saved views in a browser", () => {
  it("show what waits over what the server told, one's own before those of others", () => {
    const kept: KeptViews = {
      ownerId: "usr_1",
      views: [view("a", "A"), view("b", "B"), view("a", "Of a colleague", false)],
      waiting: { a: input("A, renamed"), b: null, c: input("C") },
    };
    expect(names(kept)).toEqual(["A, renamed", "C", "Of a colleague"]);
  });

  it("keep what is changed while the server is being told of an earlier change", () => {
    const first = input("First");
    const changed: KeptViews = { ...noViews, waiting: { a: input("Second") } };
    expect(settleView(changed, "a", first).waiting).toEqual({ a: input("Second") });
    const settled = settleView(changed, "a", input("Second"));
    expect([settled.waiting, names(settled)]).toEqual([{}, ["Second"]]);
    const deleted: KeptViews = { ...settled, waiting: { a: null } };
    expect(names(settleView(deleted, "a", null))).toEqual([]);
  });

  it("never tell the server of one person what waits of another", () => {
    const kept: KeptViews = { ownerId: "usr_1", views: [], waiting: { a: input("A") } };
    expect(takeViews(kept, "usr_1", []).waiting).toEqual({ a: input("A") });
    expect(takeViews({ ...kept, ownerId: undefined }, "usr_1", []).waiting).toEqual({ a: input("A") });
    expect(takeViews(kept, "usr_2", [view("b", "B")])).toEqual({
      ownerId: "usr_2",
      views: [view("b", "B")],
      waiting: {},
    });
  });
});
