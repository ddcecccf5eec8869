import { DurableObject } from "cloudflare:workers";
import type { KeyGrant } from "#auth";

/** What one API key opens, keyed by the key's hash. Alone says whether the key still holds, so that no request waits on D1. */
export class ApiKeyGrant extends DurableObject<Env> {
  grant(grant: KeyGrant): void {
    this.ctx.storage.kv.put("grant", grant);
  }

  /** The grant, or null once revoked or never issued. */
  read(): KeyGrant | null {
    return this.ctx.storage.kv.get<KeyGrant>("grant") ?? null;
  }

  async revoke(): Promise<void> {
    await this.ctx.storage.deleteAll();
  }
}
