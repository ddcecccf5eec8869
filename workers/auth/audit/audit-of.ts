import type { Caller } from "#platform/caller";
import type { Platform } from "#platform/platform";
import type { AuditRow } from "../store.ts";
import type { AuditChanges } from "../tables.ts";
import { type AuditAction, auditActions } from "./actions.ts";
import { placeOfAddress } from "./personal-parts.ts";
import { protectChanges } from "./protect-changes.ts";

/** As much of the platform as a row of the log takes. */
export type Auditor = Pick<Platform, "now" | "newId" | "sealer"> & Partial<Pick<Platform, "clientAddress" | "audited">>;

/**
 * The audit row of a change; it goes into the same batch as the change. Secrets among the changes are left out, personal
 * values and the client's address are sealed.
 */
export function auditOf(
  platform: Auditor,
  {
    actor,
    changes,
    ...change
  }: {
    organizationId: string;
    /** The caller, or an id: of a person, of a key, or of whatever acts by itself. */
    actor: string | Pick<Caller, "kind" | "id">;
    action: AuditAction;
    target: string;
    requestId: string;
    changes?: AuditChanges;
  },
): AuditRow {
  const id = platform.newId("aud");
  const { clientAddress = null, sealer } = platform;
  platform.audited?.(change.organizationId);
  return {
    ...change,
    id,
    createdAt: platform.now(),
    actor: typeof actor === "string" ? actor : actor.id,
    actorType: typeof actor === "string" ? actorTypeOf(actor) : actor.kind,
    targetType: auditActions[change.action].target,
    changes: changes && protectChanges(sealer, id, changes),
    ipAddress: clientAddress === null ? null : sealer.sealNow(clientAddress, placeOfAddress(id)),
  };
}

/** By the beginning of an id. */
function actorTypeOf(id: string): AuditRow["actorType"] {
  if (id.startsWith("usr_")) return "user";
  if (id.startsWith("key_")) return "api_key";
  return id.startsWith("cli_") ? "oauth_client" : "system";
}
