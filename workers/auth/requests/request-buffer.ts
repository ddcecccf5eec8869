import type { LoggedRequest, RequestBatch } from "./logged-request.ts";

/** So many answers and so many refusals of a tenant an isolate keeps between two tellings, which are about a second apart. */
export const MOST_AT_ONCE = 20;
/** A telling that did not happen by then does not happen any more: its request was ended. */
const LOST_AFTER_MS = 5000;

type Waiting = RequestBatch & { answers: number; refusals: number; tellingSince: number | null };

/** Requests that wait in this isolate until the log is told of them. At a high rate most are only counted. */
export class RequestBuffer {
  readonly #waiting = new Map<string, Waiting>();

  /** Whether one more is kept; else it is counted. Refusals have a share of their own, so that answers never crowd them out. */
  admits(tenant: string, isRefused: boolean): boolean {
    const waiting = this.#of(tenant);
    const before = isRefused ? waiting.refusals++ : waiting.answers++;
    if (before < MOST_AT_ONCE) return true;
    waiting.leftOut++;
    return false;
  }

  /** Takes one in. True asks whoever brought it to tell the log of what waits, a little later. */
  add(tenant: string, request: LoggedRequest, now: number): boolean {
    const waiting = this.#of(tenant);
    waiting.requests.push(request);
    const isTold = waiting.tellingSince !== null && now - waiting.tellingSince < LOST_AFTER_MS;
    if (!isTold) waiting.tellingSince = now;
    return !isTold;
  }

  /** What waits, which does not any more. */
  take(tenant: string): RequestBatch | undefined {
    const waiting = this.#waiting.get(tenant);
    this.#waiting.delete(tenant);
    return waiting && { requests: waiting.requests, leftOut: waiting.leftOut };
  }

  #of(tenant: string): Waiting {
    let waiting = this.#waiting.get(tenant);
    if (!waiting) {
      waiting = { requests: [], leftOut: 0, answers: 0, refusals: 0, tellingSince: null };
      this.#waiting.set(tenant, waiting);
    }
    return waiting;
  }
}
