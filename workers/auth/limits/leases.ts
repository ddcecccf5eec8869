import type { Grant } from "./sliding-window.ts";

/** Units that an isolate holds of a window, until when, and what the window said last. */
type Lease = { units: number; until: number; remaining: number; since: number; used: number };

/** Asks the window for units. */
export type Take = (wanted: number) => Promise<Grant>;

/** Units are held so long at most; what is not used by then is lost to whoever leased it. */
const LEASED_MS = 1000;
const MOST_LEASED = 50;
/** A busy caller leases what it used in about a twentieth of a second, so that few units are lost. */
const SHARE_LEASED = 0.05;
const MOST_CALLERS = 10_000;

/**
 * What an isolate holds of the windows of busy callers, so that a request in a thousand a second does not ask the window's
 * object. A caller that is not busy asks for each unit, so its limit is exact; units held elsewhere count as taken, so no limit is
 * ever passed.
 */
export class Leases {
  readonly #leases = new Map<string, Lease>();

  /** Takes one unit of what `counter` names. */
  async take(counter: string, take: Take, now: number): Promise<Grant> {
    const lease = this.#leases.get(counter);
    if (lease && lease.until > now && lease.units > 0) {
      lease.units--;
      lease.used++;
      return { granted: 1, remaining: lease.remaining + lease.units, retryAfterS: 0 };
    }
    const grant = await take(this.#wanted(lease, now));
    if (grant.granted === 0) return grant;
    this.#keep(counter, lease, grant, now);
    return { ...grant, granted: 1, remaining: grant.remaining + grant.granted - 1 };
  }

  /** Gives a unit back that another policy refused. */
  giveBack(counter: string): void {
    const lease = this.#leases.get(counter);
    if (lease) lease.units++;
  }

  /** How many units a second of use so far makes worth asking for at once. */
  #wanted(lease: Lease | undefined, now: number): number {
    if (!lease || now - lease.since > 2 * LEASED_MS) return 1;
    const aSecond = (1000 * lease.used) / Math.max(LEASED_MS, now - lease.since);
    return Math.max(1, Math.min(MOST_LEASED, Math.floor(aSecond * SHARE_LEASED)));
  }

  #keep(counter: string, before: Lease | undefined, { granted, remaining }: Grant, now: number): void {
    if (this.#leases.size >= MOST_CALLERS) this.#leases.clear();
    // What several requests leased at the same moment adds up; the rate is measured over a second or two.
    const isSameSecond = before !== undefined && now - before.since <= LEASED_MS;
    const current = this.#leases.get(counter);
    const held = current && current.until > now ? current.units : 0;
    this.#leases.set(counter, {
      units: held + granted - 1,
      until: now + LEASED_MS,
      remaining,
      since: isSameSecond ? before.since : now,
      used: isSameSecond ? before.used + 1 : Math.ceil((before?.used ?? 0) / 2) + 1,
    });
  }
}
