import { fill } from "../i18n/fill.ts";
import type { ReviewWords } from "./words.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** A review that is due so soon is told apart. */
const SOON = 30 * MINUTE;

type Due = { text: string; tone: "plain" | "warn" | "bad" };

/** How long until a review is due, or how long it is late, in its largest unit. */
export function tellDue(dueAt: string, now: number, { due, time }: ReviewWords["reviews"]): Due {
  const left = Date.parse(dueAt) - now;
  const size = Math.abs(left);
  const text =
    size >= DAY
      ? fill(time.day, { count: Math.floor(size / DAY) })
      : size >= HOUR
        ? fill(time.hour, { count: Math.floor(size / HOUR) })
        : fill(time.minute, { count: Math.floor(size / MINUTE) });
  if (left < 0) return { text: fill(due.late, { time: text }), tone: "bad" };
  return { text: fill(due.left, { time: text }), tone: left < SOON ? "warn" : "plain" };
}
