import { DurableObject } from "cloudflare:workers";
import type { KeyGrant } from "#auth";

const MINUTE_MS = 60_000;

/** What one API key opens, keyed by the key's hash. Alone says whether the key still holds, so that no request waits on D1. */
export class ApiKeyGrant extends DurableObject<Env> {
  /** Grants, unless the key was revoked: a rotation that is overtaken by a revocation opens nothing. */
  grant(grant: KeyGrant): void {
    if (!this.ctx.storage.kv.get("isRevoked")) this.ctx.storage.kv.put("grant", grant);
  }

  /** The grant, or null once revoked or never issued. */
  read(): KeyGrant | null {
    return this.ctx.storage.kv.get<KeyGrant>("grant") ?? null;
  }

  /** The grant to whoever uses the key, which is remembered to the minute; nothing but that is written. */
  use(now: number): KeyGrant | null {
    const grant = this.read();
    if (!grant) return null;
    const minute = Math.floor(now / MINUTE_MS) * MINUTE_MS;
    if (this.usedAt !== minute) this.ctx.storage.kv.put("usedAt", minute);
    return grant;
  }

  /** When the key was used last, to the minute; epoch milliseconds. */
  get usedAt(): number | null {
    return this.ctx.storage.kv.get<number>("usedAt") ?? null;
  }

  /** Lets the grant end at a time, or earlier if it does already. */
  endBy(time: number): void {
    const grant = this.read();
    if (grant) this.grant({ ...grant, expiresAt: Math.min(grant.expiresAt, time) });
  }

  /** Says from where the key may be used. */
  allowFrom(allowedIps: string[]): void {
    const grant = this.read();
    if (grant) this.grant({ ...grant, allowedIps });
  }

  revoke(): void {
    this.ctx.storage.kv.put("isRevoked", true);
    this.ctx.storage.kv.delete("grant");
  }
}
