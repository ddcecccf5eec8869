import { describe, expect, it } from "vitest";
import { judgeReading, type Verdict } from "../../workers/antifraud/alerts/judge-reading.ts";
import {
  type NoDataPolicy,
  nextStanding,
  type Policy,
  type Standing,
} from "../../workers/antifraud/alerts/next-standing.ts";

const MINUTE = 60_000;

type Look = { now: number; verdict: Verdict; isMuted: boolean; isAcknowledged: boolean };
type Told = { now: number; news: string };

/** What a rule did over all looks, step by step. */
function replay(
  looks: readonly Look[],
  policy: Policy,
): { opened: number[]; closed: number[]; told: Told[]; last: Standing } {
  let standing: Standing = { phase: "ok", since: 0, toldAt: null };
  const [opened, closed, told]: [number[], number[], Told[]] = [[], [], []];
  for (const { now, verdict, ...moment } of looks) {
    const step = nextStanding(standing, verdict, policy, { now, ...moment });
    if (step.change === "opened") opened.push(now);
    if (step.change === "closed") closed.push(now);
    if (step.news) told.push({ now, news: step.news });
    standing = step.next;
  }
  return { opened, closed, told, last: standing };
}

/**
 * The same from the whole history at once: runs of looks in which the condition holds, cut first; then of each run when it had
 * held for long enough, who could hear of it, and when.
 */
function foretell(looks: readonly Look[], { forMs, repeatMs, noData }: Policy) {
  const holds = ({ verdict }: Look) => {
    if (verdict === "no_data") return noData === "keep" ? null : noData === "alert";
    return verdict === "breaching";
  };
  const [opened, closed, told]: [number[], number[], Told[]] = [[], [], []];
  let rest = looks;
  for (;;) {
    const begin = rest.findIndex((look) => holds(look) === true);
    if (begin < 0) return { opened, closed, told };
    const length = rest.slice(begin).findIndex((look) => holds(look) === false);
    const run = length < 0 ? rest.slice(begin) : rest.slice(begin, begin + length);
    const end = length < 0 ? undefined : rest[begin + length];
    const fires = run.findIndex((look) => holds(look) === true && look.now - run[0]!.now >= forMs);
    if (fires >= 0) {
      opened.push(run[fires]!.now);
      if (end) closed.push(end.now);
      const audible = run.slice(fires).filter(({ isMuted }) => !isMuted);
      let lastTold: number | undefined;
      for (const { now, isAcknowledged } of audible) {
        const isReminder = lastTold !== undefined;
        if (isReminder && (repeatMs === null || isAcknowledged || now - lastTold! < repeatMs)) continue;
        told.push({ now, news: isReminder ? "reminder" : "fired" });
        lastTold = now;
      }
      if (end && !end.isMuted && lastTold !== undefined) told.push({ now: end.now, news: "resolved" });
    }
    if (!end) return { opened, closed, told };
    rest = rest.slice(begin + length + 1);
  }
}

/** The same numbers for the same seed (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

describe("where an alert rule stands", () => {
  it("is what a look at its whole history says, in 20,000 random histories", () => {
    let fired = 0;
    for (let seed = 1; seed <= 20_000; seed++) {
      const next = random(seed);
      const pick = <T>(of: readonly T[]): T => of[Math.floor(next() * of.length)]!;
      const policy: Policy = {
        forMs: pick([0, 1, 3, 10]) * MINUTE,
        repeatMs: pick([null, 2 * MINUTE, 5 * MINUTE]),
        noData: pick<NoDataPolicy>(["keep", "ok", "alert"]),
      };
      const steadiness = next();
      let now = 0;
      let [verdict, isMuted, isAcknowledged]: [Verdict, boolean, boolean] = ["fine", false, false];
      const looks = Array.from({ length: 40 }, (): Look => {
        now += pick([1, 1, 1, 2, 7]) * MINUTE;
        if (next() > steadiness) verdict = pick<Verdict>(["fine", "breaching", "breaching", "no_data"]);
        if (next() > 0.85) isMuted = !isMuted;
        if (next() > 0.85) isAcknowledged = !isAcknowledged;
        return { now, verdict, isMuted, isAcknowledged };
      });
      const { last, ...done } = replay(looks, policy);
      expect(done, `seed ${seed}`).toEqual(foretell(looks, policy));
      expect(done.opened.length - done.closed.length, `seed ${seed}`).toBe(last.phase === "firing" ? 1 : 0);
      fired += done.opened.length;
    }
    expect(fired).toBeGreaterThan(10_000);
  });

  it("does not fire for what held only at times", () => {
    const policy: Policy = { forMs: 3 * MINUTE, repeatMs: null, noData: "keep" };
    const quiet = { isMuted: false, isAcknowledged: false };
    const looks = (["breaching", "breaching", "fine", "breaching", "no_data", "no_data", "no_data"] as const).map(
      (verdict, i) => ({ now: i * MINUTE, verdict, ...quiet }),
    );
    expect(replay(looks, policy)).toMatchObject({
      opened: [],
      told: [],
      last: { phase: "pending", since: 3 * MINUTE },
    });
  });
});

describe("a reading", () => {
  const condition = { metric: "block_rate" as const, comparison: "above" as const, threshold: 0.05, minimumSample: 20 };
  const of = (value: number, sample = 100) => ({ value, sample });

  it.each([
    ["above", {}, of(0.051), null, "breaching", 0.051],
    ["not above what it equals", {}, of(0.05), null, "fine", 0.05],
    ["of too few payments", {}, of(1, 19), null, "no_data", null],
    ["of just enough", {}, of(1, 20), null, "breaching", 1],
    ["of nothing", {}, null, null, "no_data", null],
    ["of nothing, whatever the least is", { minimumSample: 0 }, of(0, 0), null, "no_data", null],
    ["below", { comparison: "below" }, of(0.01), null, "breaching", 0.01],
    [
      "a volume of zero, which is a number",
      { metric: "volume", comparison: "below", threshold: 5 },
      of(0, 0),
      null,
      "breaching",
      0,
    ],
    ["a rise", { comparison: "rises_by", threshold: 50 }, of(0.08), of(0.05), "breaching", 60],
    ["a rise that is small enough", { comparison: "rises_by", threshold: 60 }, of(0.08), of(0.05), "fine", 60],
    ["a fall", { comparison: "falls_by", threshold: 20 }, of(0.03), of(0.05), "breaching", 40],
    [
      "a fall to nothing",
      { metric: "volume", comparison: "falls_by", threshold: 90 },
      of(0, 0),
      of(40, 40),
      "breaching",
      100,
    ],
    [
      "a fall from too little",
      { metric: "volume", comparison: "falls_by", threshold: 90 },
      of(0, 0),
      of(4, 4),
      "no_data",
      null,
    ],
    ["a rise from nothing", { comparison: "rises_by", threshold: 50 }, of(0.08), of(0), "no_data", null],
    ["a rise from what is not known", { comparison: "rises_by", threshold: 50 }, of(0.08), null, "no_data", null],
  ] as const)("%s", (_, changes, reading, baseline, verdict, value) => {
    const judged = judgeReading({ ...condition, ...changes }, reading, baseline);
    expect(judged.verdict).toBe(verdict);
    if (value === null) expect(judged.value).toBeNull();
    else expect(judged.value).toBeCloseTo(value, 9);
  });
});
