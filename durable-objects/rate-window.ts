import { DurableObject } from "cloudflare:workers";
import { type Grant, type KeptWindow, SlidingWindow } from "#auth";

/** A window is kept this often at most; what an eviction loses is permitted once more. */
const KEEP_EVERY_MS = 5000;

/** How much one person, key or organisation asked for lately, named `kind:id`. Counts in memory, and is kept behind. */
export class RateWindow extends DurableObject<Env> {
  #window: SlidingWindow | undefined;
  #keeping: Promise<void> | undefined;

  /** Takes up to `wanted` units of those that are left of `limit` in `seconds`. */
  take(wanted: number, limit: number, seconds: number, now: number): Grant {
    this.#window ??= new SlidingWindow(this.ctx.storage.kv.get<KeptWindow>("window"));
    const grant = this.#window.take(wanted, limit, seconds, now);
    if (grant.granted > 0) {
      this.#keeping ??= this.#keepSoon(seconds);
      this.ctx.waitUntil(this.#keeping);
    }
    return grant;
  }

  /** Gives back units that were taken last, and not used. */
  giveBack(units: number): void {
    this.#window?.giveBack(units);
  }

  async #keepSoon(seconds: number): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, KEEP_EVERY_MS));
    this.#keeping = undefined;
    if (!this.#window) return;
    this.ctx.storage.kv.put("window", this.#window.kept);
    await this.ctx.storage.setAlarm(Date.now() + (seconds + 60) * 1000);
  }

  /** Forgets a window that nothing was taken from since it was over. */
  override async alarm(): Promise<void> {
    this.#window = undefined;
    await this.ctx.storage.deleteAll();
  }
}
