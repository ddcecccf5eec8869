import { DurableObject } from "cloudflare:workers";
import type { Standing } from "#auth";

/**
 * What one organisation may use, named by its id, for whoever is asked in its name. D1 says so first; this is how fast it is
 * known. That of a sandbox holds its clock instead, and alone says what it shows.
 */
export class Workspace extends DurableObject<Env> {
  /** What is known of the organisation; null where nobody told yet. */
  read(): Standing | null {
    return this.ctx.storage.kv.get<Standing>("standing") ?? null;
  }

  /** Takes in what the organisation may use from now on. Older news than what is known changes nothing. */
  update(standing: Standing): void {
    const known = this.read();
    if (!known || known.updatedAt <= standing.updatedAt) this.ctx.storage.kv.put("standing", standing);
  }

  /** Where the sandbox's clock stands, epoch milliseconds; null where it runs with the real time. */
  get testClock(): number | null {
    return this.ctx.storage.kv.get<number>("testClock") ?? null;
  }

  /**
   * Stops the clock at a time, unless that is before what it shows; `now` is what it shows as long as it runs. Returns where it
   * stood before and where it stands now.
   */
  stopClock(at: number, now: number): { before: number | null; stands: number } {
    const before = this.testClock;
    const shown = before ?? now;
    if (at < shown) return { before, stands: shown };
    this.ctx.storage.kv.put("testClock", at);
    return { before, stands: at };
  }

  /** Lets the clock run with the real time again; returns where it stood. */
  resetClock(): number | null {
    const before = this.testClock;
    this.ctx.storage.kv.delete("testClock");
    return before;
  }
}
