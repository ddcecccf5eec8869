import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Leases } from "../../workers/auth/limits/leases.ts";
import { SlidingWindow } from "../../workers/auth/limits/sliding-window.ts";

const SECONDS = 60;
/** Milliseconds between one request and the next, often none. */
const gaps = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 900 }), fc.integer({ min: 0, max: 40_000 })), {
  minLength: 1,
  maxLength: 400,
});
const START = 1_700_000_000_000;

/** The most that any window of so many milliseconds holds. */
function mostIn(times: readonly number[], lengthMs: number): number {
  let most = 0;
  for (let from = 0, to = 0; to < times.length; to++) {
    while (times[to]! - times[from]! >= lengthMs) from++;
    most = Math.max(most, to - from + 1);
  }
  return most;
}

describe("a sliding window", () => {
  it("never grants more than its limit in any stretch of its length, and refuses nothing that a second more would grant", () => {
    fc.assert(
      fc.property(gaps, fc.integer({ min: 1, max: 30 }), (steps, limit) => {
        const window = new SlidingWindow();
        const granted: number[] = [];
        let now = START;
        for (const gap of steps) {
          now += gap;
          const grant = window.take(1, limit, SECONDS, now);
          if (grant.granted === 1) granted.push(now);
          else {
            const inLongerWindow = granted.filter((at) => at > now - (SECONDS + 1) * 1000).length;
            expect(inLongerWindow).toBeGreaterThanOrEqual(limit);
            expect(grant.remaining).toBe(0);
          }
        }
        expect(mostIn(granted, SECONDS * 1000)).toBeLessThanOrEqual(limit);
      }),
    );
  });

  it("grants exactly its limit to whoever asks for more at once, and again a window later", () => {
    const window = new SlidingWindow();
    const count = (now: number) =>
      Array.from({ length: 1500 }, () => window.take(1, 1000, 3600, now).granted).reduce((sum, one) => sum + one);
    expect(count(START)).toBe(1000);
    expect(count(START + 3_599_000)).toBe(0);
    expect(count(START + 3_601_000)).toBe(1000);
  });

  it("says when the next unit is free, and that holds", () => {
    fc.assert(
      fc.property(gaps, fc.integer({ min: 1, max: 5 }), (steps, limit) => {
        const window = new SlidingWindow();
        let now = START;
        for (const gap of steps) {
          now += gap;
          const { granted, retryAfterS } = window.take(1, limit, SECONDS, now);
          if (granted === 1) continue;
          expect(retryAfterS).toBeGreaterThan(0);
          const kept = new SlidingWindow(structuredClone(window.kept));
          expect(kept.take(1, limit, SECONDS, now + retryAfterS * 1000).granted).toBe(1);
        }
      }),
    );
  });

  it("goes on where it was kept", () => {
    const window = new SlidingWindow();
    window.take(7, 10, SECONDS, START);
    const again = new SlidingWindow(JSON.parse(JSON.stringify(window.kept)));
    expect(again.take(5, 10, SECONDS, START + 1000)).toMatchObject({ granted: 3, remaining: 0 });
  });
});

describe("leases", () => {
  /** Isolates that share a window, asked at random by a simulated clock; tells when requests were let through, and how often the window was asked. */
  async function run(isolates: number, steps: readonly { gap: number; isolate: number }[], limit: number) {
    const window = new SlidingWindow();
    const leases = Array.from({ length: isolates }, () => new Leases());
    const granted: number[] = [];
    let now = START;
    let asked = 0;
    for (const { gap, isolate } of steps) {
      now += gap;
      const take = (wanted: number) => {
        asked++;
        return Promise.resolve(window.take(wanted, limit, SECONDS, now));
      };
      if ((await leases[isolate % isolates]!.take("key", take, now)).granted === 1) granted.push(now);
    }
    return { granted, asked };
  }

  it("let no more through than the limit and what was leased, whoever asks how fast", async () => {
    const step = fc.record({ gap: fc.integer({ min: 0, max: 20 }), isolate: fc.nat({ max: 3 }) });
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 100, maxLength: 1500 }),
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 5, max: 400 }),
        async (steps, isolates, limit) => {
          const { granted } = await run(isolates, steps, limit);
          // Units may be used until a second after they were taken.
          expect(mostIn(granted, (SECONDS - 1) * 1000)).toBeLessThanOrEqual(limit);
          expect(mostIn(granted, SECONDS * 1000)).toBeLessThanOrEqual(limit + 50 * isolates);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("are exact for those who are not busy: each request asks", async () => {
    const steps = Array.from({ length: 100 }, () => ({ gap: 400, isolate: 0 }));
    const { granted, asked } = await run(1, steps, 1000);
    expect([granted.length, asked]).toEqual([100, 100]);
  });

  it("spare a busy caller nearly every call to the window", async () => {
    const steps = Array.from({ length: 20_000 }, () => ({ gap: 1, isolate: 0 }));
    const { granted, asked } = await run(1, steps, 1_000_000);
    expect(granted).toHaveLength(20_000);
    expect(asked).toBeLessThan(20_000 / 30);
  });

  it("give back what another policy refused", async () => {
    const window = new SlidingWindow();
    const leases = new Leases();
    const take = (wanted: number) => Promise.resolve(window.take(wanted, 1, SECONDS, START));
    expect((await leases.take("user", take, START)).granted).toBe(1);
    expect((await leases.take("user", take, START)).granted).toBe(0);
    leases.giveBack("user");
    expect((await leases.take("user", take, START)).granted).toBe(1);
  });
});
