import { useEffect, useState } from "preact/hooks";
import { followClock, timeNow } from "../clock.ts";
import { formatAge, formatMoment } from "../format.ts";
import { useUi } from "./words.tsx";

const TICK_MS = 5000;
const readers = new Set<(now: number) => void>();
let timer: ReturnType<typeof setInterval> | undefined;

const tellAll = () => {
  const told = timeNow();
  for (const tell of readers) tell(told);
};
followClock(tellAll);

/** The time, told anew every five seconds by one clock for the whole page, and at once where it turns out to be another. */
export function useNow(): number {
  const [now, setNow] = useState(timeNow);
  useEffect(() => {
    readers.add(setNow);
    timer ??= setInterval(tellAll, TICK_MS);
    return () => {
      readers.delete(setNow);
      if (readers.size > 0) return;
      clearInterval(timer);
      timer = undefined;
    };
  }, []);
  return now;
}

/** How long ago, with the moment itself on hover. */
export function Age({ at }: { at: string }) {
  const { language, ui } = useUi();
  const now = useNow();
  return (
    <time dateTime={at} title={formatMoment(at, language, ui.chart.zone)}>
      {formatAge(at, now, language)}
    </time>
  );
}
