/** When in the day a payer pays: sums of the unit vectors of its hours, enough for a von Mises density. */
export type Habit = { n: number; sin: number; cos: number };

export const emptyHabit = (): Habit => ({ n: 0, sin: 0, cos: 0 });

/** Tashkent keeps UTC+5 all year. */
const TASHKENT_OFFSET_MS = 5 * 3_600_000;
const DAY_MS = 24 * 3_600_000;
const ENOUGH = 5;

/** Hour of the day in Tashkent with its fraction, 0 ≤ h < 24. */
export const hourOf = (at: number): number => ((at + TASHKENT_OFFSET_MS) % DAY_MS) / 3_600_000;

/** Day of the week in Tashkent, 0 = Sunday. */
export const weekdayOf = (at: number): number => (Math.floor((at + TASHKENT_OFFSET_MS) / DAY_MS) + 4) % 7;

const angleOf = (at: number) => (hourOf(at) / 24) * 2 * Math.PI;

export function addToHabit(habit: Habit, at: number): void {
  const angle = angleOf(at);
  habit.n++;
  habit.sin += Math.sin(angle);
  habit.cos += Math.cos(angle);
}

/**
 * How usual the hour is: the von Mises density at it, relative to that of an even spread, so 1 means "as likely as any
 * hour". Null before five payments. Source: Bahnsen et al. 2016, "Feature engineering strategies for credit card fraud
 * detection", §4.2; κ by the approximation of Best and Fisher 1981.
 */
export function hourLikelihood(habit: Habit, at: number): number | null {
  if (habit.n < ENOUGH) return null;
  const r = Math.min(0.98, Math.hypot(habit.sin, habit.cos) / habit.n);
  const kappa =
    r < 0.53
      ? 2 * r + r ** 3 + (5 * r ** 5) / 6
      : r < 0.85
        ? -0.4 + 1.39 * r + 0.43 / (1 - r)
        : 1 / (r ** 3 - 4 * r ** 2 + 3 * r);
  const mean = Math.atan2(habit.sin, habit.cos);
  return Math.exp(kappa * Math.cos(angleOf(at) - mean)) / besselI0(kappa);
}

/** Modified Bessel function of the first kind and order 0, by its power series: κ stays below 26 here. */
function besselI0(x: number): number {
  let term = 1;
  let sum = 1;
  for (let k = 1; term > sum * 1e-12; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}
