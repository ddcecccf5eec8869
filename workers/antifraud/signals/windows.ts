const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The sliding windows that every entity keeps, shortest first; each holds the ones before it. */
export const windows = [
  { name: "1m", ms: MINUTE },
  { name: "5m", ms: 5 * MINUTE },
  { name: "10m", ms: 10 * MINUTE },
  { name: "1h", ms: HOUR },
  { name: "24h", ms: DAY },
  { name: "7d", ms: 7 * DAY },
  { name: "30d", ms: 30 * DAY },
] as const;
export type WindowName = (typeof windows)[number]["name"];

/** The longest window: what is older takes part in nothing but the lifetime baselines. */
export const HORIZON_MS = 30 * DAY;

/** What one window holds. `count`, `sum` and `max` are of attempts, declined ones among them; failures count apart. */
export type WindowStats = { count: number; sum: number; max: number; declines: number; failures: number };
export type Windowed<T = WindowStats> = Record<WindowName, T>;

/** A list in the order of `windows` by their names. A literal, since readers run for every payment and entity. */
export const byWindow = <T>([m1, m5, m10, h1, h24, d7, d30]: T[]): Windowed<T> => ({
  // SAFETY: the readers fill every window.
  "1m": m1 as T,
  "5m": m5 as T,
  "10m": m10 as T,
  "1h": h1 as T,
  "24h": h24 as T,
  "7d": d7 as T,
  "30d": d30 as T,
});

export const emptyStats = (): WindowStats => ({ count: 0, sum: 0, max: 0, declines: 0, failures: 0 });

/** Mean amount in cents, or null where the window is empty. */
export const meanOf = ({ sum, count }: WindowStats): number | null => (count === 0 ? null : sum / count);
