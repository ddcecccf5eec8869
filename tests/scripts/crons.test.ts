import { expect, it } from "vitest";
import { unstable_readConfig } from "wrangler";
import { isDue } from "../../scripts/crons.ts";

it.each([
  ["*/5 * * * *", "2026-11-21T10:00:00Z", true],
  ["*/5 * * * *", "2026-11-21T10:35:59Z", true],
  ["*/5 * * * *", "2026-11-21T10:36:00Z", false],
  ["23 0 * * *", "2026-11-21T00:23:00Z", true],
  ["23 0 * * *", "2026-11-21T01:23:00Z", false],
  ["0 */6 * * *", "2026-11-21T18:00:00Z", true],
  ["0 */6 * * *", "2026-11-21T19:00:00Z", false],
  ["0 0 */10 * *", "2026-11-21T00:00:00Z", true],
  ["0 0 */10 * *", "2026-11-20T00:00:00Z", false],
  ["0 0 * 11 6", "2026-11-21T00:00:00Z", true],
  ["0 0 * 11 0", "2026-11-21T00:00:00Z", false],
])("%s at %s: %s", (expression, at, due) => expect(isDue(expression, new Date(at))).toBe(due));

it.each(["*/0 * * * *", "1-5 * * * *", "1,2 * * * *", "* * * *", "@daily"])("refuses %s, by name", (expression) => {
  expect(() => isDue(expression, new Date())).toThrow(expression);
});

it("understands every expression of the configuration", () => {
  const { triggers } = unstable_readConfig({ config: "wrangler.toml" }, { hideWarnings: true });
  for (const cron of triggers.crons ?? []) expect(isDue(cron, new Date())).toBeTypeOf("boolean");
});
