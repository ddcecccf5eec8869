import { DurableObject } from "cloudflare:workers";
import type { Standing } from "#auth";

/** What one organisation may use, named by its id, for whoever is asked in its name. D1 says so first; this is how fast it is known. */
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
}
