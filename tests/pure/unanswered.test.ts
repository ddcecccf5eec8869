import { expect, it } from "vitest";
import { keyOf, noteAnswer } from "../../site/src/unanswered.ts";

const call = (idempotencyKey: string, body: unknown = { note: "x" }) =>
  ({ method: "POST", language: "en", body, idempotencyKey }) as const;

it("a command that no answer came to goes under its first key until one comes, another one under its own", () => {
  expect(keyOf("/a", call("1"))).toBe("1");
  noteAnswer("/a", call("1"), false);
  expect(keyOf("/a", call("2"))).toBe("1");
  expect(keyOf("/a", call("2", { note: "y" }))).toBe("2");
  expect(keyOf("/b", call("2"))).toBe("2");
  noteAnswer("/a", call("1"), true);
  expect(keyOf("/a", call("3"))).toBe("3");
});

it("calls without a key, and files, are never taken for another", () => {
  const form = new FormData();
  noteAnswer("/a", call("1", form), false);
  expect(keyOf("/a", call("2", form))).toBe("2");
  expect(keyOf("/a", { language: "en" })).toBeUndefined();
});
