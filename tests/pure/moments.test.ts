import { describe, expect, it } from "vitest";
import { formatDateTime, formatMoment, formatShortDate, readClock, toClock } from "../../site/src/format.ts";

/** Five past three of the next day in Tashkent. */
const at = "2026-11-27T22:05:12.000Z";

describe("moments are of Tashkent, whatever the clock of the reader says", () => {
  // Node reads its zone anew when it is set.
  const zone = process.env.TZ;
  for (const reader of ["America/New_York", "Asia/Tashkent", "Pacific/Auckland"])
    it(`read in ${reader}`, () => {
      process.env.TZ = reader;
      try {
        expect(formatMoment(at, "uz", "Toshkent vaqti")).toBe("28-noyabr, 2026, 03:05:12, Toshkent vaqti (UTC+5)");
        expect(formatMoment(at, "ru", "время Ташкента")).toBe("28 ноября 2026 г. в 03:05:12, время Ташкента (UTC+5)");
        expect(formatMoment(at, "en", "Tashkent time")).toBe("28 November 2026 at 03:05:12, Tashkent time (UTC+5)");
        expect(formatDateTime(at, "uz")).toBe("28-noyabr, 2026, 03:05:12");
        expect(formatShortDate(new Date(at), "uz")).toBe("28-noy, 03:05");
        expect(formatShortDate(new Date(at), "ru")).toBe("28 нояб., 03:05");
        expect(formatShortDate(new Date(at), "en")).toBe("28 Nov, 03:05");
        expect(toClock(at)).toBe("2026-11-28T03:05");
        expect(new Date(readClock("2026-11-28T03:05")).toISOString()).toBe("2026-11-27T22:05:00.000Z");
        expect(readClock("")).toBeNaN();
      } finally {
        if (zone === undefined) delete process.env.TZ;
        else process.env.TZ = zone;
      }
    });
});
