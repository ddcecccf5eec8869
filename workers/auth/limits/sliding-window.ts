/** What a window answers: units granted, units left, and seconds until the next unit is free, 0 while some are left. */
export type Grant = { granted: number; remaining: number; retryAfterS: number };

/** What a window looks like at rest: `[second, units]`, oldest first. */
export type KeptWindow = [second: number, units: number][];

/**
 * Counts units in the seconds in which they were taken. A unit counts until the whole second it was taken in is older than the
 * window, so of any stretch of that length no more than the limit is ever granted, and never is a unit refused that a window
 * longer by one second would grant.
 */
export class SlidingWindow {
  /** Oldest first; seconds in which nothing was taken have no entry. */
  readonly #taken: KeptWindow;
  #sum: number;

  constructor(kept: KeptWindow = []) {
    this.#taken = kept;
    this.#sum = kept.reduce((sum, [, units]) => sum + units, 0);
  }

  /** Takes up to `wanted` units of those that `limit` leaves for the last `seconds`; `now` in epoch milliseconds. */
  take(wanted: number, limit: number, seconds: number, now: number): Grant {
    const second = Math.floor(now / 1000);
    this.#forget(second - seconds);
    const granted = Math.max(0, Math.min(wanted, limit - this.#sum));
    if (granted > 0) this.#add(second, granted);
    const remaining = Math.max(0, limit - this.#sum);
    return {
      granted,
      remaining,
      retryAfterS: granted > 0 || remaining > 0 ? 0 : this.#nextFree(limit, seconds, second),
    };
  }

  /** Gives back units that were taken last. */
  giveBack(units: number): void {
    const last = this.#taken.at(-1);
    if (!last) return;
    const back = Math.min(units, last[1]);
    last[1] -= back;
    this.#sum -= back;
    if (last[1] === 0) this.#taken.pop();
  }

  get kept(): KeptWindow {
    return this.#taken;
  }

  #add(second: number, units: number): void {
    const last = this.#taken.at(-1);
    // A clock that was set back adds to the newest second, so that the order holds.
    if (last && last[0] >= second) last[1] += units;
    else this.#taken.push([second, units]);
    this.#sum += units;
  }

  #forget(before: number): void {
    let over = 0;
    while (over < this.#taken.length && this.#taken[over]![0] < before) this.#sum -= this.#taken[over++]![1];
    if (over > 0) this.#taken.splice(0, over);
  }

  /** Seconds until so much is over that a unit is free. */
  #nextFree(limit: number, seconds: number, second: number): number {
    let left = this.#sum;
    for (const [at, units] of this.#taken) {
      left -= units;
      if (left < limit) return Math.max(1, at + seconds + 1 - second);
    }
    return seconds;
  }
}
