import { expect, it } from "vitest";
import { isDue } from "../../scripts/crons.ts";

it.each([
  ["*/5 * * * *", "2026-11-21T10:00:00Z", true],
  ["*/5 * * * *", "2026-11-21T10:25:59Z", true],
  ["*/5 * * * *", "2026-11-21T10:26:00Z", false],
  ["0 */6 * * *", "2026-11-21T18:00:00Z", true],
  ["0 */6 * * *", "2026-11-21T17:00:00Z", false],
  ["0 0 */2 * *", "2026-11-01T00:00:00Z", true],
  ["0 0 */2 * *", "2026-11-02T00:00:00Z", false],
  ["23 0 * * *", "2026-11-21T00:23:00Z", true],
  ["23 0 * * *", "2026-11-21T01:23:00Z", false],
])("%s at %s is due: %s", (expression, at, due) => expect(isDue(expression, new Date(at))).toBe(due));

it.each(["*/0 * * * *", "1-5 * * * *", "* * * *"])("says that it does not know %s", (expression) =>
  expect(() => isDue(expression, new Date(0))).toThrow(expression),
);
