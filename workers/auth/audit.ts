import type { AccountKeeper } from "./accounts.ts";
import type { AuditRow } from "./store.ts";
import type { AuditChanges } from "./tables.ts";

/** The audit row of a change; it goes into the same batch as the change. Holds ids only, never personal data. */
export function auditOf(
  platform: AccountKeeper,
  change: {
    organizationId: string;
    actor: string;
    action: string;
    target: string;
    requestId: string;
    changes?: AuditChanges;
  },
): AuditRow {
  return { id: platform.newId("aud"), createdAt: platform.now(), ...change };
}
