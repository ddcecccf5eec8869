import { useCallback, useEffect, useState } from "preact/hooks";
import { callApi, type Failure, type Outcome } from "../api.ts";
import type { Language, TestClock } from "../api-types.ts";
import { timeNow } from "../clock.ts";
import { command } from "../command.ts";
import { useUi } from "../ui/words.tsx";

const CLOCK = "/api/sandbox/clock";

/** Stops the sandbox's clock at a time. */
export const stopClock = (language: Language, frozen_at: string, key?: string): Promise<Outcome<TestClock>> =>
  callApi<TestClock>(CLOCK, { ...command(language, "PUT", { frozen_at }, key), mode: "test" });

/** Lets the sandbox's clock run with the real time again. */
export const runClock = (language: Language): Promise<Outcome<TestClock>> =>
  callApi<TestClock>(CLOCK, { ...command(language, "DELETE"), mode: "test" });

/** What the sandbox's clock shows, and when that was read, epoch milliseconds. */
export type ClockReading = { clock: TestClock; at: number };

/** Reads the sandbox's clock; anew when the page comes back into sight, since others set it too. */
export function useClock() {
  const { language } = useUi();
  const [reading, setReading] = useState<ClockReading>();
  const [failure, setFailure] = useState<Failure>();
  const take = useCallback((clock: TestClock) => setReading({ clock, at: timeNow() }), []);
  const read = useCallback(async () => {
    setFailure(undefined);
    const outcome = await callApi<TestClock>(CLOCK, { language, mode: "test" });
    if (outcome.ok) take(outcome.data);
    else setFailure(outcome.failure);
  }, [language, take]);
  useEffect(() => {
    void read();
    const again = () => document.visibilityState === "visible" && void read();
    document.addEventListener("visibilitychange", again);
    return () => document.removeEventListener("visibilitychange", again);
  }, [read]);
  return { reading, failure, read, take };
}

/** What the clock shows by now, epoch milliseconds. */
export const shownBy = ({ clock, at }: ClockReading, now: number): number =>
  Date.parse(clock.now) + (clock.frozen_at === null ? Math.max(0, now - at) : 0);
