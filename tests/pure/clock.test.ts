import { describe, expect, it } from "vitest";
import { reckonAhead } from "../../site/src/clock.ts";

const noon = Date.parse("2026-11-28T12:00:00Z");
const HOUR = 3_600_000;

describe("the server's clock beside that of a device", () => {
  it("stays as it is known where an answer allows that", () => {
    // Sent at 12:00:00.400, answered within 100 ms: the server says 12:00:00.
    expect(reckonAhead(0, noon, noon + 400, noon + 500)).toBe(0);
    expect(reckonAhead(-30, noon, noon + 400, noon + 500)).toBe(-30);
  });

  it("follows where the device is hours off, to within a second and the way of the answer", () => {
    const late = noon - 5 * HOUR;
    const ahead = reckonAhead(0, noon, late + 400, late + 500);
    expect(Math.abs(ahead - 5 * HOUR)).toBeLessThan(1000);
    // A later answer narrows it down: the truth lies in what both allow.
    expect(reckonAhead(ahead, noon + 1000, late + 1010, late + 1020)).toBeGreaterThanOrEqual(5 * HOUR - 20);
    expect(Math.abs(reckonAhead(0, noon, noon + 3 * HOUR, noon + 3 * HOUR + 50) + 3 * HOUR)).toBeLessThan(1000);
  });

  it("learns nothing from an answer without a date, or over which the device's clock was turned back", () => {
    expect(reckonAhead(7, Number.NaN, noon, noon)).toBe(7);
    expect(reckonAhead(7, noon, noon + HOUR, noon)).toBe(7);
  });
});
